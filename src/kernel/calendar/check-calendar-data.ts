import { type Bilingual, both } from '../bilingual.ts';
import type { CalendarData, CalendarYear, HolidayPeriod } from './calendar-data.ts';
import { dayNumber, type LocalDate, parseLocalDate, weekdayOfDayNumber } from './local-date.ts';

export type CalendarFaultCode =
  | 'not-a-calendar'
  | 'no-years'
  | 'years-not-consecutive'
  | 'not-a-date'
  | 'date-of-another-year'
  | 'period-backwards'
  | 'day-listed-twice'
  | 'make-up-day-not-on-weekend';

/** One thing to correct in an uploaded table; `place` says where, such as `2025` or `2025-01-26`. */
export interface CalendarFault {
  readonly code: CalendarFaultCode;
  readonly place: string;
  readonly message: Bilingual;
}

const fault = (code: CalendarFaultCode, place: string, zh: string, en: string): CalendarFault => ({
  code,
  place,
  message: both(zh, en),
});

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isName = (value: unknown): value is Bilingual =>
  isRecord(value) && typeof value.zh === 'string' && typeof value.en === 'string';

const isPeriod = (value: unknown): value is HolidayPeriod =>
  isRecord(value) && isName(value.name) && typeof value.from === 'string' && typeof value.to === 'string';

/** Whole years with one offset from UTC, as far as anyone needs to plan. */
const isPlannableYear = (value: unknown): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1992 && value <= 2199;

const isYear = (value: unknown): value is CalendarYear =>
  isRecord(value) &&
  isPlannableYear(value.year) &&
  (value.status === 'official' || value.status === 'provisional') &&
  typeof value.source === 'string' &&
  value.source.trim() !== '' &&
  (value.note === undefined || isName(value.note)) &&
  Array.isArray(value.holidays) &&
  value.holidays.every(isPeriod) &&
  Array.isArray(value.workDays) &&
  value.workDays.every((day) => typeof day === 'string');

const NOT_A_CALENDAR = fault(
  'not-a-calendar',
  '',
  '文件里没有读到完整的日历。请按说明给出 version 和 years，每年写明 year、status、source、holidays、workDays。',
  'This file is not a complete calendar. Give version and years, and for each year: year, status, source, holidays, workDays.',
);

function isCalendarData(value: unknown): value is CalendarData {
  return (
    isRecord(value) &&
    typeof value.version === 'string' &&
    value.version.trim() !== '' &&
    Array.isArray(value.years) &&
    value.years.every(isYear)
  );
}

function yearOrderFaults(years: readonly CalendarYear[]): CalendarFault[] {
  if (years.length === 0) return [fault('no-years', '', '日历里一年也没有。', 'The calendar holds no year.')];
  return years.slice(1).flatMap((entry, index) => {
    const expected = years[index]!.year + 1;
    if (entry.year === expected) return [];
    return fault(
      'years-not-consecutive',
      String(entry.year),
      `${expected - 1} 年之后应接 ${expected} 年，文件里是 ${entry.year} 年。请补上缺的年份，按先后排好。`,
      `After ${expected - 1} comes ${expected}, but the file has ${entry.year}. Add what is missing and sort by year.`,
    );
  });
}

/** A year's notice may arrange its own days and the week of December that leads into it. */
const belongsTo = (year: number, date: string): boolean =>
  date.startsWith(`${year}-`) || (date >= `${year - 1}-12-25` && date <= `${year - 1}-12-31`);

function dateFault(year: number, text: string): CalendarFault | undefined {
  if (!parseLocalDate(text).ok) {
    return fault(
      'not-a-date',
      text,
      `“${text}”不是真实的日期，请写成 2025-01-28 这样。`,
      `“${text}” is not a real date; write it like 2025-01-28.`,
    );
  }
  if (belongsTo(year, text)) return undefined;
  return fault(
    'date-of-another-year',
    text,
    `${text} 写在了 ${year} 年下面。请移到它所属的年份。`,
    `${text} stands under ${year}; move it to the year it belongs to.`,
  );
}

function periodFaults(year: number, period: HolidayPeriod): CalendarFault[] {
  const ends = [dateFault(year, period.from), dateFault(year, period.to)].filter(
    (found) => found !== undefined,
  );
  if (ends.length > 0 || period.from <= period.to) return ends;
  return [
    fault(
      'period-backwards',
      period.from,
      `${period.name.zh}从 ${period.from} 到 ${period.to}，开始晚于结束。请对调。`,
      `${period.name.en} runs from ${period.from} to ${period.to}; the start is after the end.`,
    ),
  ];
}

function makeUpDayFaults(year: number, day: string): CalendarFault[] {
  const wrong = dateFault(year, day);
  if (wrong) return [wrong];
  const weekday = weekdayOfDayNumber(dayNumber(day as LocalDate));
  if (weekday === 0 || weekday === 6) return [];
  return [
    fault(
      'make-up-day-not-on-weekend',
      day,
      `${day} 本来就是周一到周五，不能是调休上班日。请核对通知。`,
      `${day} is a Monday to Friday already, so it cannot be a make-up working day. Check the notice.`,
    ),
  ];
}

/** Every day that a year names, holidays first; only called for years whose dates are real. */
function* daysNamed(entry: CalendarYear): Generator<number> {
  for (const { from, to } of entry.holidays) {
    for (let day = dayNumber(from as LocalDate); day <= dayNumber(to as LocalDate); day += 1) yield day;
  }
  for (const day of entry.workDays) yield dayNumber(day as LocalDate);
}

function repeatFaults(years: readonly CalendarYear[]): CalendarFault[] {
  const seen = new Set<number>();
  const repeated = new Set<number>();
  for (const entry of years) {
    for (const day of daysNamed(entry)) (seen.has(day) ? repeated : seen).add(day);
  }
  return [...repeated].map((day) => {
    const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
    return fault(
      'day-listed-twice',
      date,
      `${date} 出现了两次（两个假期重叠，或既放假又上班）。请只留一处。`,
      `${date} appears twice (holidays overlap, or it is both off and worked). Keep one.`,
    );
  });
}

/** All faults of a table at once; an empty list means that a calendar can be built from it. */
export function checkCalendarData(data: unknown): readonly CalendarFault[] {
  if (!isCalendarData(data)) return [NOT_A_CALENDAR];
  const perYear = data.years.flatMap(({ year, holidays, workDays }) => [
    ...holidays.flatMap((period) => periodFaults(year, period)),
    ...workDays.flatMap((day) => makeUpDayFaults(year, day)),
  ]);
  const faults = [...yearOrderFaults(data.years), ...perYear];
  return faults.length > 0 ? faults : repeatFaults(data.years);
}
