import { z } from 'zod';
import { both } from '../../../../kernel/bilingual.ts';
import { localDateAt } from '../../../../kernel/calendar/index.ts';
import { workDaysLeft } from '../../../../kernel/clock/index.ts';
import { AppError } from '../../../../kernel/errors.ts';
import { err, ok } from '../../../../kernel/result.ts';
import { sentence } from '../../../../platform/http/form-data.ts';
import { printedDay } from '../../domain/printed-day.ts';
import { checkReply, replyPoint } from '../../domain/reply-gate.ts';
import { ruleFor } from '../../domain/responsibility.ts';
import { day, defineAction, fault, words } from '../define-action.ts';
import { dispatchPatch, divisionsAround } from '../route-request.ts';

export const sign = defineAction('sign', z.object({}), async ({ tx, request, now, actor }) => {
  await tx`
    update requests.assignment set signed_at = ${now}
    where request_id = ${request.id} and role = 'lead' and ended_at is null and signed_at is null`;
  return ok({ patch: { signedAt: request.signedAt ?? now, handlerId: actor.id } });
});

export const requestReturn = defineAction(
  'request-return',
  z.object({
    evidence: words(
      '请写明为什么不归本单位管，并写出依据',
      'Say why it is not yours, with the rule it rests on',
      1_000,
    ),
    proposedDepartmentId: z
      .string()
      .min(1, sentence('请选择应当由哪个单位办理', 'Choose the office that should have it')),
  }),
  ({ request, room }, { evidence, proposedDepartmentId }) => {
    if (request.adjudicatedAt) return err(adjudicated());
    if (!room.organisation.department(proposedDepartmentId))
      return fault(
        'proposedDepartmentId',
        '没有这个单位，请从列表里选',
        'No such office: choose from the list',
      );
    return ok({ text: evidence, detail: { proposedDepartmentId } });
  },
);

/** @source 潍坊 art. 22 */
const adjudicated = () =>
  new AppError('REQUEST_RETURN_ADJUDICATED', {
    status: 409,
    userMessage: {
      zh: '这件诉求的归属已经裁定，不能再退回。请签收办理；需要别的单位配合，请用“请求协办”。',
      en: 'It has been decided whose this is; it cannot be handed back again. Sign for it, and invite co-handlers if you need help.',
    },
  });

export const grantReturn = defineAction(
  'grant-return',
  z.object({
    departmentId: z.string().min(1, sentence('请选择由哪个单位办理', 'Choose the office that gets it')),
    reason: words('请写明裁定理由', 'Give the reason for the decision', 1_000),
  }),
  async ({ room, tx, request, now, seq }, { departmentId, reason }) => {
    const office = room.organisation.department(departmentId);
    if (!office || office.id === request.departmentId || office.id === request.avoidDepartmentId) {
      return fault('departmentId', '请选择另一个单位', 'Choose another office');
    }
    const divisions = divisionsAround(room, request.divisionCode);
    const rule = ruleFor(room.responsibility(), {
      category: request.category,
      type: request.type,
      divisions,
    });
    await tx`
      update requests.assignment set ended_at = ${now}, outcome = 'returned'
      where request_id = ${request.id} and role = 'lead' and ended_at is null`;
    const patch = rule
      ? dispatchPatch(room, rule, office, { clockFrom: request.clockFrom ?? request.receivedAt, now })
      : { departmentId: office.id };
    await tx`
      insert into requests.assignment (request_id, seq, department_id, role, assigned_at, sign_due_at)
      values (${request.id}, ${seq}, ${office.id}, 'lead', ${now}, ${patch.signDueAt ?? null})`;
    return ok({
      text: reason,
      detail: { departmentId: office.id },
      patch: {
        ...patch,
        adjudicatedAt: now,
        signedAt: null,
        handlerId: null,
        officesPassed: request.officesPassed + 1,
      },
      tell: both(
        `经裁定，由${office.name}办理，电话 ${office.phone}。时限不变。`,
        `It was decided that ${office.nameEn} (${office.name}) handles it. The date stands.`,
      ),
    });
  },
);

