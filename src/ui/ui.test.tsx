import { gzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { assets, mountAssets } from './assets.ts';
import { components } from './components/examples.ts';
import {
  DateTime,
  dateTimeText,
  durationText,
  Layout,
  Link,
  Masked,
  Notice,
  safeHref,
  safeLocalPath,
  Table,
  TextAreaField,
  workDaysText,
} from './components.ts';
import { exampleView, modes } from './example.ts';
import { mountGallery } from './gallery.tsx';
import { samplePages } from './sample-pages.tsx';

const app = new Hono();
mountAssets(app);
mountGallery(app);
const html = async (path: string) => (await app.request(path)).text();

describe('what the city sends over the wire', () => {
  test('the stylesheet is at most 12 KB and the script at most 5 KB, packed', () => {
    const { css, js, deskJs } = assets();
    expect(gzipSync(css).length).toBeLessThan(12 * 1024);
    expect(gzipSync(js).length).toBeLessThan(5 * 1024);
    expect(gzipSync(js).length + gzipSync(deskJs).length).toBeLessThan(20 * 1024);
  });

  test('the files are kept for a year under an address that names their content', async () => {
    const answer = await app.request(assets().cssPath);
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect(answer.headers.get('content-type')).toBe('text/css; charset=utf-8');
    expect((await app.request('/assets/app.0000000000.css')).status).toBe(404);
  });

  test('a whole page is at most 14 KB, packed', () => {
    for (const page of Object.values(samplePages)) {
      expect(gzipSync(String(page(exampleView()))).length).toBeLessThan(14 * 1024);
    }
  });
});

describe('the gallery', () => {
  test.each(components)('/ui/$slug shows every example in the four modes', async ({ slug, examples }) => {
    const page = await html(`/ui/${slug}`);
    expect(page.match(/class="frame"/g)).toHaveLength(examples.length * modes.length);
  });

  test.each(components)(
    '/ui/$slug needs no inline style or script, and uses every id once',
    async ({ slug }) => {
      const page = await html(`/ui/${slug}`);
      expect(page).not.toMatch(/\sstyle=|\son[a-z]+="|<script>|javascript:/);
      const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
      expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    },
  );

  test('an unknown component is not found', async () => {
    expect((await app.request('/ui/carousel')).status).toBe(404);
  });
});

describe('text from people stays text', () => {
  const view = exampleView();
  const nasty = '<img src=x onerror=alert(1)>"\'';

  test('in text, in attributes, in fields and in tables', () => {
    const page = String(
      <Layout view={view} title={nasty}>
        <Notice title={nasty}>{nasty}</Notice>
        <Masked view={view} value={nasty} />
        <TextAreaField view={view} name="what" label={nasty} value={`${nasty}</textarea>`} />
        <Table caption={nasty} columns={[{ heading: nasty, cell: () => nasty }]} rows={[1]} />
      </Layout>,
    );
    expect(page).not.toContain('<img');
    expect(page.match(/<\/textarea>/g)).toHaveLength(1);
  });

  test.each([
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'vbscript:x',
  ])('the address %j goes nowhere', (href) => {
    expect(safeHref(href)).toBe('#');
    expect(safeLocalPath(href)).toBe('/');
    expect(String(<Link href={href}>x</Link>)).toBe('<a href="#">x</a>');
  });

  test.each([
    '/requests?a=1&b=2',
    'https://example.org/',
    'tel:12345',
    'mailto:a@example.org',
    '?due=late',
    '#where',
  ])('the address %j is a link', (href) => {
    expect(safeHref(href)).toBe(href);
  });
});

describe('the frame of every page', () => {
  test('switching a mode or the language comes back to this page with its filters', () => {
    const page = String(
      <Layout view={exampleView({ path: '/desk?due=late&q=灯' })} title="x">
        x
      </Layout>,
    );
    expect(page).toContain(
      `/settings/display?size=elder&amp;back=${encodeURIComponent('/desk?due=late&q=灯')}`,
    );
    expect(page).toContain('/settings/display?lang=en');
  });

  test('an elder reader finds a phone number before the page begins', () => {
    const page = String(
      <Layout view={exampleView({ size: 'elder' })} title="x">
        x
      </Layout>,
    );
    expect(page.indexOf('href="tel:12345"')).toBeLessThan(page.indexOf('<main'));
  });

  test('the demonstration says that it is one, a real province does not', () => {
    const shown = (demo: boolean) => String(Layout({ view: exampleView({ demo }), title: 'x' }));
    expect(shown(true)).toContain('示范数据，与任何真实机构无关');
    expect(shown(false)).not.toContain('示范数据');
  });

  test('only desks load the desk keys', () => {
    const { deskJsPath } = assets();
    expect(String(Layout({ view: exampleView(), title: 'x' }))).not.toContain(deskJsPath);
    expect(String(Layout({ view: exampleView(), title: 'x', area: 'desk' }))).toContain(deskJsPath);
  });

  test('English pages are marked English', () => {
    expect(String(Layout({ view: exampleView({ lang: 'en' }), title: 'x' }))).toMatch(/^<html lang="en"/);
  });
});

describe('time is said as a person would', () => {
  const view = exampleView();
  test('this year without the year, other years with it, always in China’s time', () => {
    expect(dateTimeText(view, new Date('2025-03-12T09:30:00Z'))).toBe('3 月 12 日 17:30');
    expect(dateTimeText(view, new Date('2024-12-31T16:00:00Z'))).toBe('1 月 1 日 00:00');
    expect(dateTimeText(view, new Date('2024-12-31T15:59:00Z'))).toBe('2024 年 12 月 31 日 23:59');
    expect(dateTimeText(exampleView({ lang: 'en' }), new Date('2025-03-12T09:30:00Z'))).toBe(
      '12 March 17:30',
    );
  });
  test('machines read the instant with its offset', () => {
    expect(String(<DateTime view={view} at={new Date('2025-03-12T09:30:00Z')} />)).toBe(
      '<time datetime="2025-03-12T17:30+08:00" class="nowrap">3 月 12 日 17:30</time>',
    );
  });
  test.each([
    [2, '还剩 2 个工作日'],
    [0, '今天到期'],
    [-3, '超期 3 个工作日'],
  ])('%i work days: %s', (days, words) => {
    expect(workDaysText(view, days)).toBe(words);
  });
  test.each([
    [0, '不到 1 分钟'],
    [59, '59 分钟'],
    [60, '1 小时'],
    [1439, '23 小时'],
    [4320, '3 天'],
  ])('%i minutes: %s', (minutes, words) => {
    expect(durationText('zh', minutes)).toBe(words);
  });
});
