import { z } from 'zod';
import { both } from '../../../../kernel/bilingual.ts';
import { ok } from '../../../../kernel/result.ts';
import { sentence } from '../../../../platform/http/form-data.ts';
import { isCategoryId } from '../../domain/categories.ts';
import { REFUSAL_REASONS, type RefusalReason, refusalReason } from '../../domain/refusal-reasons.ts';
import { ruleFor } from '../../domain/responsibility.ts';
import { defineAction, fault, words } from '../define-action.ts';
import { once } from '../once.ts';
import { dispatchPatch, divisionsAround } from '../route-request.ts';

export const reject = defineAction(
  'reject',
  z.object({
    reason: z.enum(
      Object.keys(REFUSAL_REASONS) as [RefusalReason],
      sentence('请选择不予受理的理由', 'Choose the reason'),
    ),
    explanation: words(
      '请写明为什么属于这一条，群众会看到',
      'Say why this reason applies; the citizen reads it',
      500,
    ),
  }),
  (_scene, { reason, explanation }) => {
    const { name, channel } = refusalReason(reason);
    return ok({
      text: `${name.zh}。${explanation}`,
      detail: { reason, channel: channel.zh },
      tell: both(
        `您的诉求没有受理：${name.zh}。${explanation} 您可以：${channel.zh}。不同意可以提出一次异议。`,
        `Your request was not accepted: ${name.en}. ${explanation} You can: ${channel.en}. You may appeal once.`,
      ),
    });
  },
);

export const appealRejection = defineAction(
  'appeal-rejection',
  z.object({ text: words('请写明为什么应当受理', 'Say why it should be accepted', 1_000) }),
  ({ request }, { text }) => once(request, { text, patch: { clockFrom: null, dispatchDueAt: null } }),
);

export const appealTermination = defineAction(
  'appeal-termination',
  z.object({ text: words('请写明为什么不应终止', 'Say why it should go on', 1_000) }),
  ({ request }, { text }) =>
    once(request, { text, patch: { clockFrom: null, departmentId: null, handlerId: null } }),
);

export const askInfo = defineAction(
  'ask-info',
  z.object({ text: words('请写明要群众补充什么', 'Say what the citizen should add', 500) }),
  (_scene, { text }) =>
    ok({
      text,
      tell: both(
        `还需要您补充：${text} 补充前不计时；15 天内没有补充会自动撤回，之后仍可重新反映。`,
        `Please add: ${text} The clock stands still until then; without it the request is withdrawn after 15 days.`,
      ),
    }),
);

export const supplyInfo = defineAction(
  'supply-info',
  z.object({ text: words('请写下要补充的内容', 'Write what you want to add') }),
  (_scene, { text }) => ok({ text }),
);

export const answerDirectly = defineAction(
  'answer-directly',
  z.object({ text: words('请写下答复内容', 'Write the answer') }),
  async ({ tx, request, seq, now, actor }, { text }) => {
    await tx`
      insert into requests.reply (request_id, seq, round, department_id, author_id, at, text, points, outcome, review, reviewed_at)
      values (${request.id}, ${seq}, ${request.round}, ${actor.departmentId}, ${actor.id}, ${now}, ${text}, '[]', 'answered', 'approved', ${now})`;
    return ok({
      text,
      patch: { repliedAt: now },
      tell: both(`答复：${text} 请评价是否解决。`, `Answer: ${text} Please rate it.`),
    });
  },
);

export const accept = defineAction('accept', z.object({}), ({ now, request }) =>
  ok({
    patch: { acceptedAt: now, clockFrom: request.clockFrom ?? request.receivedAt },
    tell: both('已受理，正在派给负责的单位。', 'Accepted; it is being sent to the office in charge.'),
  }),
);

export const dispatch = defineAction(
  'dispatch',
  z.object({
    category: z.string().refine(isCategoryId, sentence('请选择分类', 'Choose a category')),
    departmentId: z.string().min(1, sentence('请选择承办单位', 'Choose the office')),
    note: z.string().trim().max(500).default(''),
  }),
  async ({ room, tx, request, now, seq, actor }, { category, departmentId, note }) => {
    const office = room.organisation.department(departmentId);
    if (!office)
      return fault('departmentId', '没有这个单位，请从列表里选', 'No such office: choose from the list');
    if (office.id === request.avoidDepartmentId) {
      return fault(
        'departmentId',
        '这件诉求反映的就是该单位，应当回避，请选别的单位',
        'The request is about this office: choose another',
      );
    }
    const divisions = divisionsAround(room, request.divisionCode);
    const rule = ruleFor(room.responsibility(), { category, type: request.type, divisions });
    if (!rule)
      return fault(
        'category',
        '职责清单里没有这一类，请先请管理员补上',
        'The responsibility list lacks this category: ask for it to be added',
      );
    const clockFrom = request.clockFrom ?? request.receivedAt;
    const patch = dispatchPatch(room, rule, office, { clockFrom, now });
    await tx`
      insert into requests.assignment (request_id, seq, department_id, role, assigned_at, sign_due_at)
      values (${request.id}, ${seq}, ${office.id}, 'lead', ${now}, ${patch.signDueAt ?? null})`;
    if (actor.kind === 'official') {
      await tx`
        insert into requests.learned_example (request_id, text, category, department_id, confirmed_at, confirmed_by)
        values (${request.id}, ${`${request.title}\n${request.body}`}, ${category}, ${office.id}, ${now}, ${actor.id})
        on conflict (request_id) do update set category = excluded.category, department_id = excluded.department_id, confirmed_at = excluded.confirmed_at`;
    }
    return ok({
      patch: { ...patch, category, categoryConfirmed: actor.kind === 'official' },
      ...(note ? { text: note } : {}),
      detail: { departmentId: office.id },
      tell: both(
        `已交给${office.name}，电话 ${office.phone}。您现在不用做什么。`,
        `${office.nameEn} (${office.name}) has it now, telephone ${office.phone}. You need not do anything.`,
      ),
    });
  },
);

export const withdraw = defineAction(
  'withdraw',
  z.object({ text: z.string().trim().max(500).default('') }),
  (_scene, { text }) =>
    ok({
      ...(text ? { text } : {}),
      tell: both('已撤回。需要时可以重新反映。', 'Withdrawn. You can report it again at any time.'),
    }),
);

export const supplement = defineAction(
  'supplement',
  z.object({ text: words('请写下要补充的内容', 'Write what you want to add') }),
  (_scene, { text }) => ok({ text }),
);
