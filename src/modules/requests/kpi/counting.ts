import { createHash } from 'node:crypto';
import { type Calendar, type LocalDate, workDaysBetween } from '../../../kernel/calendar/index.ts';
import type { SqlOrTx } from '../../../platform/database/connect.ts';
import {
  condition,
  HANDLED_WORK_DAYS,
  INDICATOR_IDS,
  INDICATORS,
  type IndicatorId,
  indicator,
  LATE_WORK_DAYS,
  SOURCES,
} from './definitions.ts';

export const DIMENSIONS = {
  department: `coalesce(request.department_id, '')`,
  district: 'left(request.division_code, 6)',
  category: 'request.category',
} as const;
export type Dimension = keyof typeof DIMENSIONS;

export interface Filters {
  readonly departmentId?: string | undefined;
  /** A district, city or province: its first six digits, without the noughts at the end of cities and provinces. */
  readonly divisionCode?: string | undefined;
  readonly category?: string | undefined;
  readonly type?: string | undefined;
}

type Fragment = ReturnType<SqlOrTx['unsafe']>;
/** Constant text of the program as a piece of a query; never anything that was typed. */
export const piece = (sql: SqlOrTx, text: string): Fragment => sql.unsafe(text);

export const filtered = (sql: SqlOrTx, { departmentId, divisionCode, category, type }: Filters) => sql`
  ${departmentId === undefined ? sql`` : sql`and coalesce(request.department_id, '') = ${departmentId}`}
  ${divisionCode === undefined ? sql`` : sql`and request.division_code like ${`${divisionStem(divisionCode)}%`}`}
  ${category === undefined ? sql`` : sql`and request.category = ${category}`}
  ${type === undefined ? sql`` : sql`and request.type = ${type}`}`;

/** `990000` stands for the whole province, `990100` for a city. */
export const divisionStem = (code: string): string => code.replace(/^(\d{2})0000$|^(\d{4})00$/, '$1$2');

/**
 * The common table `clock`: the moment of looking, and the working days counted from the first day of the calendar.
 * Not materialised, so that its values stand in the plan as constants.
 */
export const clock = (sql: SqlOrTx, calendar: Calendar, asOf: Date) => sql`
  clock as not materialized (
    select ${asOf}::timestamptz as as_of, ${calendar.coverage.from}::date as first_day, ${workedDays(calendar)}::integer[] as worked)`;

/** The columns of a common table of days: each day with the moments that bound it. */
export const BOUNDS = `day, day::timestamp at time zone 'Asia/Shanghai' as starts, (day + 1)::timestamp at time zone 'Asia/Shanghai' as ends`;

const worked = new WeakMap<Calendar, number[]>();

/** Working days up to and including each covered day. */
function workedDays(calendar: Calendar): number[] {
  const known = worked.get(calendar) ?? countWorkedDays(calendar);
  worked.set(calendar, known);
  return known;
}

function countWorkedDays(calendar: Calendar): number[] {
  const { from, to } = calendar.coverage;
  const length = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
  return Array.from({ length }, (_, index) => {
    const day = new Date(Date.parse(from) + index * 86_400_000).toISOString().slice(0, 10) as LocalDate;
    const since = workDaysBetween(calendar, from, day);
    if (!since.ok) throw new Error(`The calendar does not cover ${day}, which lies inside its coverage`);
    return since.value.value;
  });
}

/** Where the counts of an indicator stand in a row of `kpi_day` (from 1, as SQL counts). */
export const placeOf = (id: IndicatorId) => INDICATOR_IDS.indexOf(id) * 2 + 1;
export const COUNTS = INDICATOR_IDS.length * 2;

/** A day sealed by other definitions or another calendar is not this edition's. */
export const editionOf = (calendar: Calendar): string => `${DEFINITIONS}-${calendar.version}`;
const DEFINITIONS = createHash('sha256')
  .update(
    JSON.stringify([
      INDICATORS,
      INDICATOR_IDS.map((id) => [condition(id, 'numerator'), condition(id, 'denominator')]),
    ]),
  )
  .digest('hex')
  .slice(0, 12);

interface Group {
  readonly source: keyof typeof SOURCES;
  readonly anchor: string;
  readonly ids: readonly IndicatorId[];
}

