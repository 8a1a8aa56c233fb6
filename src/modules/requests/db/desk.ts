import type { Sql } from '../../../platform/database/connect.ts';
import type { ReplyPoint } from '../domain/reply-gate.ts';
import type { CitizenRequest } from '../domain/request.ts';
import type { State } from '../domain/states.ts';

export interface QueueRow
  extends Pick<
    CitizenRequest,
    | 'id'
    | 'number'
    | 'type'
    | 'title'
    | 'category'
    | 'divisionCode'
    | 'departmentId'
    | 'state'
    | 'stateSince'
    | 'receivedAt'
    | 'dueAt'
    | 'signDueAt'
    | 'dispatchDueAt'
    | 'pausedSince'
    | 'supervisionLevel'
  > {}

export const QUEUE_PAGE = 25;

export interface QueueCounts {
  readonly late: number;
  readonly dueToday: number;
  readonly later: number;
  readonly helping: number;
}

/** Requests that an office has before it. Written out, so that the partial index of the queue fits. */
export const withOffice = (sql: Sql) => sql`
  state in ('dispatched', 'return-requested', 'handling', 'extension-requested', 'termination-requested', 'planned',
            'replied', 'reopened')`;

const columns = (sql: Sql) => sql`
  id, number, type, title, category, division_code, department_id, state, state_since, received_at, due_at,
  sign_due_at, dispatch_due_at, paused_since, supervision_level`;

/** The requests of an office, most urgent first; `after` is the last row of the page before. */
export function officeQueue(
  sql: Sql,
  departmentId: string,
  { after }: { readonly after?: { readonly dueAt: Date; readonly id: string } | undefined },
): Promise<QueueRow[]> {
  return sql<QueueRow[]>`
    select ${columns(sql)} from requests.request
    where department_id = ${departmentId} and ${withOffice(sql)}
      ${after ? sql`and (due_at, id) > (${after.dueAt}, ${after.id})` : sql``}
    order by due_at, id limit ${QUEUE_PAGE + 1}`;
}

/** What the office has before it, by urgency. `endOfToday` is the last moment of this day in Shanghai. */
export async function officeCounts(
  sql: Sql,
  departmentId: string,
  now: Date,
  endOfToday: Date,
): Promise<QueueCounts> {
  const [row] = await sql<QueueCounts[]>`
    select count(*) filter (where due_at < ${now}) as late,
           count(*) filter (where due_at >= ${now} and due_at <= ${endOfToday}) as due_today,
           count(*) filter (where due_at is null or due_at > ${endOfToday}) as later,
           (select count(*) from requests.assignment where department_id = ${departmentId} and role = 'co' and ended_at is null) as helping
    from requests.request
    where department_id = ${departmentId} and ${withOffice(sql)}`;
  return row!;
}

/** What waits for the centre in these states, longest first. Confidential reports are for the inspectors alone. */
export function centreQueue(
  sql: Sql,
  states: readonly State[],
  {
    confidential,
    after,
  }: {
    readonly confidential: boolean;
    readonly after?: { readonly since: Date; readonly id: string } | undefined;
  },
): Promise<QueueRow[]> {
  return sql<QueueRow[]>`
    select ${columns(sql)} from requests.request
    where state = any(${states as string[]})
      and ${confidential ? sql`visibility = 'confidential'` : sql`visibility <> 'confidential'`}
      ${after ? sql`and (state_since, id) > (${after.since}, ${after.id})` : sql``}
    order by state_since, id limit ${QUEUE_PAGE + 1}`;
}

export interface DeskStep {
  readonly seq: number;
  readonly at: Date;
  readonly action: string;
  readonly toState: State;
  readonly actorName: string;
  readonly actorDepartmentId: string | null;
  readonly shown: boolean;
  readonly text: string | null;
  readonly detail: Record<string, unknown>;
}

export const stepsOf = (sql: Sql, requestId: string): Promise<DeskStep[]> =>
  sql<DeskStep[]>`
    select seq, at, action, to_state, actor_name, actor_department_id, shown, text, detail
    from requests.step where request_id = ${requestId} order by seq`;

export interface DeskDetail {
  readonly notes: readonly { readonly at: Date; readonly authorName: string; readonly text: string }[];
  readonly coHandlers: readonly {
    readonly departmentId: string;
    readonly task: string | null;
    readonly report: string | null;
    readonly endedAt: Date | null;
  }[];
  readonly attachments: readonly { readonly fileId: string; readonly kind: string }[];
  readonly replies: readonly {
    readonly at: Date;
    readonly round: number;
    readonly text: string;
    readonly points: readonly ReplyPoint[];
    readonly review: string | null;
    readonly reviewNote: string | null;
  }[];
  readonly badRating: {
    readonly state: string;
    readonly dueAt: Date | null;
    readonly departmentId: string | null;
    readonly note: string | null;
  } | null;
  readonly children: readonly { readonly number: string; readonly title: string }[];
  readonly templates: readonly { readonly name: string; readonly text: string }[];
}

export async function deskDetail(sql: Sql, request: CitizenRequest): Promise<DeskDetail> {
  const { id } = request;
  const [notes, coHandlers, attachments, replies, badRatings, children, templates] = await Promise.all([
    sql<
      DeskDetail['notes'][number][]
    >`select at, author_name, text from requests.note where request_id = ${id} order by at`,
    sql<
      DeskDetail['coHandlers'][number][]
    >`select department_id, task, report, ended_at from requests.assignment where request_id = ${id} and role = 'co' order by seq`,
    sql<
      DeskDetail['attachments'][number][]
    >`select file_id, kind from requests.attachment where request_id = ${id} order by at`,
    sql<
      DeskDetail['replies'][number][]
    >`select at, round, text, points, review, review_note from requests.reply where request_id = ${id} order by seq`,
    sql<
      NonNullable<DeskDetail['badRating']>[]
    >`select state, due_at, department_id, note from requests.bad_rating where request_id = ${id} order by rating_seq desc limit 1`,
    sql<
      DeskDetail['children'][number][]
    >`select number, title from requests.request where merged_into = ${id} order by number`,
    sql<DeskDetail['templates'][number][]>`
      select name, text from requests.reply_template
      where retired_at is null and (department_id is null or department_id = ${request.departmentId}) and (category is null or category = ${request.category})
      order by name limit 20`,
  ]);
  return { notes, coHandlers, attachments, replies, badRating: badRatings[0] ?? null, children, templates };
}
