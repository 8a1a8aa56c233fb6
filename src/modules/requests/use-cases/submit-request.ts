import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AppError, type FieldFault } from '../../../kernel/errors.ts';
import { parseMobilePhone } from '../../../kernel/identifiers/index.ts';
import { newId, spokenCode } from '../../../kernel/ids.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import { cleanText } from '../../../kernel/text/index.ts';
import type { Actor } from '../../../platform/identity/actor.ts';
import { insertSubmission, nextNumber, receiptFor, type Submission } from '../db/submissions.ts';
import type { RequestPatch, Suggestion, Visibility } from '../domain/request.ts';
import { type Channel, type State, TYPES } from '../domain/states.ts';
import { bigrams } from '../domain/text/bigrams.ts';
import type { RequestsRoom } from '../room.ts';
import { hashQueryCode } from './bonds.ts';
import { automaticRule, dispatchDueAt, dispatchPatch, suggestOffices } from './route-request.ts';
import { REPORTER_PURPOSE } from './tell-reporter.ts';

/** Here a clerk is talking with the citizen: the clerk answers at once or sends it on, not the machine. */
const ON_THE_LINE: ReadonlySet<Channel> = new Set(['phone', 'counter']);

/** Characters of a report. What is longer belongs in an attachment. Our assumption. */
export const BODY_LIMIT = 2_000;
const TITLE_LIMIT = 60;
const QUERY_CODE_LENGTH = 8;

const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

/** What form, API, Open311, hotline and import all send. */
export const submitInput = z.object({
  type: z.enum(Object.keys(TYPES) as [keyof typeof TYPES]),
  title: optional(z.string()),
  body: z.string(),
  divisionCode: z.string(),
  address: z.string().default(''),
  latitude: optional(z.coerce.number().min(3).max(54)),
  longitude: optional(z.coerce.number().min(73).max(136)),
  coordinateSystem: optional(z.enum(['WGS-84', 'GCJ-02', 'CGCS2000'])),
  visibility: z.enum(['public', 'private']).default('public'),
  name: optional(z.string()),
  phone: optional(z.string()),
  /** The person for whom a helper reports under a recorded mandate. */
  principalId: optional(z.uuid()),
  /** The office that a report about staff is about. */
  avoidDepartmentId: optional(z.string()),
  attachments: z.array(z.string()).max(6).default([]),
});
export type SubmitInput = z.input<typeof submitInput>;

export interface Receipt {
  readonly id: string;
  readonly number: string;
  /** Printed once. Who has it acts as the reporter. */
  readonly queryCode: string;
  readonly state: State;
  readonly departmentId: string | null;
  readonly dueAt: Date | null;
  readonly suggestions: readonly Suggestion[];
}

export interface Submitting {
  readonly actor: Actor;
  readonly now: Date;
  readonly channel: Channel;
  /** A repeat with the same key and content gets the first receipt; with other content it is refused. */
  readonly idempotencyKey?: string;
}

interface Checked extends Omit<z.output<typeof submitInput>, 'title' | 'phone'> {
  readonly title: string;
  readonly phone: string | undefined;
  readonly reporterId: string | null;
  readonly helperId: string | null;
  readonly mandateId: string | null;
}

/**
 * Takes in a request: checks it, reads what it is about, sends it to the office that answers for it when that is sure,
 * and writes request, history, search words, audit entries and events in one statement. The hot path of the house.
 */
export async function submitRequest(
  room: RequestsRoom,
  input: SubmitInput,
  submitting: Submitting,
): Promise<Result<Receipt, AppError>> {
  const checked = await check(room, input, submitting);
  if (!checked.ok) return checked;
  const submission = await compose(room, checked.value, submitting);
  const written = await insertSubmission(room, submission);
  return written ? ok(submission.receipt) : repeated(room, submission);
}

