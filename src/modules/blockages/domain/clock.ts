import { type Calendar, localDateAt, workDaysBetween } from '../../../kernel/calendar/index.ts';
import { type Deadline, deadline } from '../../../kernel/clock/index.ts';
import type { BlockageLimit, RecheckOutcome } from './kind.ts';
import type { State } from './states.ts';

const MINUTE_MS = 60_000;

/** Found again within so many days after it was cleared, it is the same blockage coming back. Our assumption. */
export const COMES_BACK_WITHIN_DAYS = 30;

export const cameBackInTime = (endedAt: Date, foundAt: Date): boolean =>
  foundAt.getTime() - endedAt.getTime() <= COMES_BACK_WITHIN_DAYS * 24 * 60 * MINUTE_MS;

/** When the owner must be done; null when the calendar does not reach so far. */
export function dueOf(
  openedAt: Date,
  limit: BlockageLimit,
  calendar: Calendar,
): Pick<Deadline, 'dueAt' | 'provisional' | 'calendarVersion'> {
  const due = deadline(openedAt, { amount: limit.workDays, unit: 'work-days', basis: limit.basis }, calendar);
  return due.ok ? due.value : { dueAt: null, provisional: false, calendarVersion: calendar.version };
}

/** Working days from one instant's day to another's; null outside the calendar. */
export function workDaysFrom(from: Date, to: Date, calendar: Calendar): number | null {
  const days = workDaysBetween(calendar, localDateAt(from), localDateAt(to));
  return days.ok ? days.value.value : null;
}

/** Working days late at which the second level is reached. Our assumption, as for requests. */
export const SECOND_LEVEL_WORK_DAYS = 5;

/** 0 in time or unknown · 1 late: owner and supervisors are told · 2 five working days late: the leader by name. */
export function lateLevel(dueAt: Date | null, now: Date, calendar: Calendar): 0 | 1 | 2 {
  if (dueAt === null || now <= dueAt) return 0;
  const days = workDaysFrom(dueAt, now, calendar);
  return days !== null && days >= SECOND_LEVEL_WORK_DAYS ? 2 : 1;
}

/** Pauses before trying again what could not be looked at, in minutes. */
const BACK_OFF = [5, 15, 60, 240] as const;

/**
 * When the machine looks next after this outcome. What could not be looked at is tried again soon, then less and
 * less often, but at least as often as the kind's ordinary interval.
 */
export function nextCheckAt(
  now: Date,
  outcome: RecheckOutcome,
  unknownInRow: number,
  everyMinutes: number,
): Date | null {
  if (outcome === 'cleared') return null;
  const backOff = BACK_OFF[Math.min(Math.max(unknownInRow, 1), BACK_OFF.length) - 1]!;
  const minutes = outcome === 'unknown' ? Math.min(backOff, everyMinutes) : everyMinutes;
  return new Date(now.getTime() + minutes * MINUTE_MS);
}

interface Looked {
  readonly state: State;
  readonly claimedAt: Date | null;
  readonly lastSeenAt: Date;
}

/**
 * What an outcome is worth once it arrives. A look that began before the thing was last seen blocked cannot clear it;
 * one that began before the owner's claim cannot refute the claim. Both count as `unknown`, and the machine looks again.
 */
export function weighOutcome(outcome: RecheckOutcome, startedAt: Date, blockage: Looked): RecheckOutcome {
  if (outcome === 'cleared' && startedAt < blockage.lastSeenAt) return 'unknown';
  const claim = blockage.state === 'claimed-fixed' ? blockage.claimedAt : null;
  if (outcome === 'still-blocked' && claim !== null && startedAt < claim) return 'unknown';
  return outcome;
}
