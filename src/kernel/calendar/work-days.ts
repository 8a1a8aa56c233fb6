import { type Bilingual, both } from '../bilingual.ts';
import { err, ok, type Result } from '../result.ts';
import type { Calendar, Coverage } from './calendar.ts';
import { dateOfDayNumber, dayNumber, type LocalDate, weekdayOfDayNumber } from './local-date.ts';

/** The question reaches a day that the calendar knows nothing about, so there is no answer. */
export interface CoverageFault {
  readonly code: 'outside-calendar-coverage';
  readonly coverage: Coverage;
  readonly calendarVersion: string;
  readonly message: Bilingual;
}

/** An answer from the calendar. */
export interface Reckoned<T> {
  readonly value: T;
  /** The answer touches a year that is not yet officially arranged; say so wherever it is shown. */
  readonly provisional: boolean;
}

export type Reckoning<T> = Result<Reckoned<T>, CoverageFault>;

export type DayKind = 'work-day' | 'make-up-work-day' | 'weekend' | 'holiday';

export interface Day {
  readonly kind: DayKind;
  /** Set on holidays. */
  readonly holiday: Bilingual | null;
}

export const dayKindNames: Readonly<Record<DayKind, Bilingual>> = {
  'work-day': both('工作日', 'working day'),
  'make-up-work-day': both('调休上班日', 'make-up working day'),
  weekend: both('周末', 'weekend'),
  holiday: both('放假', 'public holiday'),
};

/** What a page says beside any answer that is `provisional`. */
export const provisionalNotice: Bilingual = both(
  '这个日期按暂定日历算出。国务院放假安排导入后会重新计算，有变化会通知您。',
  'This date comes from a provisional calendar. It is recomputed once the official holidays are imported, and you are told of any change.',
);

export function coverageFault(calendar: Calendar): CoverageFault {
  const { coverage, version } = calendar;
  return {
    code: 'outside-calendar-coverage',
    coverage,
    calendarVersion: version,
    message: both(
      `算不出日期：工作日历只有 ${coverage.from} 到 ${coverage.to}。请管理员先导入缺的年份，再重新计算。`,
      `The date cannot be worked out: the calendar holds ${coverage.from} to ${coverage.to} only. An administrator needs to import the missing year first.`,
    ),
  };
}

const covers = ({ index }: Calendar, day: number): boolean => day >= index.firstDay && day <= index.lastDay;

const yearOfDay = (day: number): number => new Date(day * 86_400_000).getUTCFullYear();

/** Whether any day from `a` to `b`, in either order, lies in a provisional year. */
function touchesProvisional({ provisionalYears }: Calendar, a: number, b: number): boolean {
  if (provisionalYears.length === 0) return false;
  const first = yearOfDay(Math.min(a, b));
  const last = yearOfDay(Math.max(a, b));
  return provisionalYears.some((year) => year >= first && year <= last);
}

/** Working days from the start of coverage up to and including a covered day. */
const workedThrough = ({ index }: Calendar, day: number): number => index.worked[day - index.firstDay + 1]!;

const works = (calendar: Calendar, day: number): boolean =>
  workedThrough(calendar, day) > calendar.index.worked[day - calendar.index.firstDay]!;

function describe(calendar: Calendar, day: number): Day {
  const holiday = calendar.index.holidayNames.get(day) ?? null;
  if (holiday) return { kind: 'holiday', holiday };
  if (calendar.index.makeUpDays.has(day)) return { kind: 'make-up-work-day', holiday: null };
  const weekday = weekdayOfDayNumber(day);
  return { kind: weekday === 0 || weekday === 6 ? 'weekend' : 'work-day', holiday: null };
}

/** What sort of day it is. */
export function dayKind(calendar: Calendar, date: LocalDate): Reckoning<Day> {
  const day = dayNumber(date);
  if (!covers(calendar, day)) return err(coverageFault(calendar));
  return ok({ value: describe(calendar, day), provisional: touchesProvisional(calendar, day, day) });
}

/** Whether offices work on that day. */
export function isWorkDay(calendar: Calendar, date: LocalDate): Reckoning<boolean> {
  const day = dayNumber(date);
  if (!covers(calendar, day)) return err(coverageFault(calendar));
  return ok({ value: works(calendar, day), provisional: touchesProvisional(calendar, day, day) });
}

/** `addWorkDays` in day numbers, for those who count on. O(1). */
export function addWorkDaysToNumber(calendar: Calendar, from: number, amount: number): Reckoning<number> {
  if (!Number.isInteger(amount)) throw new RangeError(`${amount} is not a whole number of working days`);
  if (!covers(calendar, from)) return err(coverageFault(calendar));
  const before =
    works(calendar, from) && amount < 0 ? workedThrough(calendar, from) - 1 : workedThrough(calendar, from);
  const day =
    amount === 0 ? from : calendar.index.workDay[amount > 0 ? before + amount - 1 : before + amount];
  if (day === undefined) return err(coverageFault(calendar));
  return ok({ value: day, provisional: touchesProvisional(calendar, from, day) });
}

/**
 * The nth working day after a date (before it, when `amount` is negative); the date itself never
 * counts. Zero gives the date back, whatever kind of day it is.
 */
export function addWorkDays(calendar: Calendar, from: LocalDate, amount: number): Reckoning<LocalDate> {
  const found = addWorkDaysToNumber(calendar, dayNumber(from), amount);
  if (!found.ok) return found;
  return ok({ value: dateOfDayNumber(found.value.value), provisional: found.value.provisional });
}

/** `workDaysBetween` in day numbers. O(1). */
export function workDaysBetweenNumbers(calendar: Calendar, from: number, to: number): Reckoning<number> {
  if (!covers(calendar, from) || !covers(calendar, to)) return err(coverageFault(calendar));
  const value = workedThrough(calendar, to) - workedThrough(calendar, from);
  return ok({ value, provisional: touchesProvisional(calendar, from, to) });
}

/**
 * Working days after `from` up to and including `to`. The other way round it is the same number,
 * negative. `from` itself never counts, as in every legal limit.
 */
export function workDaysBetween(calendar: Calendar, from: LocalDate, to: LocalDate): Reckoning<number> {
  return workDaysBetweenNumbers(calendar, dayNumber(from), dayNumber(to));
}

/** The day itself when offices work, otherwise the next day on which they do, as day numbers. */
export function workDayOnOrAfter(calendar: Calendar, day: number): Reckoning<number> {
  if (!covers(calendar, day)) return err(coverageFault(calendar));
  return addWorkDaysToNumber(calendar, day, works(calendar, day) ? 0 : 1);
}