async function check(
  room: RequestsRoom,
  input: SubmitInput,
  { actor, now }: Submitting,
): Promise<Result<Checked, AppError>> {
  const parsed = submitInput.safeParse(input);
  if (!parsed.success)
    return err(invalid(parsed.error.issues.map((issue) => schemaFault(String(issue.path[0])))));
  const faults: FieldFault[] = [];
  const body = cleaned('body', parsed.data.body, BODY_LIMIT, faults);
  const address = cleaned('address', parsed.data.address, 200, faults);
  const title = cleaned('title', parsed.data.title ?? titleOf(body), TITLE_LIMIT, faults);
  const name = cleaned('name', parsed.data.name ?? '', 50, faults);
  if (body === '' && faults.length === 0)
    faults.push(field('body', '请写下发生了什么，一句话也行', 'Write what happened; one sentence is enough'));
  if (!room.organisation.division(parsed.data.divisionCode)) {
    faults.push(field('divisionCode', '请选择问题在哪个区县', 'Choose the district where it is'));
  }
  const phone = parsed.data.phone === undefined ? undefined : parseMobilePhone(parsed.data.phone);
  if (phone && !phone.ok) faults.push({ field: 'phone', message: phone.error.message });
  if (faults.length > 0) return err(invalid(faults));
  const reporter = await reporterOf(room, parsed.data.principalId, actor, now);
  if (!reporter.ok) return reporter;
  return ok({
    ...parsed.data,
    ...reporter.value,
    body,
    address,
    title,
    name: name || undefined,
    phone: phone?.ok ? phone.value : undefined,
  });
}

function cleaned(name: string, text: string, maxChars: number, faults: FieldFault[]): string {
  const result = cleanText(text, { maxChars, multiline: name === 'body' });
  if (!result.ok) faults.push({ field: name, message: result.error.message });
  return result.ok ? result.value.trim() : '';
}

/** The first clause, as a clerk would title it. */
const titleOf = (body: string): string =>
  [...(body.trim().split(/[\n。！？!?；;]/u)[0] ?? '')].slice(0, 30).join('');

async function reporterOf(room: RequestsRoom, principalId: string | undefined, actor: Actor, _now: Date) {
  const self = { reporterId: actor.kind === 'citizen' ? actor.id : null, helperId: null, mandateId: null };
  if (principalId === undefined) return ok(self);
  const mandate = await room.identity.mandateFor(room.sql, {
    helperId: actor.id,
    principalId,
    scope: 'requests',
  });
  return mandate
    ? ok({ reporterId: principalId, helperId: actor.id, mandateId: mandate.id })
    : err(noMandate());
}

async function compose(
  room: RequestsRoom,
  input: Checked,
  { actor, now, channel, idempotencyKey }: Submitting,
): Promise<Submission> {
  const id = newId(now);
  const queryCode = spokenCode(QUERY_CODE_LENGTH);
  const guesses = room.classifier.classify({ title: input.title, text: input.body }, 3);
  const best = guesses[0];
  const route = routed(room, input, ON_THE_LINE.has(channel) ? undefined : best, now);
  const number = await nextNumber(room, now);
  const suggestions = suggestOffices(room, guesses, input);
  const receipt: Receipt = {
    id,
    number,
    queryCode,
    state: route.state!,
    departmentId: route.departmentId ?? null,
    dueAt: route.dueAt ?? null,
    suggestions,
  };
  return {
    receipt,
    actor,
    now,
    key: idempotencyKey ?? id,
    fingerprint: fingerprint(input),
    lexemes: bigrams(`${input.title}\n${input.body}\n${input.address}`),
    attachments: input.attachments,
    row: {
      id,
      number,
      queryCodeHash: hashQueryCode(queryCode),
      type: input.type,
      title: input.title,
      body: input.body,
      category: best?.category ?? 'services.other',
      confidence: best?.confidence ?? 0,
      suggestions,
      divisionCode: input.divisionCode,
      address: input.address,
      latitude: input.latitude ?? null,
      longitude: input.longitude ?? null,
      coordinateSystem: input.latitude === undefined ? null : (input.coordinateSystem ?? 'WGS-84'),
      channel,
      visibility: visibilityOf(input),
      reporterId: input.reporterId,
      reporterName: input.name === undefined ? null : room.personalData.seal(input.name, REPORTER_PURPOSE),
      reporterPhone: input.phone === undefined ? null : room.personalData.seal(input.phone, REPORTER_PURPOSE),
      reporterPhoneIndex:
        input.phone === undefined ? null : room.personalData.blindIndex('phone', input.phone),
      helperId: input.helperId,
      mandateId: input.mandateId,
      avoidDepartmentId: input.avoidDepartmentId ?? null,
      receivedAt: now,
      stateSince: now,
      ...route,
    },
  };
}

