import { getConnInfo } from '@hono/node-server/conninfo';
import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '../web.ts';

/**
 * The client's address: the socket's, unless the operator named the one header that their own proxy sets.
 * `X-Forwarded-For` from outside is never believed.
 */
export const clientAddress =
  (trustedHeader: string | undefined): MiddlewareHandler<AppEnv> =>
  (c, next) => {
    c.set('address', (trustedHeader && c.req.header(trustedHeader)) || socketAddress(c));
    return next();
  };

function socketAddress(c: Parameters<MiddlewareHandler<AppEnv>>[0]): string {
  try {
    return getConnInfo(c).remote.address ?? 'unknown';
  } catch {
    // Requests that did not come through a socket: `app.request()` in tests.
    return 'in-process';
  }
}
