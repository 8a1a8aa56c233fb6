import { createHmac } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Language } from '../../../kernel/bilingual.ts';
import type { Size, Theme, View } from '../../../ui/view.ts';
import { type Actor, ANONYMOUS, ROLES } from '../../identity/actor.ts';
import type { SessionActor } from '../../identity/sessions.ts';
import { newToken } from '../../identity/tokens.ts';
import type { Platform } from '../../platform.ts';
import { readSession } from '../session-cookie.ts';
import type { AppEnv, WebContext } from '../web.ts';

const THEMES: readonly string[] = ['light', 'dark', 'contrast', 'auto'];
const VISITOR = 'visitor';

/** Who is looking (session), and how (language, theme, size): once for each request, before everything that shows something. */
export const whoAndHow =
  (platform: Platform): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    const token = readSession(c);
    const session = token === undefined ? null : await platform.identity.sessionActor(token);
    const actor = session?.actor ?? ANONYMOUS;
    c.set('actor', actor);
    c.set('sessionId', session?.sessionId ?? null);
    c.set('view', viewOf(c, platform, session, csrfToken(c, platform, session)));
    return next();
  };

function viewOf(
  c: WebContext,
  { clock, config }: Platform,
  session: SessionActor | null,
  csrf: string,
): View {
  const lang = languageOf(c, session);
  const url = new URL(c.req.url);
  return {
    lang,
    theme: themeOf(c, session),
    size: sizeOf(c, session),
    path: url.pathname + url.search,
    now: clock(),
    actor: session === null ? null : shown(session.actor),
    csrf,
    demo: config.CHANGTONG_DEMO,
    t: (zh, en) => (lang === 'zh' ? zh : en),
    say: (pair) => pair[lang],
  };
}

const shown = ({ name, roles, kind }: Actor) => ({
  name,
  roleLabel: ROLES[roles[0] ?? 'citizen'],
  official: kind === 'official',
});

function languageOf(c: WebContext, session: SessionActor | null): Language {
  const chosen = getCookie(c, 'lang') ?? session?.preferences.language;
  if (chosen === 'zh' || chosen === 'en') return chosen;
  return /^\s*en\b/i.test(c.req.header('accept-language') ?? '') ? 'en' : 'zh';
}

function themeOf(c: WebContext, session: SessionActor | null): Theme {
  const chosen = getCookie(c, 'theme') ?? session?.preferences.theme ?? 'auto';
  return THEMES.includes(chosen) ? (chosen as Theme) : 'auto';
}

const sizeOf = (c: WebContext, session: SessionActor | null): Size =>
  (getCookie(c, 'size') ?? session?.preferences.size) === 'elder' ? 'elder' : 'standard';

/** The form token: bound to the session, or for visitors to a cookie that only this browser holds. */
function csrfToken(c: WebContext, { config }: Platform, session: SessionActor | null): string {
  if (session !== null) return sign(session.csrfKey, 'form');
  const visitor = getCookie(c, VISITOR) ?? newVisitor(c, config.publicUrl.startsWith('https:'));
  return sign(config.keys.session, visitor);
}

function newVisitor(c: WebContext, secure: boolean): string {
  const visitor = newToken();
  setCookie(c, VISITOR, visitor, { httpOnly: true, sameSite: 'Lax', path: '/', secure });
  return visitor;
}

const sign = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest('base64url');
