import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testApp } from '../../../platform/testing.ts';
import { INDICATOR_IDS, INDICATORS } from './definitions.ts';

const app = await testApp();
const visitor = app.browser();
const text = async (path: string, init?: RequestInit) => (await visitor.get(path, init)).text();

interface Answer {
  total: { id: string; numerator: number; denominator: number; casesUrl: string }[];
  departments: { key: string }[];
}
const api = async (query = '') => (await (await visitor.get(`/api/v1/kpi${query}`)).json()) as Answer;

describe('the indicator page of the demonstration province', () => {
  it('shows every indicator, its definition and its exclusions to everybody', async () => {
    const html = await text('/kpi');
    for (const { name, definition } of Object.values(INDICATORS)) {
      expect(html).toContain(name.zh);
      expect(html).toContain(definition.zh.replaceAll('"', '&quot;'));
    }
    expect(html).toContain('2026 年第 4 季度');
    expect(html).toContain('不予受理和撤回的诉求不计');
  });

  it('leads from every number to as many cases as the number says', async () => {
    const { total } = await api();
    expect(total.some(({ numerator }) => numerator > 0)).toBe(true);
    for (const id of INDICATOR_IDS.filter((each) => each !== 'handled-work-days')) {
      for (const side of ['numerator', 'denominator'] as const) {
        const expected = total.find((figure) => figure.id === id)![side];
        const html = await text(`/kpi/cases?period=2026-Q4&indicator=${id}&side=${side}`);
        expect(html, `${id} ${side}`).toContain(`共 ${expected} 件`);
        expect(html.match(/<th role="rowheader"/g)?.length ?? 0, `${id} ${side}`).toBe(
          Math.min(expected, 50),
        );
      }
    }
  });

  it('hides the title of a private request, and of a confidential one everything', async () => {
    const { sql } = app.platform;
    const [hidden, secret] = await sql<{ id: string; number: string; title: string }[]>`
      select id, number, title from requests.request where ended_as = 'closed' order by number limit 2`;
    await sql`update requests.request set visibility = 'private', title = '只给我自己看的题目' where id = ${hidden!.id}`;
    await sql`update requests.request set visibility = 'confidential', title = '保密的题目' where id = ${secret!.id}`;
    const html = await text('/kpi/cases?period=2026&indicator=closed&side=numerator');
    expect(html).toContain('内容不公开');
    expect(html).toContain(hidden!.number);
    expect(html).toContain('保密的诉求');
    expect(html).not.toContain('题目');
    expect(html).not.toContain(secret!.number);
  });

  it('says what is wrong with an address instead of showing the whole', async () => {
    for (const query of ['period=2026-13', 'department=nobody', 'division=99', 'category=x', 'type=x']) {
      expect((await visitor.get(`/kpi?${query}`)).status, query).toBe(400);
      expect((await visitor.get(`/api/v1/kpi?${query}`)).headers.get('content-type'), query).toContain(
        'problem+json',
      );
    }
    expect((await visitor.get('/kpi/cases?indicator=x')).status).toBe(400);
    expect((await visitor.get("/kpi/cases?indicator=closed&after=1'_x")).status).toBe(200);
  });

  it('narrows to one office', async () => {
    const whole = await api('?period=2026');
    const one = await api(`?period=2026&department=lighting`);
    expect(one.departments).toEqual([]);
    const closed = ({ total }: Answer) => total.find(({ id }) => id === 'closed')!.denominator;
    expect(closed(one)).toBeGreaterThan(0);
    expect(closed(one)).toBeLessThan(closed(whole));
    expect(await text('/kpi?period=2026&department=lighting')).not.toContain('各承办单位');
  });

  it('gives the figures as CSV that no spreadsheet runs', async () => {
    await app.platform.sql`update platform.department set name = '=cmd()' where id = 'lighting'`;
    await app.platform.organisation.reload();
    const csv = await text('/kpi.csv?period=2026');
    expect(csv).toContain(`2026,承办单位,'=cmd(),办结率,`);
    const { total } = await api('?period=2026');
    const closed = total.find(({ id }) => id === 'closed')!;
    expect(csv).toMatch(
      new RegExp(`2026,合计,合计,办结率,[0-9.]+,${closed.numerator},${closed.denominator}\r\n`),
    );
  });

  it('is described in the OpenAPI document', async () => {
    const document = (await (await visitor.get('/api/openapi.json')).json()) as {
      paths: Record<string, unknown>;
    };
    expect(document.paths).toHaveProperty('/api/v1/kpi');
  });
});

describe('in a browser', () => {
  let browser: Browser;
  let server: ReturnType<typeof serve>;
  let base: string;

  beforeAll(async () => {
    server = serve({ fetch: app.web.fetch, port: 0, hostname: '127.0.0.1' });
    await new Promise((ready) => server.once('listening', ready));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-quic',
        '--no-first-run',
      ],
    });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  const MODES = [
    { theme: 'light', size: 'standard', lang: 'zh' },
    { theme: 'dark', size: 'standard', lang: 'en' },
    { theme: 'contrast', size: 'standard', lang: 'zh' },
    { theme: 'light', size: 'elder', lang: 'zh' },
    { theme: 'light', size: 'elder', lang: 'en' },
  ];
  const PATHS = ['/kpi?period=2026', '/kpi/cases?period=2026&indicator=closed&side=denominator'];

  it.each(MODES.flatMap((mode) => PATHS.map((path) => ({ ...mode, path }))))(
    'axe finds nothing on $path, $theme $size $lang, on a phone; nothing runs off its side',
    async ({ path, ...mode }) => {
      const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
      await context.addCookies(Object.entries(mode).map(([name, value]) => ({ name, value, url: base })));
      const page = await context.newPage();
      await page.goto(`${base}${path}`);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
      ).toBeLessThanOrEqual(0);
      await page.evaluate(
        await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'),
      );
      const found = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as {
          axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        };
        const { violations } = await axe.run();
        return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
      });
      if (process.env.KPI_SHOTS) {
        for (const width of [390, 1366]) {
          await page.setViewportSize({ width, height: 900 });
          await page.screenshot({
            path: `${process.env.KPI_SHOTS}/${PATHS.indexOf(path)}-${mode.theme}-${mode.size}-${mode.lang}-${width}.png`,
            fullPage: true,
          });
        }
      }
      await context.close();
      expect(found).toEqual([]);
    },
  );
});
