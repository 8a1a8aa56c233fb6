import type { ErrorHandler, NotFoundHandler } from 'hono';
import { AppError } from '../../kernel/errors.ts';
import { spokenCode } from '../../kernel/ids.ts';
import { explainOutage } from '../database/database-errors.ts';
import type { Platform } from '../platform.ts';
import { bugPage, notFoundPage, refusalPage } from './pages/error-pages.tsx';
import { problem } from './problem.ts';
import { type AppEnv, page, seeOther, type WebContext } from './web.ts';

const isApi = (path: string) => path.startsWith('/api/') || path.startsWith('/open311/');

/** A refusal becomes its sentence; anything else is a bug: logged under a reference, told with it, never shown. */
export const answerError =
  ({ log }: Platform): ErrorHandler<AppEnv> =>
  (error, c) => {
    const refusal = explainOutage(error);
    if (refusal instanceof AppError) return answerRefusal(c, refusal);
    const reference = `E-${spokenCode(4)}`;
    log.error({ err: error, reference, requestId: c.get('requestId') }, 'bug');
    if (isApi(c.req.path) || !c.get('view')) return answerRefusal(c, bug(reference));
    return page(c, bugPage(c.get('view'), reference), 500);
  };

function answerRefusal(c: WebContext, error: AppError): Response | Promise<Response> {
  if (error.retryAfterSeconds) c.header('retry-after', String(error.retryAfterSeconds));
  if (!c.get('view')) return c.text(error.userMessage.zh, error.status);
  if (isApi(c.req.path)) return problem(c, error);
  if (error.code === 'SIGN_IN_FIRST')
    return seeOther(c, `/sign-in?next=${encodeURIComponent(c.get('view').path)}`);
  return page(c, refusalPage(c.get('view'), error), error.status);
}

const bug = (reference: string) =>
  new AppError('UNEXPECTED', {
    status: 500,
    userMessage: {
      zh: `我们这边出了问题，没有完成。请打 12345，报编号 ${reference}。`,
      en: `Something is wrong on our side and it was not done. Phone 12345 and give ${reference}.`,
    },
  });

export const answerNotFound: NotFoundHandler<AppEnv> = (c) => {
  if (!isApi(c.req.path)) return page(c, notFoundPage(c.get('view')), 404);
  return problem(
    c,
    new AppError('NOT_FOUND', {
      status: 404,
      userMessage: {
        zh: '没有这个地址，请看 /api/openapi.json',
        en: 'No such address: see /api/openapi.json',
      },
    }),
  );
};
