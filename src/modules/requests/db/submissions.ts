import { localDateAt } from '../../../kernel/calendar/index.ts';
import { auditInsert } from '../../../platform/audit/audit-log.ts';
import type { Actor } from '../../../platform/identity/actor.ts';
import { SYSTEM } from '../../../platform/identity/actor.ts';
import { outboxInsert } from '../../../platform/outbox/outbox.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { RequestPatch } from '../domain/request.ts';
import { SUBMITTED } from '../events.ts';
import type { Receipt } from '../use-cases/submit-request.ts';

export interface Submission {
  readonly receipt: Receipt;
  readonly actor: Actor;
  readonly now: Date;
  readonly key: string;
  readonly fingerprint: Buffer;
  readonly lexemes: readonly string[];
  readonly attachments: readonly string[];
  readonly row: RequestPatch;
}

const RECEIPT_PURPOSE = 'requests.receipt';
const UNIQUE_VIOLATION = '23505';

/** `YL-2026-1124-000042`: province, day of receipt, running number. */
export async function nextNumber(platform: Platform, now: Date): Promise<string> {
  const [row] = await platform.sql<{ next: number }[]>`select nextval('requests.number_seq') as next`;
  const [year, month, day] = localDateAt(now).split('-');
  return `YL-${year}-${month}${day}-${String(row!.next).padStart(6, '0')}`;
}

/**
 * All rows of a submission in one statement: one round trip, one commit, all or nothing.
 * False when the idempotency key was used before.
 */
export async function insertSubmission(platform: Platform, submission: Submission): Promise<boolean> {
  const { sql, personalData } = platform;
  const { row, receipt, now, key, fingerprint } = submission;
  const sealed = personalData.seal(JSON.stringify(receipt), RECEIPT_PURPOSE);
  // The driver reads the keyword before an object from the start of its fragment: each insert is one of its own.
  const insertRow = () =>
    sql`insert into requests.request ${sql({ ...row, suggestions: sql.json(row.suggestions as never) } as never)}`;
  const insertSteps = () => sql`insert into requests.step ${sql(stepsOf(submission) as never)}`;
  try {
    await sql`
      with request as (${insertRow()}),
      search as (
        insert into requests.search_text (request_id, received_at, lexemes)
        values (${receipt.id}, ${now}, array_to_tsvector(${submission.lexemes as string[]}::text[]))
      ),
      step as (${insertSteps()}),
      assignment as (
        insert into requests.assignment (request_id, seq, department_id, role, assigned_at, sign_due_at)
        select ${receipt.id}, 3, office, 'lead', ${now}, ${row.signDueAt ?? null}
        from unnest(array[${receipt.departmentId}]::text[]) as office where office is not null
      ),
      attachment as (
        insert into requests.attachment (request_id, id, file_id, kind, at)
        select ${receipt.id}, gen_random_uuid(), file, 'report', ${now} from unnest(${submission.attachments as string[]}::text[]) as file
      ),
      audit as (${auditInsert(sql, [auditEntry(submission)])}),
      event as (${outboxInsert(sql, [event(submission)])})
      insert into requests.idempotency (key, request_id, number, fingerprint, receipt, created_at)
      values (${key}, ${receipt.id}, ${receipt.number}, ${fingerprint}, ${sealed}, ${now})`;
  } catch (error) {
    if ((error as { code?: string }).code === UNIQUE_VIOLATION) return false;
    throw error;
  }
  platform.outbox.wake();
  return true;
}

export async function receiptFor(
  platform: Platform,
  key: string,
): Promise<{ fingerprint: Buffer; receipt: Receipt } | null> {
  const [row] = await platform.sql<{ fingerprint: Buffer; receipt: Buffer }[]>`
    select fingerprint, receipt from requests.idempotency where key = ${key}`;
  if (!row) return null;
  const receipt = JSON.parse(platform.personalData.open(row.receipt, RECEIPT_PURPOSE));
  return {
    fingerprint: row.fingerprint,
    receipt: { ...receipt, dueAt: receipt.dueAt && new Date(receipt.dueAt) },
  };
}

/** Received; and, when the machine was sure, accepted and sent in the same moment. */
function stepsOf({ receipt, actor, now, row }: Submission) {
  const step = (seq: number, action: string, from: string | null, to: string, by: Actor) => ({
    requestId: receipt.id,
    seq,
    at: now,
    action,
    fromState: from,
    toState: to,
    actorId: by.id,
    actorName: by.kind === 'official' || by.kind === 'system' ? by.name : '群众',
    actorDepartmentId: by.departmentId,
    shown: true,
  });
  const received = step(1, 'submit', null, 'submitted', actor);
  if (row.state !== 'dispatched') return [received];
  return [
    received,
    step(2, 'accept', 'submitted', 'accepted', SYSTEM),
    step(3, 'dispatch', 'accepted', 'dispatched', SYSTEM),
  ];
}

const auditEntry = ({ receipt, actor, now, row }: Submission) => ({
  at: now,
  actor,
  action: 'requests.submit',
  subject: receipt.id,
  ...(row.reporterId ? { about: row.reporterId } : {}),
  detail: {
    number: receipt.number,
    channel: row.channel,
    state: receipt.state,
    departmentId: receipt.departmentId,
  },
});

const event = ({ receipt, now, row, actor }: Submission) => ({
  type: SUBMITTED,
  subject: receipt.id,
  at: now,
  payload: {
    requestId: receipt.id,
    number: receipt.number,
    state: receipt.state,
    departmentId: receipt.departmentId,
    divisionCode: row.divisionCode,
    category: row.category,
    type: row.type,
    actorId: actor.id,
  },
});
