import { type Bilingual, both } from '../bilingual.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { dayNumberAt } from '../calendar/local-date.ts';
import { type Reckoning, workDaysBetweenNumbers } from '../calendar/work-days.ts';
import type { Deadline } from './deadline.ts';

export type ClockState = 'running' | 'paused' | 'due-today' | 'late' | 'unknown';

export const clockStateNames: Readonly<Record<ClockState, Bilingual>> = {
  running: both('办理中', 'in time'),
  paused: both('已暂停计时', 'clock stopped'),
  'due-today': both('今天到期', 'due today'),
  late: both('已超期', 'late'),
  unknown: both('期限待定', 'due date unknown'),
};

/**
 * Working days from today to the due day: 0 on the due day, negative when late. On rest days right
 * after the due day it is still 0, as no working day has been lost; `clockState` says late already.
 */
export function workDaysLeft(now: Date, dueAt: Date, calendar: Calendar): Reckoning<number> {
  return workDaysBetweenNumbers(calendar, dayNumberAt(now), dayNumberAt(dueAt));
}

/**
 * How the clock stands. Null for a deadline that could not be worked out, such as one outside the
 * calendar: that is `unknown`, and a person must look, never "in time".
 */
export function clockState(now: Date, due: Pick<Deadline, 'dueAt' | 'pausedBy'> | null): ClockState {
  if (due?.pausedBy) return 'paused';
  if (!due?.dueAt) return 'unknown';
  if (now > due.dueAt) return 'late';
  return dayNumberAt(now) === dayNumberAt(due.dueAt) ? 'due-today' : 'running';
}
