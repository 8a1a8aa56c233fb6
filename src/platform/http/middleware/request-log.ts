import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Platform } from '../../platform.ts';
import type { AppEnv } from '../web.ts';

/** Gives the request an id, counts and times it by its route, and writes one line. No query, no names: those are personal. */
export const requestLog =
  ({ log, metrics }: Platform): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    const requestId = randomUUID();
    c.set('requestId', requestId);
    const started = performance.now();
    await next();
    const seconds = (performance.now() - started) / 1000;
    const route = routePath(c, -1);
    const { method } = c.req;
    const { status } = c.res;
    metrics.httpSeconds.observe({ method, route, status: String(status) }, seconds);
    log.debug({ requestId, method, route, status, ms: Math.round(seconds * 1000) }, 'answered');
  };