export const refuseReturn = defineAction(
  'refuse-return',
  z.object({ reason: words('请写明裁定理由', 'Give the reason for the decision', 1_000) }),
  async ({ tx, request, now }, { reason }) => {
    await tx`
      update requests.assignment set signed_at = coalesce(signed_at, ${now})
      where request_id = ${request.id} and role = 'lead' and ended_at is null`;
    return ok({ text: reason, patch: { adjudicatedAt: now, signedAt: request.signedAt ?? now } });
  },
);

export const inviteCoHandler = defineAction(
  'invite-co-handler',
  z.object({
    departmentId: z.string().min(1, sentence('请选择协办单位', 'Choose the office')),
    task: words('请写明请对方做什么', 'Say what it should do', 500),
  }),
  async ({ room, tx, request, now, seq }, { departmentId, task }) => {
    const office = room.organisation.department(departmentId);
    if (!office || departmentId === request.departmentId || departmentId === request.avoidDepartmentId) {
      return fault('departmentId', '请选择另一个单位', 'Choose another office');
    }
    await tx`
      insert into requests.assignment (request_id, seq, department_id, role, assigned_at, task)
      values (${request.id}, ${seq}, ${office.id}, 'co', ${now}, ${task})`;
    return ok({ text: `请${office.name}协办：${task}`, detail: { departmentId: office.id } });
  },
);

export const reportCoWork = defineAction(
  'report-co-work',
  z.object({ report: words('请写明办了什么', 'Say what was done', 1_000) }),
  async ({ tx, request, now, actor }, { report }) => {
    await tx`
      update requests.assignment set report = ${report}, ended_at = ${now}, outcome = 'reported'
      where request_id = ${request.id} and role = 'co' and department_id = ${actor.departmentId} and ended_at is null`;
    return ok({ text: report });
  },
);

export const recordContact = defineAction(
  'record-contact',
  z.object({
    text: words('请写明怎么联系的、说了什么', 'Say how you reached the citizen and what was said', 500),
  }),
  ({ request, now }, { text }) => ok({ text, patch: { firstContactAt: request.firstContactAt ?? now } }),
);

/** Our assumption: a handler may ask for as much again as the limit, once. */
export const requestExtension = defineAction(
  'request-extension',
  z.object({
    amount: z.coerce
      .number(sentence('请写延长几个工作日', 'Say how many working days'))
      .int()
      .min(1, sentence('至少 1 个工作日', 'At least 1 working day'))
      .max(30, sentence('最多延长 30 个工作日', 'At most 30 working days')),
    reason: words('请写明为什么需要延期，群众会看到', 'Say why; the citizen reads it', 500),
  }),
  async ({ room, tx, request, now, seq, actor }, { amount, reason }) => {
    if (request.extensionCount > 0)
      return fault(
        'amount',
        '只能延期一次。办不完请申请列入计划，写明措施和日期',
        'Only one extension. Put it on the plan, with measures and a date',
      );
    const left = request.dueAt && workDaysLeft(now, request.dueAt, room.calendar());
    if (!left?.ok || left.value.value < 1)
      return fault(
        'amount',
        '要在到期前至少 1 个工作日申请延期，现在已经来不及',
        'Ask at least 1 working day before it is due; it is too late now',
      );
    await tx`
      insert into requests.extension (request_id, seq, asked_at, asked_by, amount, unit, reason)
      values (${request.id}, ${seq}, ${now}, ${actor.id}, ${amount}, ${request.limitUnit}, ${reason})`;
    return ok({ text: reason, detail: { amount } });
  },
);

const decision = z.object({ reason: words('请写明理由', 'Give the reason', 500) });

