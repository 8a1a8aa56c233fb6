import { type Calendar, localDateAt, workDaysBetween } from '../../../kernel/calendar/index.ts';
import type { Sql } from '../../../platform/database/connect.ts';
import {
  BOUNDS,
  clock,
  countedLive,
  type Dimension,
  editionOf,
  type Filters,
  filtered,
  piece,
  placeOf,
  SUMMED,
  spreadLive,
} from './counting.ts';
import { condition, INDICATOR_IDS, type IndicatorId } from './definitions.ts';
import type { Period } from './period.ts';

export interface Question extends Filters {
  readonly period: Pick<Period, 'from' | 'to'>;
  /** The moment of looking: a running period ends here. What has been forgotten since then is not reconstructed. */
  readonly asOf: Date;
}

export interface Figure {
  /** For a mean: the sum of working days. */
  readonly numerator: number;
  readonly denominator: number;
}
export type FigureSet = Readonly<Record<IndicatorId, Figure>>;

export interface Figures {
  readonly total: FigureSet;
  /** By key: office, first six digits of the division, category. Empty when the question has a filter. */
  readonly by: Readonly<Record<Dimension, ReadonlyMap<string, FigureSet>>>;
  /** Of the requests closed in the period, in working days; null when there is none. */
  readonly median: number | null;
  readonly p90: number | null;
  /** Working days of the longest delay among those due in the period, open ones up to now; null when nothing was late. */
  readonly longestLate: number | null;
}

interface Row {
  readonly byWhat: Dimension | 'total' | 'work-days' | 'late-days' | 'open-since';
  readonly key: string;
  readonly counts: number[];
}

/** Every indicator of a period in one statement, so in one moment: sealed days from their sums, all others from the cases. */
export async function figures(sql: Sql, calendar: Calendar, question: Question): Promise<Figures> {
  const rows = await sql<Row[]>`
    with ${clock(sql, calendar, question.asOf)}, ${daysOf(sql, calendar, question)}, ${counted(sql, calendar, question)}
    select by_what, key, ${piece(sql, SUMMED)} as counts from counted group by by_what, key
    union all
    select 'open-since', coalesce(min(request.due_at)::text, ''), array[]::integer[]
    from clock, requests.request as request
    where request.closed_at is null and ${dueIn(sql, question)} and ${piece(sql, condition('overdue', 'numerator'))} ${filtered(sql, question)}`;
  return read(rows, calendar, question.asOf);
}

const dueIn = (sql: Sql, { period, asOf }: Question) => sql`
  request.due_at >= ${period.from}::date::timestamp at time zone 'Asia/Shanghai' and request.due_at <= ${asOf}
  and request.due_at < (${period.to}::date + 1)::timestamp at time zone 'Asia/Shanghai'`;

/** `clean`: days whose sums hold; `span`: the others, up to the moment of looking. */
const daysOf = (sql: Sql, calendar: Calendar, question: Question) => sql`
  clean as materialized (
    select day from requests.kpi_day
    where day between ${question.period.from} and ${question.period.to} and day < ${localDateAt(question.asOf)}
      and edition = ${editionOf(calendar)} and by_what = 'total' and ${sealedFor(question) !== null}
      and not exists (select 1 from requests.kpi_touched as touched where touched.day = kpi_day.day)),
  whole as materialized (
    select ${piece(sql, BOUNDS)}
    from (select generate_series(${question.period.from}::date, least(${question.period.to}::date, ${localDateAt(question.asOf)}::date), '1 day')::date as day) as days),
  span as materialized (select * from whole where day not in (select day from clean))`;

/** Sums are kept for everything, one office, one district or one category; other questions count from the cases. */
function sealedFor({ departmentId, divisionCode, category, type }: Filters) {
  const asked = (
    [
      ['department', departmentId],
      ['district', divisionCode],
      ['category', category],
    ] as const
  ).filter((one): one is [Dimension, string] => one[1] !== undefined);
  if (type !== undefined || asked.length > 1) return null;
  const [one] = asked;
  if (!one) return { whole: true } as const;
  const isDistrict = one[0] !== 'district' || /^\d{4}(?!00)\d{2}$/.test(one[1]);
  return isDistrict ? ({ whole: false, dimension: one[0], key: one[1] } as const) : null;
}

function counted(sql: Sql, calendar: Calendar, question: Question) {
  const sealed = sealedFor(question);
  if (sealed === null || sealed.whole) {
    return sql`counted as (
      select by_what, key, counts from requests.kpi_day join clean using (day) where edition = ${editionOf(calendar)}
      union all select by_what, key, counts from (${countedLive(sql, question, sealed !== null)}) as live
      union all select by_what, key, counts from (${spreadLive(sql, question)}) as spread)`;
  }
  return sql`counted as (
    select 'total' as by_what, '' as key, counts from requests.kpi_day join clean using (day)
    where edition = ${editionOf(calendar)} and by_what = ${sealed.dimension} and key = ${sealed.key}
    union all select by_what, key, counts from (${countedLive(sql, question, false)}) as live
    union all select by_what, key, counts from (with span as (select * from whole) ${spreadLive(sql, question)}) as spread)`;
}

function read(rows: readonly Row[], calendar: Calendar, asOf: Date): Figures {
  const of = (what: Row['byWhat']) => rows.filter(({ byWhat }) => byWhat === what);
  const sets = (what: Row['byWhat']) => new Map(of(what).map(({ key, counts }) => [key, figureSet(counts)]));
  const spread = spreadOf(of('work-days'));
  return {
    total: sets('total').get('') ?? figureSet([]),
    by: { department: sets('department'), district: sets('district'), category: sets('category') },
    median: percentile(spread, 0.5),
    p90: percentile(spread, 0.9),
    longestLate: longest(spreadOf(of('late-days')), of('open-since')[0]?.key ?? '', calendar, asOf),
  };
}

const figureSet = (counts: readonly number[]): FigureSet =>
  Object.fromEntries(
    INDICATOR_IDS.map((id) => [
      id,
      { numerator: counts[placeOf(id) - 1] ?? 0, denominator: counts[placeOf(id)] ?? 0 },
    ]),
  ) as Record<IndicatorId, Figure>;

type Spread = readonly { readonly days: number; readonly cases: number }[];

const spreadOf = (rows: readonly Row[]): Spread =>
  rows.map(({ key, counts }) => ({ days: Number(key), cases: counts[0]! })).sort((a, b) => a.days - b.days);

/** The least number of days within which that share of the cases was done; no value between two cases is invented. */
function percentile(spread: Spread, share: number): number | null {
  const wanted = spread.reduce((sum, { cases }) => sum + cases, 0) * share;
  let reached = 0;
  for (const { days, cases } of spread) {
    reached += cases;
    if (reached >= wanted) return days;
  }
  return null;
}

function longest(late: Spread, openSince: string, calendar: Calendar, asOf: Date): number | null {
  const closed = late.at(-1)?.days ?? null;
  if (openSince === '') return closed;
  const open = workDaysBetween(calendar, localDateAt(new Date(openSince)), localDateAt(asOf));
  return open.ok ? Math.max(closed ?? 0, open.value.value) : closed;
}

/** A rate in per cent or a mean in working days; null where nothing was to be counted. */
export const ratio = ({ numerator, denominator }: Figure): number | null =>
  denominator === 0 ? null : numerator / denominator;
