import type { Calendar } from '../calendar/calendar.ts';
import { dayNumberAt, endOfDayNumber } from '../calendar/local-date.ts';
import {
  addWorkDaysToNumber,
  type CoverageFault,
  type Reckoned,
  type Reckoning,
  workDayOnOrAfter,
  workDaysBetweenNumbers,
} from '../calendar/work-days.ts';
import { ok, type Result } from '../result.ts';
import type { Extension, Limit, PauseInterval, PauseReason } from './limit.ts';
import { type Stretch, stoppedDays, stoppedTime } from './stopped-time.ts';

/** When something is due, and what that rests on. */
export interface Deadline {
  /** The last moment that is in time; null while an open pause keeps it unknown. */
  readonly dueAt: Date | null;
  /** The date first told: the limit alone, with neither pauses nor extensions. */
  readonly originalDueAt: Date;
  /** With lawful pauses but no extension, the due date of 原期限按期率; null as for `dueAt`. */
  readonly dueWithoutExtensionAt: Date | null;
  /** Why time stands still, while an open pause holds it. */
  readonly pausedBy: PauseReason | null;
  readonly calendarVersion: string;
  /** Rests on a year not yet officially arranged. */
  readonly provisional: boolean;
}

/** A due moment in milliseconds, or the reason of the open pause that holds it. */
type Due = { readonly at: number } | { readonly pausedBy: PauseReason };

/** How one unit is counted. Positions are day numbers for days and milliseconds for hours. */
interface Counting {
  readonly start: number;
  readonly add: (position: number, amount: number) => Reckoning<number>;
  readonly between: (from: number, to: number) => Reckoning<number>;
  readonly stopped: readonly Stretch[];
  /** The same stretches in milliseconds, where a due moment must not fall; none for hours. */
  readonly closed: readonly Stretch[];
  readonly dayOnOrAfter: (day: number) => Reckoning<number>;
  readonly moment: (position: number) => number;
  readonly provisional: boolean;
}

const HOUR_MS = 3_600_000;
const certain = (value: number): Reckoning<number> => ok({ value, provisional: false });
const endOfDay = (day: number): number => endOfDayNumber(day).getTime();

/** The last day in time before each stretch of whole stopped days, and the last stopped one. */
const stoppedBetweenDays = (pauses: readonly PauseInterval[]): readonly Stretch[] =>
  stoppedDays(pauses).map((stretch) => ({ ...stretch, from: stretch.from - 1, to: stretch.to - 1 }));

function workDayCounting(
  start: Date,
  calendar: Calendar,
  pauses: readonly PauseInterval[],
): Result<Counting, CoverageFault> {
  const received = workDayOnOrAfter(calendar, dayNumberAt(start));
  if (!received.ok) return received;
  return ok({
    start: received.value.value,
    add: (day, amount) => addWorkDaysToNumber(calendar, day, amount),
    between: (from, to) => workDaysBetweenNumbers(calendar, from, to),
    stopped: stoppedBetweenDays(pauses),
    closed: stoppedTime(pauses),
    dayOnOrAfter: (day) => workDayOnOrAfter(calendar, day),
    moment: endOfDay,
    provisional: received.value.provisional,
  });
}

const calendarDayCounting = (start: Date, pauses: readonly PauseInterval[]): Counting => ({
  start: dayNumberAt(start),
  add: (day, amount) => certain(day + amount),
  between: (from, to) => certain(to - from),
  stopped: stoppedBetweenDays(pauses),
  closed: stoppedTime(pauses),
  dayOnOrAfter: certain,
  moment: endOfDay,
  provisional: false,
});

const hourCounting = (start: Date, pauses: readonly PauseInterval[]): Counting => ({
  start: start.getTime(),
  add: (time, amount) => certain(time + amount * HOUR_MS),
  between: (from, to) => certain((to - from) / HOUR_MS),
  stopped: stoppedTime(pauses),
  closed: [],
  dayOnOrAfter: certain,
  moment: (time) => time,
  provisional: false,
});

function countingOf(
  start: Date,
  limit: Limit,
  calendar: Calendar,
  pauses: readonly PauseInterval[],
): Result<Counting, CoverageFault> {
  if (limit.unit === 'work-days') return workDayCounting(start, calendar, pauses);
  return ok(limit.unit === 'hours' ? hourCounting(start, pauses) : calendarDayCounting(start, pauses));
}

