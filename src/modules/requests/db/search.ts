import type { Sql } from '../../../platform/database/connect.ts';
import { searchQuery, tsqueryOf } from '../domain/text/bigrams.ts';
import { PUBLIC_PAGE, type PublicRow } from './public.ts';

/**
 * Requests that contain all that is sought, newest first. Searches the newest stretch first and widens only while the page
 * is not full: a common word is answered from the last weeks, a rare one from the whole index.
 */
const STRETCHES_DAYS = [30, 180, 100_000] as const;
const DAY_MS = 86_400_000;

export async function searchRequests(
  sql: Sql,
  text: string,
  now: Date,
  { publicOnly }: { readonly publicOnly: boolean },
): Promise<readonly PublicRow[]> {
  const query = tsqueryOf(searchQuery(text));
  if (query === null) return [];
  for (const days of STRETCHES_DAYS) {
    const rows = await searchSince(sql, query, new Date(now.getTime() - days * DAY_MS), publicOnly);
    if (rows.length >= PUBLIC_PAGE || days === STRETCHES_DAYS.at(-1)) return rows;
  }
  return [];
}

const searchSince = (sql: Sql, query: string, since: Date, publicOnly: boolean): Promise<PublicRow[]> =>
  sql<PublicRow[]>`
    select id, number, title, type, category, division_code, department_id, state, request.received_at, due_at
    from requests.search_text join requests.request on request.id = search_text.request_id
    where lexemes @@ ${query}::tsquery and search_text.received_at >= ${since}
      and ${publicOnly ? sql`visibility = 'public' and state <> 'archived'` : sql`visibility <> 'confidential'`}
    order by search_text.received_at desc limit ${PUBLIC_PAGE}`;
