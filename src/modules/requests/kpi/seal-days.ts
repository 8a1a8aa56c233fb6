import { both } from '../../../kernel/bilingual.ts';
import { addDays, type Calendar, type LocalDate, localDateAt } from '../../../kernel/calendar/index.ts';
import type { Sql, Tx } from '../../../platform/database/connect.ts';
import { inTransaction } from '../../../platform/database/transaction.ts';
import type { Job } from '../../../platform/jobs/job.ts';
import type { RequestsRoom } from '../room.ts';
import { BOUNDS, clock, countedLive, editionOf, piece, SUMMED, spreadLive } from './counting.ts';

/** Days sealed in one transaction: some seconds for a large city. */
const CHUNK = 31;

/** Sums up the days that are over, so that the indicator pages read sums. Figures are right without it, only slower. */
export const sealKpiDays = (room: RequestsRoom): Job => ({
  name: 'requests/seal-kpi-days',
  schedule: { everySeconds: 60 },
  description: both('把已过去的日子的指标汇总好', 'Sums up the indicators of days that are over'),
  async run({ now }) {
    await sealDays(room.sql, room.calendar(), now);
  },
});

/** @returns how many days were sealed */
export async function sealDays(sql: Sql, calendar: Calendar, now: Date): Promise<number> {
  const days = await unsealed(sql, calendar, now);
  for (let at = 0; at < days.length; at += CHUNK) {
    await seal(sql, calendar, now, days.slice(at, at + CHUNK));
  }
  return days.length;
}

async function unsealed(sql: Sql, calendar: Calendar, now: Date): Promise<LocalDate[]> {
  const yesterday = addDays(localDateAt(now), -1);
  const rows = await sql<{ day: LocalDate }[]>`
    with first as (select (min(received_at) at time zone 'Asia/Shanghai')::date as day from requests.request),
      days as (select generate_series(first.day, ${yesterday}::date, '1 day')::date as day from first)
    select day from days
    where not exists (
        select 1 from requests.kpi_day as sealed
        where sealed.day = days.day and sealed.edition = ${editionOf(calendar)} and sealed.by_what = 'total')
      or exists (select 1 from requests.kpi_touched as touched where touched.day = days.day)
    order by day desc`;
  return rows.map(({ day }) => day);
}

/** One snapshot for marks and cases: a change that this transaction does not see keeps its mark. */
const seal = (sql: Sql, calendar: Calendar, now: Date, days: readonly LocalDate[]): Promise<void> =>
  inTransaction(sql, (tx) => sealInside(tx, calendar, now, days), { isolation: 'repeatable read' });

async function sealInside(tx: Tx, calendar: Calendar, now: Date, days: readonly LocalDate[]): Promise<void> {
  await tx`set local statement_timeout = 0`;
  await tx`delete from requests.kpi_touched where day = any(${[...days]}::date[])`;
  await tx`delete from requests.kpi_day where day = any(${[...days]}::date[])`;
  await tx`
    with ${clock(tx, calendar, now)},
      span as materialized (select ${piece(tx, BOUNDS)} from unnest(${[...days]}::date[]) as day)
    insert into requests.kpi_day (day, edition, by_what, key, counts)
    select day, ${editionOf(calendar)}, by_what, key, ${piece(tx, SUMMED)}
    from (
      ${countedLive(tx, {}, true)}
      union all ${spreadLive(tx, {})}
      union all select day, 'total', '', array[]::integer[] from span
    ) as counted
    group by day, by_what, key`;
}
