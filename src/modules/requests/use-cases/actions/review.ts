import { z } from 'zod';
import { both } from '../../../../kernel/bilingual.ts';
import { deadline } from '../../../../kernel/clock/index.ts';
import { AppError } from '../../../../kernel/errors.ts';
import { err, ok } from '../../../../kernel/result.ts';
import type { Tx } from '../../../../platform/database/connect.ts';
import { sentence } from '../../../../platform/http/form-data.ts';
import { isBadRating, RATINGS, type Rating } from '../../domain/states.ts';
import { defineAction, words, yesNo } from '../define-action.ts';
import { distributeReply } from '../distribute-reply.ts';

export const approveReply = defineAction(
  'approve-reply',
  z.object({ note: z.string().trim().max(500).default('') }),
  async (scene, { note }) => {
    const { tx, request, now, actor } = scene;
    const [reply] = await tx<{ text: string; departmentId: string | null }[]>`
    update requests.reply set review = 'approved', reviewed_at = ${now}, reviewer_id = ${actor.id}, review_note = ${note || null}
    where request_id = ${request.id} and review is null returning text, department_id`;
    await tx`
    update requests.assignment set ended_at = ${now}, outcome = 'closed'
    where request_id = ${request.id} and ended_at is null`;
    await distributeReply(scene, reply!.text);
    return ok({
      text: reply!.text,
      tell: both(
        `办理结果：${reply!.text.slice(0, 200)} 请在 14 天内评价；没解决可以要求重办。`,
        `Result: ${reply!.text.slice(0, 200)} Please rate it within 14 days; if it is not solved, ask to reopen.`,
      ),
    });
  },
);

export const returnReply = defineAction(
  'return-reply',
  z.object({
    reason: words('请写明还有什么没有答到', 'Say what is still unanswered', 500),
    empty: yesNo('', '').default(false),
  }),
  async ({ tx, request, now, actor }, { reason, empty }) => {
    await tx`
      update requests.reply set review = 'returned', reviewed_at = ${now}, reviewer_id = ${actor.id}, review_note = ${reason}
      where request_id = ${request.id} and review is null`;
    return ok({ text: reason, detail: { empty }, patch: { repliedAt: null } });
  },
);

export const callBack = defineAction(
  'call-back',
  z.object({
    text: words('请写明回访结果', 'Write what the citizen said', 500),
    reached: yesNo('请选择是否联系上', 'Say whether you reached the citizen'),
  }),
  ({ now, request }, { text, reached }) =>
    ok({ text, detail: { reached }, patch: reached ? { calledBackAt: request.calledBackAt ?? now } : {} }),
);

/** Days in which a closed request can be rated. @source docs/sources.md#ratings; the number is our assumption */
export const RATING_DAYS = 14;
/** Working days to rectify what a verified bad rating names. @source several local rules, docs/sources.md#bad-ratings */
const RECTIFY = { amount: 15, unit: 'work-days', basis: '差评整改时限' } as const;

export const rate = defineAction(
  'rate',
  z.object({
    score: z.coerce
      .number(sentence('请选择满意程度', 'Choose how satisfied you are'))
      .int()
      .min(1, sentence('请选择满意程度', 'Choose how satisfied you are'))
      .max(5),
    solved: yesNo('请选择问题是否解决', 'Say whether it is solved'),
    comment: z.string().trim().max(1_000, sentence('最多 1000 个字', '1,000 characters at most')).default(''),
  }),
  async ({ tx, room, request, now, seq, standings }, { score, solved, comment }) => {
    if (request.ratedAt) return err(ratedAlready());
    if (now.getTime() - request.closedAt!.getTime() > RATING_DAYS * 86_400_000) return err(tooLateToRate());
    const rating = score as Rating;
    await tx`
      insert into requests.rating (request_id, seq, round, at, by_kind, score, solved, comment)
      values (${request.id}, ${seq}, ${request.round}, ${now}, ${standings.includes('reporter') ? 'reporter' : 'call-back'}, ${rating}, ${solved}, ${comment || null})`;
    if (isBadRating(rating)) await openBadRating(tx, request, seq, now, rectifyDue(room.calendar(), now));
    return ok({
      text: comment || RATINGS[rating].zh,
      detail: { score, solved },
      patch: { rating, solved, ratedAt: now },
    });
  },
);