/** Counts `amount` units from the start, stepping over stopped time; stops at an open pause. */
function dueAfter(counting: Counting, amount: number): Result<Reckoned<Due>, CoverageFault> {
  let position = counting.start;
  let left = amount;
  let provisional = counting.provisional;
  for (const pause of counting.stopped) {
    if (pause.to <= position) continue;
    const unpaused = counting.between(position, Math.max(position, pause.from));
    // A pause that starts beyond the calendar cannot move a date within it.
    if (!unpaused.ok || left <= unpaused.value.value) break;
    left -= unpaused.value.value;
    provisional ||= unpaused.value.provisional;
    if (pause.to === Number.POSITIVE_INFINITY) return ok({ value: { pausedBy: pause.reason }, provisional });
    position = pause.to;
  }
  const due = counting.add(position, left);
  if (!due.ok) return due;
  return clearOfPauses(counting, counting.moment(due.value.value), provisional || due.value.provisional);
}

/** Nothing is due during a pause that began in time: the day on which the pause ends is the last one then. */
function clearOfPauses(
  counting: Counting,
  at: number,
  provisional: boolean,
): Result<Reckoned<Due>, CoverageFault> {
  const pause = counting.closed.find(({ from, to }) => from <= at && at < to);
  if (!pause) return ok({ value: { at }, provisional });
  if (pause.to === Number.POSITIVE_INFINITY) return ok({ value: { pausedBy: pause.reason }, provisional });
  const day = counting.dayOnOrAfter(dayNumberAt(new Date(pause.to)));
  if (!day.ok) return day;
  return clearOfPauses(counting, counting.moment(day.value.value), provisional || day.value.provisional);
}

function checkAmounts(limit: Limit, extensions: readonly Extension[]): void {
  for (const { amount } of [limit, ...extensions]) {
    const whole = limit.unit === 'hours' ? Number.isFinite(amount) : Number.isInteger(amount);
    if (!whole || amount < 0) throw new RangeError(`${amount} ${limit.unit} is not a limit`);
  }
}

const momentOf = (due: Due): Date | null => ('at' in due ? new Date(due.at) : null);

/**
 * When something received at `start` is due.
 *
 * The day of receipt is day 0; what comes in on a rest day counts as received on the next working
 * day; due is the end of the nth working day, 23:59:59.999 in Asia/Shanghai (our assumption: the end
 * of the day rather than of office hours). Calendar days run over rest days and may end on one
 * (our assumption: the rule of 民法典 art. 203, which moves the end to the next working day, is for
 * private time limits). Hours are plain elapsed hours. A pause pushes the date by the whole days it
 * covers, hours by its length; nothing is due while a pause runs that began in time; pauses after the
 * due moment change nothing. Extensions are counted on.
 *
 * @returns `outside-calendar-coverage` when working days run past the table; never a guess
 * @throws RangeError for negative or broken amounts, and pauses that end before they start: bugs
 * @source 行政许可法 art. 44-45; docs/sources.md
 */
export function deadline(
  start: Date,
  limit: Limit,
  calendar: Calendar,
  pauses: readonly PauseInterval[] = [],
  extensions: readonly Extension[] = [],
): Result<Deadline, CoverageFault> {
  checkAmounts(limit, extensions);
  const extended = extensions.reduce((sum, { amount }) => sum + amount, limit.amount);
  const counting = countingOf(start, limit, calendar, pauses);
  if (!counting.ok) return counting;
  const original = dueAfter({ ...counting.value, stopped: [], closed: [] }, limit.amount);
  if (!original.ok) return original;
  const unextended = dueAfter(counting.value, limit.amount);
  if (!unextended.ok) return unextended;
  const due = dueAfter(counting.value, extended);
  if (!due.ok) return due;
  return ok({
    dueAt: momentOf(due.value.value),
    originalDueAt: momentOf(original.value.value)!,
    dueWithoutExtensionAt: momentOf(unextended.value.value),
    pausedBy: 'pausedBy' in due.value.value ? due.value.value.pausedBy : null,
    calendarVersion: calendar.version,
    provisional: [original, unextended, due].some(({ value }) => value.provisional),
  });
}
