import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mountAssets } from './assets.ts';
import { components } from './components/examples.ts';
import { modes } from './example.ts';
import { mountGallery } from './gallery.tsx';
import { samplePages } from './sample-pages.tsx';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const policy = "default-src 'self'; style-src 'self'; script-src 'self'; img-src 'self' data:";

let browser: Browser;
let server: ReturnType<typeof serve>;
let base: string;
const received: string[] = [];

beforeAll(async () => {
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    c.header('content-security-policy', policy);
  });
  mountAssets(app);
  mountGallery(app);
  app.post('/requests', async (c) => {
    received.push(await c.req.text());
    // Slow enough for a second click to fall into it.
    await new Promise((done) => setTimeout(done, 300));
    return c.html('<link rel="icon" href="data:,">ok');
  });
  server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
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

async function open<T>(
  path: string,
  width: number,
  look: (page: Page) => Promise<T>,
  scripts = true,
): Promise<T> {
  const context = await browser.newContext({
    viewport: { width, height: 844 },
    javaScriptEnabled: scripts,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(base + path);
  const seen = await look(page);
  await context.close();
  expect(complaints).toEqual([]);
  return seen;
}

/** Every rule that axe has for A, AA and best practice; what it finds, one line each. */
async function faults(page: Page): Promise<readonly string[]> {
  const source = await import('node:fs/promises').then(({ readFile }) => readFile(axePath, 'utf8'));
  await page.evaluate(source);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
      };
    };
    const { violations } = await axe.run();
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`),
    );
  });
}

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

describe('everyone can use every component', () => {
  test.each(components)('axe finds nothing in $slug, in all four modes', async ({ slug }) => {
    const found = await open(`/ui/${slug}`, 1366, faults);
    // The gallery shows one component four times, so its landmark occurs four times; pages are held to it below.
    expect(found.filter((fault) => !fault.startsWith('landmark-unique'))).toEqual([]);
  });

  const pages = Object.keys(samplePages).flatMap((name) => modes.map((mode) => ({ name, mode: mode.slug })));
  test.each(pages)(
    'axe finds nothing on the $name page, $mode, on a phone; nothing runs off its side',
    async (at) => {
      await open(`/ui/sample/${at.name}?mode=${at.mode}`, 390, async (page) => {
        expect(await faults(page)).toEqual([]);
        expect(await overflow(page)).toBeLessThanOrEqual(0);
      });
    },
  );

  test.each(components)('$slug stays inside a narrow phone', async ({ slug }) => {
    expect(await open(`/ui/${slug}`, 320, overflow)).toBeLessThanOrEqual(0);
  });

  test.each(Object.keys(samplePages))('the English %s page stays inside a phone', async (name) => {
    expect(await open(`/ui/sample/${name}?lang=en`, 390, overflow)).toBeLessThanOrEqual(0);
  });
});

/** @source the elder norm as quoted in ux.md §5: text at least 18 px, main targets at least 60 px. */
const elderFaults = (page: Page) =>
  page.evaluate(() => {
    const shown = (element: Element) =>
      element.checkVisibility() && element.getBoundingClientRect().width > 2;
    const own = (element: Element) =>
      [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
    const inside = (element: Element) => element.closest('.visually-hidden, .skip') === null;
    const texts = [...document.querySelectorAll('body *')].filter((e) => shown(e) && inside(e) && own(e));
    const small = texts.filter((e) => Number.parseFloat(getComputedStyle(e).fontSize) < 18);
    const targets = [...document.querySelectorAll('a, button, .input, summary, .choice label')].filter(
      (e) => shown(e) && inside(e) && getComputedStyle(e).display !== 'inline' && !e.closest('.tile'),
    );
    const low = targets.filter((e) => e.getBoundingClientRect().height < 59.5);
    const name = (e: Element) => e.outerHTML.slice(0, 120);
    return { small: small.map(name), low: low.map(name) };
  });

describe('the elder edition', () => {
  test.each(Object.keys(samplePages))(
    'on the %s page all text has 18 px and all targets 60 px',
    async (name) => {
      const seen = await open(`/ui/sample/${name}?mode=elder`, 390, elderFaults);
      expect(seen).toEqual({ small: [], low: [] });
    },
  );
});

describe('behaviour', () => {
  test('the list of errors takes the focus, and its links lead to the fields', async () => {
    await open('/ui/sample/form', 390, async (page) => {
      expect(await page.evaluate(() => document.activeElement?.className)).toBe('error-summary');
      await page.click('.error-summary a >> nth=1');
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('phone');
    });
  });

  test('two quick presses send one form, with the name of the button', async () => {
    received.length = 0;
    await open('/ui/sample/form', 390, async (page) => {
      await page.evaluate(() => {
        const button = document.querySelector<HTMLButtonElement>('button[value=back]');
        button?.click();
        button?.click();
      });
      await page.waitForURL('**/requests');
    });
    expect(received).toHaveLength(1);
    expect(received[0]).toContain('name="go"');
    expect(received[0]).toContain('name="_csrf"');
  });

  test('the counter counts a rare character as one', async () => {
    await open('/ui/sample/form', 390, async (page) => {
      await page.fill('#more', '𠮷𠮷路灯');
      expect(await page.textContent('[data-counter]')).toBe('还可以写 196 个字');
      await page.fill('#more', '字'.repeat(203));
      expect(await page.textContent('[data-counter]')).toBe('超出 3 个字');
      expect(await page.inputValue('#more')).toHaveLength(203);
    });
  });

  test('a text half written is offered again, and never filled in unasked', async () => {
    await open('/ui/sample/form', 390, async (page) => {
      await page.fill('#more', '从北门进去');
      await page.reload();
      expect(await page.inputValue('#more')).toBe('');
      await page.click('text=接着写');
      expect(await page.inputValue('#more')).toBe('从北门进去');
    });
  });

  test('desk keys move through the queue, and stay off once switched off', async () => {
    await open('/ui/sample/desk', 1366, async (page) => {
      const current = () => page.locator('tr[data-current] th').textContent();
      await page.keyboard.press('j');
      await page.keyboard.press('j');
      expect(await current()).toBe('YL-2025-0306-0203');
      await page.keyboard.press('k');
      expect(await current()).toBe('YL-2025-0306-0117');
      await page.keyboard.press('?');
      await page.click('[data-keyboard-switch]');
      await page.reload();
      await page.keyboard.press('j');
      expect(await page.locator('tr[data-current]').count()).toBe(0);
    });
  });

  test('without scripts the form is whole and offers no button that does nothing', async () => {
    await open(
      '/ui/sample/request',
      390,
      async (page) => {
        expect(await page.locator('[data-print], [data-read-aloud]').count()).toBe(2);
        expect(await page.locator('[data-print]').isVisible()).toBe(false);
        await page.click('.settings summary');
        expect(await page.locator('.settings-panel').isVisible()).toBe(true);
      },
      false,
    );
  });
});
