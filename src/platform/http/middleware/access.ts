import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import { type AccessTable, decideAccess } from '../access-table.ts';
import { type AppEnv, notYourRole, signInFirst } from '../web.ts';

/** The table's word before any handler runs. A route without a line is refused to everybody; no route at all is a 404. */
export const enforceAccess =
  (table: AccessTable): MiddlewareHandler<AppEnv> =>
  (c, next) => {
    const handler = matchedRoutes(c).findLast(({ method, path }) => method !== 'ALL' && !path.endsWith('*'));
    if (!handler) return next();
    const method = c.req.method === 'HEAD' ? 'GET' : handler.method;
    const audience = table.audience(method, handler.path);
    const decision = decideAccess(audience, c.get('actor'));
    if (decision === 'sign-in') throw signInFirst();
    if (decision === 'refuse') throw notYourRole(Array.isArray(audience) ? audience : []);
    return next();
  };
