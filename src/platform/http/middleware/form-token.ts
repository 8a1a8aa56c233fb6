import { timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { AppError } from '../../../kernel/errors.ts';
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
    if (!fromHere(c)) throw foreignForm();
    if (!(await carriesToken(c)))
      return page(c, repostPage(c.get('view'), c.req.path, await formInput(c)), 403);
    return next();
  };

/** No button to send it again: whoever made the foreign form must not get that press either. */
const foreignForm = () =>
  new AppError('FOREIGN_FORM', {
    status: 403,
    userMessage: {
      zh: '这份表是从别的网站发来的，没有提交。如果是您要办的事，请从本网站首页打开后再填。',
      en: 'This form came from another website and was not sent. If it is yours, open it from our home page.',
    },
  });

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
