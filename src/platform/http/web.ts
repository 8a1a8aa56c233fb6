import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { AppError } from '../../kernel/errors.ts';
import type { View } from '../../ui/view.ts';
import { type Actor, hasRole, ROLES, type Role } from '../identity/actor.ts';

export { type FormInput, type FormReading, formData, sentence } from './form-data.ts';
export { problem } from './problem.ts';

export interface AppEnv {
  Variables: {
    view: View;
    actor: Actor;
    /** The session behind the request; null for visitors and for API clients. */
    sessionId: string | null;
    requestId: string;
    /** The client's address: the socket's, or the trusted proxy's header. */
    address: string;
  };
}

export type Web = OpenAPIHono<AppEnv>;
export type WebContext = Context<AppEnv>;

type Node = { toString(): string | Promise<string> };

/** Answers with a whole HTML document. The node is rendered first, so a fault in it becomes an error page. */
export async function page(c: WebContext, node: Node, status: ContentfulStatusCode = 200): Promise<Response> {
  const html = await node.toString();
  return c.html(`<!doctype html>${html}`, status);
}

/** After a form: the browser fetches `path` with GET, and reloading does not send the form again. */
export const seeOther = (c: WebContext, path: string): Response => c.redirect(path, 303);

/**
 * The actor, when signed in and, if roles are named, in one of them.
 * @throws AppError SIGN_IN_FIRST (401), NOT_YOUR_ROLE (403)
 */
export function requireActor(c: WebContext, ...roles: readonly Role[]): Actor {
  const actor = c.get('actor');
  if (actor.kind === 'anonymous') throw signInFirst();
  if (roles.length > 0 && !hasRole(actor, ...roles)) throw notYourRole(roles);
  return actor;
}

export const signInFirst = () =>
  new AppError('SIGN_IN_FIRST', {
    status: 401,
    userMessage: {
      zh: '请先登录，再继续。登录后会回到这一页；不想登录也可以打 12345 或到窗口办理。',
      en: 'Sign in to continue. You will come back to this page; or phone 12345, or go to a service window.',
    },
  });

export function notYourRole(roles: readonly Role[]): AppError {
  const zh = roles.map((role) => ROLES[role].zh).join('、');
  const en = roles.map((role) => ROLES[role].en).join(', ');
  return new AppError('NOT_YOUR_ROLE', {
    status: 403,
    userMessage: {
      zh: `您的账号不能打开这一页。这里给：${zh}。需要这个权限，请找本单位负责人；找不到人请打 12345。`,
      en: `Your account cannot open this page. It is for: ${en}. Ask the leader of your office for access, or phone 12345.`,
    },
  });
}
