import { timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { formInput } from '../form-data.ts';
import { repostPage } from '../pages/repost-page.tsx';
import { type AppEnv, page, type WebContext } from '../web.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const FORM = /^(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\b/i;

/**
 * Every form that changes something carries the token of this browser. One without it, or with an old one, comes back
 * as a page that keeps what was typed and asks to send it again. Programs use keys or JSON, which a foreign page cannot send.
 */
export const formToken =
  (isProgramPath: (path: string) => boolean): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    if (SAFE.has(c.req.method)) return next();
    const type = c.req.header('content-type') ?? '';
    const cookieless = isProgramPath(c.req.path) && c.get('sessionId') === null;
    if (cookieless || (type !== '' && !FORM.test(type))) return next();
    if (!fromHere(c) || !(await carriesToken(c)))
      return page(c, repostPage(c.get('view'), c.req.path, await formInput(c)), 403);
    return next();
  };

/** Browsers say where a form comes from; a foreign origin is refused even with a token. Older ones say it in Origin alone. */
function fromHere(c: WebContext): boolean {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = c.req.header('origin');
  return origin === undefined || origin.replace(/^https?:\/\//, '') === new URL(c.req.url).host;
}

async function carriesToken(c: WebContext): Promise<boolean> {
  const body = await c.req.parseBody({ all: true }).catch(() => ({}) as Record<string, unknown>);
  const sent = (body as Record<string, unknown>)._csrf;
  const expected = Buffer.from(c.get('view').csrf);
  const given = Buffer.from(typeof sent === 'string' ? sent : '');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
