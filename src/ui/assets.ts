import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSync, transformSync } from 'esbuild';
import type { Context, Env, Hono, Schema } from 'hono';
import { tokensCss } from './tokens.ts';

export interface Assets {
  readonly cssPath: string;
  readonly css: string;
  readonly jsPath: string;
  readonly js: string;
  readonly deskJsPath: string;
  readonly deskJs: string;
}

// The browsers a phone of 2022 can still update to; older ones get readable, unstyled HTML.
const browsers = ['chrome105', 'safari16', 'firefox110'];
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const read = (path: string): string => readFileSync(here(path), 'utf8');
const layer = (name: string, css: string): string => `@layer ${name}{${css}}\n`;

function componentsCss(): string {
  return readdirSync(here('./components'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .flatMap((name) =>
      readdirSync(here(`./components/${name}`))
        .filter((file) => file.endsWith('.css'))
        .map((file) => read(`./components/${name}/${file}`)),
    )
    .join('\n');
}

function stylesheet(): string {
  const source =
    '@layer reset, tokens, base, layout, components, modes, print;\n' +
    layer('reset', read('./styles/reset.css')) +
    layer('tokens', tokensCss()) +
    layer('base', read('./styles/base.css')) +
    layer('layout', read('./styles/layout.css')) +
    layer('components', componentsCss()) +
    layer('modes', read('./styles/modes.css')) +
    layer('print', read('./styles/print.css'));
  return transformSync(source, { loader: 'css', minify: true, target: browsers, charset: 'utf8' }).code;
}

function script(entry: string): string {
  const built = buildSync({
    entryPoints: [here(entry)],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: browsers,
    charset: 'utf8',
  });
  return built.outputFiles[0]?.text ?? '';
}

const stamp = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 10);

function build(): Assets {
  const css = stylesheet();
  const js = script('./behaviour/app.js');
  const deskJs = script('./behaviour/desk.js');
  return {
    css,
    cssPath: `/assets/app.${stamp(css)}.css`,
    js,
    jsPath: `/assets/app.${stamp(js)}.js`,
    deskJs,
    deskJsPath: `/assets/desk.${stamp(deskJs)}.js`,
  };
}

let built: Assets | undefined;

/** The stylesheet and scripts, put together once per process (about 0.1 s), with addresses that name their content. */
export function assets(): Assets {
  built ??= build();
  return built;
}

/** Serves the three files for a year: a changed file has a changed address. */
export function mountAssets<E extends Env, S extends Schema, B extends string>(app: Hono<E, S, B>): void {
  const { css, cssPath, js, jsPath, deskJs, deskJsPath } = assets();
  const serve = (body: string, type: string) => (c: Context) =>
    c.body(body, 200, {
      'content-type': `${type}; charset=utf-8`,
      'cache-control': 'public, max-age=31536000, immutable',
    });
  app.get(cssPath, serve(css, 'text/css'));
  app.get(jsPath, serve(js, 'text/javascript'));
  app.get(deskJsPath, serve(deskJs, 'text/javascript'));
}
