import type { Context } from 'hono';
import type { AppError } from '../../kernel/errors.ts';
import type { View } from '../../ui/view.ts';

type ProblemContext = Context<{ Variables: { view: View } }>;

/** The refusal as RFC 9457 `application/problem+json`, in the language of the request. */
export function problem(c: Context, error: AppError): Response {
  const view = (c as unknown as ProblemContext).get('view');
  const body = {
    type: `/problems/${error.code}`,
    title: error.code,
    status: error.status,
    detail: view.say(error.userMessage),
    instance: c.req.path,
    errors: error.fields.map((fault) => ({ field: fault.field, message: view.say(fault.message) })),
  };
  return c.body(JSON.stringify(body), error.status, {
    'content-type': 'application/problem+json; charset=utf-8',
  });
}