function rectifyDue(calendar: Parameters<typeof deadline>[2], now: Date): Date | null {
  const due = deadline(now, RECTIFY, calendar);
  return due.ok ? due.value.dueAt : null;
}

async function openBadRating(
  tx: Tx,
  request: { id: string; departmentId: string | null },
  seq: number,
  now: Date,
  dueAt: Date | null,
) {
  await tx`
    insert into requests.bad_rating (request_id, rating_seq, state, opened_at, department_id, due_at)
    values (${request.id}, ${seq}, 'to-verify', ${now}, ${request.departmentId}, ${dueAt})`;
}

const ratedAlready = () =>
  new AppError('REQUEST_RATED_ALREADY', {
    status: 409,
    userMessage: {
      zh: '这一轮已经评价过了。问题没解决，可以要求重办，重办后再评价。',
      en: 'This round is rated. If it is not solved, ask to reopen it; you can rate again afterwards.',
    },
  });

const tooLateToRate = () =>
  new AppError('REQUEST_RATING_OVER', {
    status: 409,
    userMessage: {
      zh: `办结已超过 ${RATING_DAYS} 天，不能再评价。问题还在，可以重新反映。`,
      en: `It was closed more than ${RATING_DAYS} days ago. If the problem is still there, report it again.`,
    },
  });

/** Three rounds, or three offices, lift the supervision level: the case is not moved by asking again. */
const LIFT_AT = 3;

export const reopen = defineAction(
  'reopen',
  z.object({ text: words('请写明哪里没有解决', 'Say what is not solved', 1_000) }),
  async ({ tx, request, now, seq }, { text }) => {
    const reopenedCount = request.reopenedCount + 1;
    const lifted = reopenedCount >= LIFT_AT || request.officesPassed >= LIFT_AT;
    if (request.departmentId) {
      await tx`
        insert into requests.assignment (request_id, seq, department_id, role, assigned_at)
        values (${request.id}, ${seq}, ${request.departmentId}, 'lead', ${now})`;
    }
    return ok({
      text,
      patch: {
        round: request.round + 1,
        reopenedCount,
        repliedAt: null,
        rating: null,
        solved: null,
        ratedAt: null,
        calledBackAt: null,
        ...(lifted ? { supervisionLevel: 4 } : {}),
      },
      tell: both(
        '已重办，重新计算时限。办完会再请您评价。',
        'Reopened with a fresh limit. You will be asked to rate it again.',
      ),
    });
  },
);

export const remind = defineAction(
  'remind',
  z.object({
    level: z.coerce.number().int().min(0).max(4),
    text: words('请写明督办要求', 'Say what is required', 500),
  }),
  ({ room, request }, { level, text }) => {
    const office = request.departmentId ? room.organisation.department(request.departmentId) : undefined;
    const leader = office ? `${office.leaderName}（${office.leaderTitle}）` : null;
    return ok({
      text,
      detail: { level, leader },
      patch: {
        supervisionLevel: Math.max(level, request.supervisionLevel) as 0 | 1 | 2 | 3 | 4,
        supervisionLeader: leader,
      },
    });
  },
);

/** Retention is over: what identifies the reporter is erased; the numbers stay. */
export const archive = defineAction('archive', z.object({}), async ({ tx, request, now }) => {
  await tx`delete from requests.note where request_id = ${request.id}`;
  await tx`delete from requests.idempotency where request_id = ${request.id}`;
  return ok({
    patch: {
      reporterName: null,
      reporterPhone: null,
      reporterPhoneIndex: null,
      helperId: null,
      mandateId: null,
      latitude: null,
      longitude: null,
      erasedAt: now,
    },
  });
});
