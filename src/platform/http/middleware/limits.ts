import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { LRUCache } from 'lru-cache';
import { AppError } from '../../../kernel/errors.ts';
import type { AppEnv } from '../web.ts';

const MEGABYTE = 1_000_000;

/** The most that a request may carry: uploads some photos, everything else a form's worth. */
export const limitBody = (maxUploadMb: number): MiddlewareHandler<AppEnv> => {
  const refuse = () => {
    throw new AppError('BODY_TOO_LARGE', {
      status: 413,
      userMessage: {
        zh: `一次传的内容太大，没有提交。照片每张最多 ${maxUploadMb} MB，请少选几张，或用手机截图后再传。已经填好的其他内容还在上一页。`,
        en: `That is too much at once, so nothing was sent. Photos may have ${maxUploadMb} MB each: send fewer, or smaller ones. Go back: the rest is still there.`,
      },
    });
  };
  const uploads = bodyLimit({ maxSize: (maxUploadMb * 4 + 1) * MEGABYTE, onError: refuse });
  const forms = bodyLimit({ maxSize: MEGABYTE, onError: refuse });
  return (c, next) => (/^multipart\//i.test(c.req.header('content-type') ?? '') ? uploads : forms)(c, next);
};

interface Bucket {
  tokens: number;
  at: number;
}

/** Requests a second and burst of one address. Reading is generous, writing is not. Our assumption. */
const RATES = { read: { perSecond: 50, burst: 300 }, write: { perSecond: 2, burst: 60 } } as const;

/** A token bucket for each address and kind, in memory: a brake against floods, not a promise across processes. */
export const limitRate = (clock: () => Date, enabled: boolean): MiddlewareHandler<AppEnv> => {
  const buckets = new LRUCache<string, Bucket>({ max: 50_000 });
  return (c, next) => {
    if (!enabled || c.get('address') === 'in-process') return next();
    const kind = c.req.method === 'GET' || c.req.method === 'HEAD' ? 'read' : 'write';
    const { perSecond, burst } = RATES[kind];
    const key = `${kind} ${c.get('address')}`;
    const now = clock().getTime();
    const bucket = buckets.get(key) ?? { tokens: burst, at: now };
    bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
    bucket.at = now;
    buckets.set(key, bucket);
    if (bucket.tokens < 1) throw tooMany(Math.ceil((1 - bucket.tokens) / perSecond));
    bucket.tokens -= 1;
    return next();
  };
};

const tooMany = (seconds: number) =>
  new AppError('TOO_MANY_REQUESTS', {
    status: 429,
    retryAfterSeconds: seconds,
    userMessage: {
      zh: `操作太快了，请等 ${seconds} 秒再试。您填的内容还在，按浏览器的“返回”可以看到。`,
      en: `Too many requests: wait ${seconds} s and try again. What you typed is kept; go back to see it.`,
    },
  });