/** A report about staff is seen by the inspectors alone; a report of a wrong is never public. */
const visibilityOf = (input: Checked): Visibility =>
  input.avoidDepartmentId !== undefined
    ? 'confidential'
    : input.type === 'report'
      ? 'private'
      : input.visibility;

function routed(
  room: RequestsRoom,
  input: Checked,
  best: { category: string; confidence: number } | undefined,
  now: Date,
): RequestPatch {
  const waiting: RequestPatch = {
    state: 'submitted',
    version: 1,
    departmentId: null,
    acceptedAt: null,
    dispatchedAt: null,
    dispatchDueAt: dispatchDueAt(best?.category ?? '', now),
    signDueAt: null,
    clockFrom: null,
    limitAmount: null,
    limitUnit: null,
    limitBasis: null,
    dueAt: null,
    originalDueAt: null,
    calendarVersion: null,
    provisional: false,
  };
  const rule =
    input.avoidDepartmentId === undefined && best
      ? automaticRule(room, { ...best, reasons: [] }, input)
      : null;
  const office = rule && room.organisation.departmentFor(rule.departmentKind, input.divisionCode);
  if (!rule || !office) return waiting;
  return {
    ...waiting,
    ...dispatchPatch(room, rule, office, { clockFrom: now, now }),
    state: 'dispatched',
    version: 3,
    acceptedAt: now,
  };
}

const fingerprint = ({ attachments, ...input }: Checked): Buffer =>
  createHash('sha256')
    .update(
      JSON.stringify([
        input.type,
        input.title,
        input.body,
        input.divisionCode,
        input.address,
        input.phone,
        attachments.length,
      ]),
    )
    .digest();

async function repeated(room: RequestsRoom, submission: Submission): Promise<Result<Receipt, AppError>> {
  const first = await receiptFor(room, submission.key);
  if (first?.fingerprint.equals(submission.fingerprint)) return ok(first.receipt);
  return err(
    new AppError('REQUEST_KEY_REUSED', {
      status: 409,
      userMessage: {
        zh: '这份表刚才已经提交过一次，内容不同。没有重复提交；要再反映一件事，请从头打开“反映问题”。',
        en: 'This form was already sent with other content. Nothing was sent twice; to report something else, open the form again.',
      },
    }),
  );
}

const field = (name: string, zh: string, en: string): FieldFault => ({ field: name, message: { zh, en } });

const SCHEMA_SENTENCES: Record<string, { zh: string; en: string }> = {
  type: {
    zh: `请选择一项：${Object.values(TYPES)
      .map(({ zh }) => zh)
      .join('、')}`,
    en: 'Choose what you want: question, help, suggestion, complaint or report',
  },
  body: { zh: '请写下发生了什么，一句话也行', en: 'Write what happened; one sentence is enough' },
  divisionCode: { zh: '请选择问题在哪个区县', en: 'Choose the district where it is' },
  latitude: {
    zh: '纬度应在 3 到 54 之间，例如 25.09；不清楚可以留空',
    en: 'Latitude must be between 3 and 54, for example 25.09; leave it empty if unsure',
  },
  longitude: {
    zh: '经度应在 73 到 136 之间，例如 117.02；不清楚可以留空',
    en: 'Longitude must be between 73 and 136, for example 117.02; leave it empty if unsure',
  },
  attachments: { zh: '最多 6 张照片，请去掉几张', en: 'At most 6 photos: take some away' },
};

const schemaFault = (name: string): FieldFault => ({
  field: name,
  message: SCHEMA_SENTENCES[name] ?? {
    zh: '这一项的内容不对，请重新填写',
    en: 'This entry is not valid: fill it in again',
  },
});

const invalid = (fields: readonly FieldFault[]) =>
  new AppError('REQUEST_NOT_VALID', {
    status: 422,
    userMessage: {
      zh: `还有 ${fields.length} 处需要修改，您填的内容还在`,
      en: `${fields.length} entries need a change; what you typed is kept`,
    },
    fields,
  });

const noMandate = () =>
  new AppError('REQUEST_NO_MANDATE', {
    status: 403,
    userMessage: {
      zh: '没有找到这位家人给您的授权，或者授权已到期。请对方在“我的账号—代办授权”里授权，或一起到窗口办理。',
      en: 'No mandate in force from this person was found. Ask them to give one under “My account”, or go to a window together.',
    },
  });
