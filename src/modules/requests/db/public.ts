import type { Sql } from '../../../platform/database/connect.ts';
import type { CitizenRequest } from '../domain/request.ts';
import type { RequestType, State } from '../domain/states.ts';

export interface PublicRow {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly type: RequestType;
  readonly category: string;
  readonly divisionCode: string;
  readonly departmentId: string | null;
  readonly state: State;
  readonly receivedAt: Date;
  readonly dueAt: Date | null;
}

export const PUBLIC_PAGE = 20;

export interface PublicFilter {
  readonly divisionCode?: string | undefined;
  readonly category?: string | undefined;
  readonly states?: readonly State[] | undefined;
  readonly before?: { readonly at: Date; readonly id: string } | undefined;
}

const columns = (sql: Sql) =>
  sql`id, number, title, type, category, division_code, department_id, state, received_at, due_at`;

/** Public requests, newest first. */
export const publicRequests = (
  sql: Sql,
  { divisionCode, category, states, before }: PublicFilter,
): Promise<PublicRow[]> =>
  sql<PublicRow[]>`
    select ${columns(sql)} from requests.request
    where visibility = 'public' and state <> 'archived'
      ${divisionCode ? sql`and division_code like ${`${divisionCode}%`}` : sql``}
      ${category ? sql`and category = ${category}` : sql``}
      ${states ? sql`and state = any(${states as string[]})` : sql``}
      ${before ? sql`and (received_at, id) < (${before.at}, ${before.id})` : sql``}
    order by received_at desc, id desc limit ${PUBLIC_PAGE + 1}`;

/** A person's own requests, open ones first. */
export const requestsOfReporter = (sql: Sql, accountId: string): Promise<PublicRow[]> =>
  sql<PublicRow[]>`
    select ${columns(sql)} from requests.request where reporter_id = ${accountId} or helper_id = ${accountId}
    order by closed_at is null desc, received_at desc limit 100`;

export interface PublicStep {
  readonly at: Date;
  readonly action: string;
  readonly actorDepartmentId: string | null;
  readonly text: string | null;
}

export const shownSteps = (sql: Sql, requestId: string): Promise<PublicStep[]> =>
  sql<PublicStep[]>`
    select at, action, actor_department_id, text from requests.step where request_id = ${requestId} and shown order by seq`;

export const attachmentsOf = (sql: Sql, requestId: string): Promise<{ fileId: string; kind: string }[]> =>
  sql<
    { fileId: string; kind: string }[]
  >`select file_id, kind from requests.attachment where request_id = ${requestId} order by at`;

/** The request that a photo belongs to. */
export const requestOfFile = async (sql: Sql, fileId: string): Promise<CitizenRequest | null> => {
  const [row] = await sql<CitizenRequest[]>`
    select request.* from requests.attachment join requests.request on request.id = attachment.request_id
    where attachment.file_id = ${fileId} limit 1`;
  return row ?? null;
};
