import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

it('a link on a page of the repository leads to something that is there', () => {
  const dead = pages().flatMap((page) =>
    linksOf(page)
      .filter((link) => !leadsSomewhere(page, link))
      .map((link) => `${page}: ${link}`),
  );
  expect(dead).toEqual([]);
});

it('a source named in the code stands on the page of sources', () => {
  const sources = anchorsOf('docs/sources.md');
  const named = filesUnder('src', /\.(tsx?|sql)$/).flatMap((file) =>
    [...read(file).matchAll(/docs\/sources\.md#([\w-]+)/g)].map(([, anchor]) => ({ file, anchor: anchor! })),
  );
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter(({ anchor }) => !sources.has(anchor))).toEqual([]);
});

/** Every Markdown page outside of installed packages and data. */
function pages(): string[] {
  const top = readdirSync(root).filter((name) => name.endsWith('.md'));
  return [...top, ...['docs', 'src', 'bench', 'test'].flatMap((folder) => filesUnder(folder, /\.md$/))];
}

function filesUnder(folder: string, kind: RegExp): string[] {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => kind.test(name)).map((name) => join(folder, name));
}

/** Targets of links and pictures, code left out; addresses of the web are not followed. */
function linksOf(page: string): string[] {
  const text = read(page).replaceAll(/```.*?```|`[^`\n]*`/gs, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)/g), ...text.matchAll(/src="([^"]+)"/g)]
    .map(([, target]) => target!)
    .filter((target) => !/^[a-z]+:/.test(target));
}

function leadsSomewhere(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : relative(root, resolve(root, dirname(page), path));
  if (target.startsWith('..') || !existsSync(join(root, target))) return false;
  return anchor === undefined || !target.endsWith('.md') || anchorsOf(target).has(anchor);
}

/** Headings as GitHub names them: small letters, spaces as hyphens, punctuation gone. */
function anchorsOf(page: string): ReadonlySet<string> {
  const headings = read(page).matchAll(/^#+ +(.+?)\s*$/gm);
  return new Set(
    [...headings].map(([, heading]) =>
      heading!
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(/\s/g, '-'),
    ),
  );
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}
