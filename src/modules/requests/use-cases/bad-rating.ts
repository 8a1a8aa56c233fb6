import { z } from 'zod';
import type { AppError } from '../../../kernel/errors.ts';
import { AppError as Refusal } from '../../../kernel/errors.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import type { Tx } from '../../../platform/database/connect.ts';
import { fieldFaults } from '../../../platform/http/form-data.ts';
import { type Actor, hasRole } from '../../../platform/identity/actor.ts';
import type { RequestsRoom } from '../room.ts';
import { notValid, words, yesNo } from './define-action.ts';
import { notYours } from './refusals.ts';

export type BadRatingState = 'to-verify' | 'to-rectify' | 'appealed' | 'to-call-back' | 'done' | 'unfounded';

export interface BadRating {
  readonly requestId: string;
  readonly ratingSeq: number;
  readonly state: BadRatingState;
  readonly departmentId: string | null;
  readonly dueAt: Date | null;
}

interface Step {
  readonly from: BadRatingState;
  readonly by: 'reviewer' | 'office' | 'adjudicator';
  readonly input: z.ZodType<{ text: string; yes?: boolean }>;
  /** The state after it, and the columns that it fills. */
  apply(
    tx: Tx,
    input: { text: string; yes?: boolean },
    now: Date,
  ): { state: BadRatingState; columns: Record<string, unknown> };
}

const text = words('请写明情况', 'Say what was found', 1_000);
const withAnswer = z.object({ text, yes: yesNo('请选择是或否', 'Choose yes or no') });
const plain = z.object({ text });

/** The loop after a bad rating: verify, rectify, call back; the office may appeal once before it rectifies. */
export const BAD_RATING_STEPS = {
  verify: {
    from: 'to-verify',
    by: 'reviewer',
    input: withAnswer,
    apply: (_tx, { text, yes }, now) => ({
      state: yes ? 'to-rectify' : 'unfounded',
      columns: { verifiedAt: now, verified: yes, note: text },
    }),
  },
  appeal: {
    from: 'to-rectify',
    by: 'office',
    input: plain,
    apply: (_tx, { text }) => ({ state: 'appealed', columns: { appeal: text } }),
  },
  'decide-appeal': {
    from: 'appealed',
    by: 'adjudicator',
    input: withAnswer,
    apply: (_tx, { text, yes }, now) => ({
      state: yes ? 'unfounded' : 'to-rectify',
      columns: { appealDecidedAt: now, note: text },
    }),
  },
  rectify: {
    from: 'to-rectify',
    by: 'office',
    input: plain,
    apply: (_tx, { text }, now) => ({
      state: 'to-call-back',
      columns: { rectifiedAt: now, rectification: text },
    }),
  },
  'call-back': {
    from: 'to-call-back',
    by: 'reviewer',
    input: withAnswer,
    apply: (_tx, { text, yes }, now) => ({
      state: yes ? 'done' : 'to-rectify',
      columns: { calledBackAt: now, note: text },
    }),
  },
} as const satisfies Record<string, Step>;
export type BadRatingAction = keyof typeof BAD_RATING_STEPS;

/** Takes one step of the loop on the newest bad rating of a request. */
export async function actOnBadRating(
  room: RequestsRoom,
  { actor, requestId, now }: { readonly actor: Actor; readonly requestId: string; readonly now: Date },
  action: BadRatingAction,
  raw: unknown,
): Promise<Result<BadRatingState, AppError>> {
  const step: Step = BAD_RATING_STEPS[action];
  const parsed = step.input.safeParse(raw);
  if (!parsed.success) return err(notValid(fieldFaults(parsed.error)));
  return room.sql.begin(async (tx): Promise<Result<BadRatingState, AppError>> => {
    const [rating] = await tx<(BadRating & { appeal: string | null })[]>`
      select * from requests.bad_rating where request_id = ${requestId} order by rating_seq desc limit 1 for update`;
    if (!rating || !mayAct(step.by, actor, rating)) return err(notYours());
    if (rating.state !== step.from || (action === 'appeal' && rating.appeal !== null)) return err(notNow());
    const { state, columns } = step.apply(tx, parsed.data, now);
    await tx`
      update requests.bad_rating set ${tx({ ...columns, state } as never)}
      where request_id = ${requestId} and rating_seq = ${rating.ratingSeq}`;
    await room.audit.record(tx, {
      at: now,
      actor,
      action: `requests.bad-rating-${action}`,
      subject: requestId,
      detail: { state },
    });
    await room.outbox.append(tx, {
      type: 'requests.bad-rating-moved@1',
      subject: requestId,
      at: now,
      payload: { requestId, action, state, departmentId: rating.departmentId },
    });
    return ok(state);
  }) as Promise<Result<BadRatingState, AppError>>;
}

function mayAct(by: Step['by'], actor: Actor, rating: BadRating): boolean {
  if (by === 'reviewer') return hasRole(actor, 'reviewer');
  if (by === 'adjudicator') return hasRole(actor, 'adjudicator');
  return (
    hasRole(actor, 'clerk', 'leader') &&
    actor.departmentId !== null &&
    actor.departmentId === rating.departmentId
  );
}

const notNow = () =>
  new Refusal('BAD_RATING_WRONG_STATE', {
    status: 409,
    userMessage: {
      zh: '差评整改现在不在这一步，可能别人刚刚办过，请刷新页面。',
      en: 'The bad-rating loop is at another step; someone may just have acted. Reload the page.',
    },
  });
