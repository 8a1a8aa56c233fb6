import { err, ok, type Result } from '../result.ts';

/** A day as a wall calendar in Asia/Shanghai shows it: `YYYY-MM-DD`, always a real date. */
export type LocalDate = string & { readonly __brand: 'LocalDate' };

export const DAY_MS = 86_400_000;

/** Asia/Shanghai has been UTC+8 without summer time since 15 September 1991 (IANA tz). */
const OFFSET_MS = 8 * 3_600_000;

const WRITTEN = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Reads `YYYY-MM-DD`; 30 February and other unreal dates are `not-a-date`. */
export function parseLocalDate(text: string): Result<LocalDate, 'not-a-date'> {
  if (!WRITTEN.test(text)) return err('not-a-date');
  const time = Date.parse(`${text}T00:00:00Z`);
  const real = !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
  return real ? ok(text as LocalDate) : err('not-a-date');
}

/** For dates written in code; throws when the text is not a real date. */
export function localDate(text: string): LocalDate {
  const parsed = parseLocalDate(text);
  if (!parsed.ok) throw new RangeError(`${text} is not a date of the form YYYY-MM-DD`);
  return parsed.value;
}

/** Days since 1970-01-01, the number in which the calendar counts. */
export const dayNumber = (date: LocalDate): number => Date.parse(date) / DAY_MS;

export const dateOfDayNumber = (day: number): LocalDate =>
  new Date(day * DAY_MS).toISOString().slice(0, 10) as LocalDate;

/** The day number in Asia/Shanghai at an instant. */
export const dayNumberAt = (instant: Date): number => Math.floor((instant.getTime() + OFFSET_MS) / DAY_MS);

/** The date that a clock on the wall in Asia/Shanghai shows at an instant. */
export const localDateAt = (instant: Date): LocalDate => dateOfDayNumber(dayNumberAt(instant));

/** 00:00 of a day number in Asia/Shanghai. */
export const startOfDayNumber = (day: number): Date => new Date(day * DAY_MS - OFFSET_MS);

/** The last millisecond of a day number in Asia/Shanghai (24:00 less 1 ms). */
export const endOfDayNumber = (day: number): Date => new Date((day + 1) * DAY_MS - OFFSET_MS - 1);

export const startOfDate = (date: LocalDate): Date => startOfDayNumber(dayNumber(date));
export const endOfDate = (date: LocalDate): Date => endOfDayNumber(dayNumber(date));

export const addDays = (date: LocalDate, days: number): LocalDate => dateOfDayNumber(dayNumber(date) + days);

/** 0 is Sunday. Day 0 of the era, 1970-01-01, was a Thursday. */
export const weekdayOfDayNumber = (day: number): number => (((day + 4) % 7) + 7) % 7;
