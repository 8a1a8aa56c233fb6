import type { Sql } from '../../../platform/database/connect.ts';
import type { CitizenRequest } from '../domain/request.ts';
import { OPEN_STATES } from '../domain/states.ts';

export interface Open311Filter {
  readonly numbers?: readonly string[] | undefined;
  readonly categories?: readonly string[] | undefined;
  readonly status?: readonly ('open' | 'closed')[] | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  readonly updatedAfter?: Date | undefined;
  readonly updatedBefore?: Date | undefined;
  readonly limit: number;
  readonly offset: number;
}

export type Open311Row = CitizenRequest & {
  readonly mediaFile: string | null;
  readonly lastAt: Date;
  readonly notes: string | null;
};

/** Public requests as the protocol shows them, newest first. */
export const open311Requests = (sql: Sql, filter: Open311Filter): Promise<Open311Row[]> =>
  sql<Open311Row[]>`
    select request.*, photo.file_id as media_file, last.at as last_at, last.text as notes
    from requests.request
    left join lateral (
      select file_id from requests.attachment where request_id = request.id and kind = 'report' order by at limit 1
    ) photo on true
    left join lateral (
      select at, text from requests.step where request_id = request.id and shown order by seq desc limit 1
    ) last on true
    where visibility = 'public' and state <> 'archived'
      ${filter.numbers ? sql`and number = any(${filter.numbers as string[]})` : sql``}
      ${filter.categories ? sql`and category = any(${filter.categories as string[]})` : sql``}
      ${filter.from ? sql`and received_at >= ${filter.from}` : sql``}
      ${filter.to ? sql`and received_at <= ${filter.to}` : sql``}
      ${filter.updatedAfter ? sql`and last.at >= ${filter.updatedAfter}` : sql``}
      ${filter.updatedBefore ? sql`and last.at <= ${filter.updatedBefore}` : sql``}
      ${statusIs(sql, filter.status)}
    order by received_at desc, id limit ${filter.limit} offset ${filter.offset}`;

function statusIs(sql: Sql, status: Open311Filter['status']) {
  if (status?.length !== 1) return sql``;
  const open = OPEN_STATES as unknown as string[];
  return status[0] === 'open' ? sql`and state = any(${open})` : sql`and state <> all(${open})`;
}

export interface Open311Update {
  readonly number: string;
  readonly seq: number;
  readonly at: Date;
  readonly toState: CitizenRequest['state'];
  readonly text: string | null;
  readonly action: string;
}

/** Shown steps after submission, oldest first: mySociety's `servicerequestupdates`. */
export const open311Updates = (sql: Sql, from: Date, to: Date, limit: number): Promise<Open311Update[]> =>
  sql<Open311Update[]>`
    select number, step.seq, step.at, to_state, text, action
    from requests.step join requests.request on request.id = step.request_id
    where step.shown and step.seq > 1 and visibility = 'public' and step.at >= ${from} and step.at <= ${to}
    order by step.at, request_id, step.seq limit ${limit}`;
