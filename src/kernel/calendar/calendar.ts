import type { Bilingual } from '../bilingual.ts';
import { err, ok, type Result } from '../result.ts';
import type { CalendarData, CalendarYear, HolidayPeriod } from './calendar-data.ts';
import { type CalendarFault, checkCalendarData } from './check-calendar-data.ts';
import { dayNumber, type LocalDate, localDate, weekdayOfDayNumber } from './local-date.ts';
import { stateCouncilData } from './state-council-data.ts';

export interface Coverage {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** A table of days with its sums worked out beforehand. Immutable: a new table is a new calendar. */
export interface Calendar {
  readonly version: string;
  /** Whole years, both ends included. Nothing is answered about days outside. */
  readonly coverage: Coverage;
  readonly provisionalYears: readonly number[];
  /** Each year's status, source and note, for the page that shows the calendar. */
  readonly years: readonly CalendarYear[];
  /** @internal */
  readonly index: CalendarIndex;
}

export interface CalendarIndex {
  readonly firstDay: number;
  readonly lastDay: number;
  /** `worked[i]`: working days among the first i covered days. */
  readonly worked: Int32Array;
  /** `workDay[n]`: day number of the working day with n working days before it. */
  readonly workDay: Int32Array;
  readonly holidayNames: ReadonlyMap<number, Bilingual>;
  readonly makeUpDays: ReadonlySet<number>;
}

const daysOf = ({ from, to }: HolidayPeriod): number[] => {
  const first = dayNumber(from as LocalDate);
  return Array.from({ length: dayNumber(to as LocalDate) - first + 1 }, (_, offset) => first + offset);
};

const namedDays = (years: readonly CalendarYear[]): Map<number, Bilingual> =>
  new Map(
    years.flatMap(({ holidays }) =>
      holidays.flatMap((period) => daysOf(period).map((day) => [day, period.name] as const)),
    ),
  );

function indexOf(coverage: Coverage, years: readonly CalendarYear[]): CalendarIndex {
  const firstDay = dayNumber(coverage.from);
  const lastDay = dayNumber(coverage.to);
  const holidayNames = namedDays(years);
  const makeUpDays = new Set(
    years.flatMap((entry) => entry.workDays.map((day) => dayNumber(day as LocalDate))),
  );
  const worked = new Int32Array(lastDay - firstDay + 2);
  const workDay: number[] = [];
  for (let day = firstDay; day <= lastDay; day += 1) {
    const weekday = weekdayOfDayNumber(day);
    const works = makeUpDays.has(day) || (weekday !== 0 && weekday !== 6 && !holidayNames.has(day));
    if (works) workDay.push(day);
    worked[day - firstDay + 1] = workDay.length;
  }
  return { firstDay, lastDay, worked, workDay: Int32Array.from(workDay), holidayNames, makeUpDays };
}

/**
 * A calendar from a table, such as one that an administrator uploads; all faults at once when the
 * table cannot be right. Days that the first year's notice gives to the December before stay outside coverage.
 */
export function buildCalendar(data: unknown): Result<Calendar, readonly CalendarFault[]> {
  const faults = checkCalendarData(data);
  if (faults.length > 0) return err(faults);
  const { version, years } = data as CalendarData;
  const coverage = {
    from: localDate(`${years[0]!.year}-01-01`),
    to: localDate(`${years.at(-1)!.year}-12-31`),
  };
  const provisionalYears = years.filter(({ status }) => status === 'provisional').map(({ year }) => year);
  return ok({ version, coverage, provisionalYears, years, index: indexOf(coverage, years) });
}

function built(data: CalendarData): Calendar {
  const result = buildCalendar(data);
  if (result.ok) return result.value;
  throw new Error(
    `The built-in calendar is faulty: ${result.error.map(({ message }) => message.en).join(' ')}`,
  );
}

/** The calendar that the program starts with, until an administrator replaces it. */
export const defaultCalendar: Calendar = built(stateCouncilData);
