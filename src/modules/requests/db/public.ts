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
  /** Only those that were due before this moment. */
  readonly lateAt?: Date | undefined;
  readonly before?: { readonly at: Date; readonly id: string } | undefined;
}

const columns = (sql: Sql) =>
  sql`id, number, title, type, category, division_code, department_id, state, received_at, due_at`;

/** Public requests, newest first. */
export const publicRequests = (
  sql: Sql,
  { divisionCode, category, states, lateAt, before }: PublicFilter,
): Promise<PublicRow[]> =>
  sql<PublicRow[]>`
    select ${columns(sql)} from requests.request
    where visibility = 'public' and state <> 'archived'
      ${divisionCode ? sql`and division_code like ${`${divisionCode}%`}` : sql``}
      ${category ? sql`and category = ${category}` : sql``}
      ${states ? sql`and state = any(${states as string[]})` : sql``}
      ${lateAt ? sql`and due_at < ${lateAt}` : sql``}
      ${before ? sql`and (received_at, id) < (${before.at}, ${before.id})` : sql``}
    order by received_at desc, id desc limit ${PUBLIC_PAGE + 1}`;

/** The requests of these people, open ones first. */
export const requestsOfReporters = (sql: Sql, accountIds: readonly string[]): Promise<PublicRow[]> =>
  sql<PublicRow[]>`
    select ${columns(sql)} from requests.request where reporter_id = any(${accountIds as string[]}::uuid[])
    order by closed_at is null desc, received_at desc limit 100`;

export interface PublicStep {
  readonly at: Date;
  readonly action: string;
  readonly actorDepartmentId: string | null;
  readonly text: string | null;
}

export interface PublicPhoto {
  readonly fileId: string;
  readonly kind: 'report' | 'supplement' | 'reply' | 'evidence';
}

/** What the page shows around the request itself. */
export interface PublicDetail {
  readonly steps: readonly PublicStep[];
  readonly photos: readonly PublicPhoto[];
  /** The number of the request it is handled with; null when there is none or it is not public. */
  readonly mainNumber: string | null;
  /** How many other reports of the same are handled with it. */
  readonly children: number;
}

/** One round trip, whatever the request went through: the page is the most read of the house. */
export async function publicDetail(sql: Sql, request: CitizenRequest): Promise<PublicDetail> {
  const [row] = await sql<PublicDetail[]>`
    select
      (select coalesce(json_agg(json_build_object(
         'at', at, 'action', action, 'actorDepartmentId', actor_department_id, 'text', text) order by seq), '[]')
       from requests.step where request_id = ${request.id} and shown) as steps,
      (select coalesce(json_agg(json_build_object('fileId', file_id, 'kind', kind) order by at), '[]')
       from requests.attachment where request_id = ${request.id} and kind <> 'evidence') as photos,
      (select number from requests.request main where id = ${request.mergedInto}::uuid and visibility = 'public') as main_number,
      (select count(*) from requests.request child where merged_into = ${request.id}::uuid) as children`;
  return { ...row!, steps: row!.steps.map((step) => ({ ...step, at: new Date(step.at) })) };
}

/** The request that answers for a file, and as what the file was attached to it. */
export const requestOfFile = async (
  sql: Sql,
  fileId: string,
): Promise<{ request: CitizenRequest; kind: PublicPhoto['kind'] } | null> => {
  const [row] = await sql<(CitizenRequest & { kind: PublicPhoto['kind'] })[]>`
    select request.*, attachment.kind from requests.attachment
    join requests.request on request.id = attachment.request_id
    where attachment.file_id = ${fileId} limit 1`;
  if (!row) return null;
  const { kind, ...request } = row;
  return { request, kind };
};