export const approveExtension = defineAction(
  'approve-extension',
  decision,
  async ({ tx, request, now, actor }, { reason }) => {
    const decided = await tx<{ amount: number; reason: string }[]>`
    update requests.extension set decided_at = ${now}, decided_by = ${actor.id}, granted = true
    where request_id = ${request.id} and decided_at is null and asked_by <> ${actor.id}
    returning amount, reason`;
    const granted = decided[0];
    if (!granted)
      return fault(
        'reason',
        '申请延期的人不能自己批准，请另一位负责人办理',
        'Whoever asked cannot grant it: another person must',
      );
    return ok({
      text: reason,
      detail: { amount: granted.amount },
      tell: both(
        `办理时间延长 ${granted.amount} 个工作日，原因：${granted.reason}`,
        `It takes ${granted.amount} working days longer, because: ${granted.reason}`,
      ),
    });
  },
);

export const refuseExtension = defineAction(
  'refuse-extension',
  decision,
  async ({ tx, request, now, actor }, { reason }) => {
    const decided = await tx`
    update requests.extension set decided_at = ${now}, decided_by = ${actor.id}, granted = false
    where request_id = ${request.id} and decided_at is null and asked_by <> ${actor.id} returning seq`;
    if (decided.length === 0)
      return fault(
        'reason',
        '申请延期的人不能自己决定，请另一位负责人办理',
        'Whoever asked cannot decide it: another person must',
      );
    return ok({ text: reason });
  },
);

export const plan = defineAction(
  'plan',
  z.object({
    measures: words('请写明打算怎么办，群众会看到', 'Say what will be done; the citizen reads it', 1_000),
    date: day('请写明办成的日期', 'Give the date by which it will be done'),
  }),
  ({ now }, { measures, date }) => {
    if (date <= localDateAt(now)) return fault('date', '日期应在今天以后', 'The date must be after today');
    return ok({
      text: measures,
      detail: { date },
      patch: { plannedFor: date },
      tell: both(
        `这件事已列入计划，预计 ${printedDay(date).zh}办成：${measures} 到期会继续办，不算办结。`,
        `It is planned for ${printedDay(date).en}: ${measures} It stays open until it is done.`,
      ),
    });
  },
);

export const resumePlan = defineAction(
  'resume-plan',
  z.object({ text: z.string().trim().max(500).default('') }),
  (_scene, { text }) => ok({ ...(text ? { text } : {}), patch: { plannedFor: null } }),
);

export const reply = defineAction(
  'reply',
  z.object({
    text: words('请写下答复', 'Write the reply', 5_000),
    outcome: z.enum(
      ['solved', 'partly', 'explained', 'answered'],
      sentence('请选择办理结果', 'Choose the outcome'),
    ),
    points: z.array(replyPoint).default([]),
  }),
  async ({ tx, request, now, seq, actor }, input) => {
    const gate = checkReply(`${request.title}\n${request.body}`, input);
    if (!gate.ok) return err(gate.error);
    await tx`
      insert into requests.reply (request_id, seq, round, department_id, author_id, at, text, points, outcome)
      values (${request.id}, ${seq}, ${request.round}, ${actor.departmentId}, ${actor.id}, ${now}, ${input.text}, ${tx.json(gate.value as never)}, ${input.outcome})`;
    return ok({
      text: input.text,
      detail: { outcome: input.outcome },
      patch: { repliedAt: now, handlerId: actor.id },
    });
  },
);

export const requestTermination = defineAction('request-termination', decision, (_scene, { reason }) =>
  ok({ text: reason }),
);
export const approveTermination = defineAction('approve-termination', decision, (_scene, { reason }) =>
  ok({
    text: reason,
    tell: both(
      `办理已终止：${reason} 不同意可以提出一次异议。`,
      `Handling was terminated: ${reason} You may appeal once.`,
    ),
  }),
);
export const refuseTermination = defineAction('refuse-termination', decision, (_scene, { reason }) =>
  ok({ text: reason }),
);
