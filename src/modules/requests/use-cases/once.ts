import { AppError } from '../../../kernel/errors.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import type { CitizenRequest } from '../domain/request.ts';
import type { Effect } from './act.ts';

/** An appeal that may be made once. Our assumption; afterwards the legal ways stay open and are named. */
export const once = (request: CitizenRequest, effect: Effect): Result<Effect, AppError> =>
  request.appealCount === 0
    ? ok({ ...effect, patch: { ...effect.patch, appealCount: 1 } })
    : err(
        new AppError('REQUEST_APPEALED_ALREADY', {
          status: 409,
          userMessage: {
            zh: '您已经提过一次异议。还不同意，可以依法申请行政复议或信访，也可以打 12345 请人工说明。',
            en: 'You have appealed once. You may still apply for administrative review or petition, or phone 12345.',
          },
        }),
      );