/** Indicators that read the same rows are counted in one pass. */
const GROUPS: readonly Group[] = [...new Set(INDICATOR_IDS.map(passOf))].map((pass) => {
  const ids = INDICATOR_IDS.filter((id) => passOf(id) === pass);
  const { source, anchor } = indicator(ids[0]!);
  return { source, anchor, ids };
});

function passOf(id: IndicatorId): string {
  const { source, anchor } = indicator(id);
  return `${source} ${anchor}`;
}

const counter = (id: IndicatorId, side: 'numerator' | 'denominator') =>
  side === 'numerator' && indicator(id).kind === 'mean'
    ? `coalesce(sum(${HANDLED_WORK_DAYS}) filter (where ${condition(id, side)}), 0)`
    : `count(*) filter (where ${condition(id, side)})`;

const countersOf = ({ ids }: Group) =>
  `array[${INDICATOR_IDS.flatMap((id) => (ids.includes(id) ? [counter(id, 'numerator'), counter(id, 'denominator')] : ['0', '0']))}]::integer[]`;

const BREAKDOWN = Object.entries(DIMENSIONS);
const BY_WHAT = `case ${BREAKDOWN.map(([name, column]) => `when grouping(${column}) = 0 then '${name}'`).join(' ')} else 'total' end`;
const KEY = `coalesce(${BREAKDOWN.map(([, column]) => `case when grouping(${column}) = 0 then ${column} end`).join(', ')}, '')`;
const SETS = `grouping sets ((span.day), ${BREAKDOWN.map(([, column]) => `(span.day, ${column})`)})`;

const SPREADS = [
  {
    name: 'work-days',
    anchor: 'request.closed_at',
    value: HANDLED_WORK_DAYS,
    where: condition('handled-work-days', 'denominator'),
  },
  {
    name: 'late-days',
    anchor: 'request.due_at',
    value: LATE_WORK_DAYS,
    where: `${condition('overdue', 'numerator')} and request.closed_at is not null and ${LATE_WORK_DAYS} is not null`,
  },
] as const;

/**
 * Rows (day, by_what, key, counts) counted from the cases themselves, for the days of the common table `span`.
 * With `breakdown` also by office, district and category.
 */
export const countedLive = (sql: SqlOrTx, filters: Filters, breakdown: boolean) =>
  unionAll(
    sql,
    GROUPS.map(
      (group) => sql`
        select span.day, ${piece(sql, breakdown ? BY_WHAT : `'total'`)} as by_what, ${piece(sql, breakdown ? KEY : `''`)} as key, ${piece(sql, countersOf(group))} as counts
        from span, clock, ${piece(sql, inSpan(group))}
        where true ${filtered(sql, filters)}
        group by ${piece(sql, breakdown ? SETS : 'span.day')}`,
    ),
  );

/** Spreads in the same columns: the key is a number of days, the first count says how many cases took so many. */
export const spreadLive = (sql: SqlOrTx, filters: Filters) =>
  unionAll(
    sql,
    SPREADS.map(
      ({ name, anchor, value, where }) => sql`
        select span.day, ${piece(sql, `'${name}'`)} as by_what, ${piece(sql, `${value}::text`)} as key, array[count(*)]::integer[] as counts
        from span, clock, ${piece(sql, inSpan({ source: 'request', anchor }))}
        where ${piece(sql, where)} ${filtered(sql, filters)}
        group by span.day, ${piece(sql, value)}`,
    ),
  );

const unionAll = (sql: SqlOrTx, [first, ...rest]: readonly Fragment[]) =>
  rest.reduce((all, part) => sql`${all} union all ${part}`, first!);

/**
 * The cases of each day of `span`, read by the index of the anchor; of a rating also its request. Without `offset 0`
 * the planner reads whole tables instead, because it cannot know how short a day is.
 */
function inSpan({ source, anchor }: Pick<Group, 'source' | 'anchor'>): string {
  const { table, name } = SOURCES[source];
  const ofTheDay = `lateral (
    select * from ${table} as ${name}
    where ${anchor} >= span.starts and ${anchor} < span.ends and ${anchor} <= clock.as_of offset 0) as ${name}`;
  const itsRequest = `, lateral (select * from requests.request where id = ${name}.request_id offset 0) as request`;
  return source === 'request' ? ofTheDay : ofTheDay + itsRequest;
}

/** The sums of the counts of many rows, as one array. */
export const SUMMED = `array[${Array.from({ length: COUNTS }, (_, index) => `coalesce(sum(counts[${index + 1}]), 0)`)}]::integer[]`;
