import type { Calendar } from '../../../kernel/calendar/index.ts';
import type { Sql } from '../../../platform/database/connect.ts';
import type { PublicRow } from '../db/public.ts';
import type { Visibility } from '../domain/request.ts';
import { clock, filtered, piece } from './counting.ts';
import { condition, type IndicatorId, indicator, type Side, SOURCES } from './definitions.ts';
import type { Question } from './figures.ts';

export interface CountedCase extends PublicRow {
  readonly visibility: Visibility;
  /** The moment by which it falls in the period. */
  readonly at: Date;
  /** Reads on after this one. */
  readonly cursor: string;
}

export const CASES_PAGE = 50;

/** The very cases that a figure counts, newest first; a request rated twice in the period stands there twice. */
export function countedCases(
  sql: Sql,
  calendar: Calendar,
  question: Question & { readonly indicator: IndicatorId; readonly side: Side },
  after?: string,
  limit = CASES_PAGE,
): Promise<CountedCase[]> {
  const { source, anchor } = indicator(question.indicator);
  const { table, name } = SOURCES[source];
  const { period, asOf } = question;
  const [at, id] = after?.split('_') ?? [];
  return sql<CountedCase[]>`
    with ${clock(sql, calendar, asOf)}
    select request.id, request.number, request.title, request.type, request.category, request.division_code,
      request.department_id, request.state, request.received_at, request.due_at, request.visibility,
      ${piece(sql, anchor)} as at,
      ${piece(sql, anchor)}::text || '_' || request.id as cursor
    from clock, ${piece(sql, source === 'request' ? table : `${table} as ${name} join requests.request on request.id = ${name}.request_id`)}
    where ${piece(sql, anchor)} >= ${period.from}::date::timestamp at time zone 'Asia/Shanghai'
      and ${piece(sql, anchor)} < (${period.to}::date + 1)::timestamp at time zone 'Asia/Shanghai'
      and ${piece(sql, anchor)} <= clock.as_of
      and ${piece(sql, condition(question.indicator, question.side))} ${filtered(sql, question)}
      ${at && id ? sql`and (${piece(sql, anchor)}, request.id) < (${at}::timestamptz, ${id}::uuid)` : sql``}
    order by ${piece(sql, anchor)} desc, request.id desc limit ${limit}`;
}
