import { type Bilingual, both } from '../bilingual.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { localDateAt } from '../calendar/local-date.ts';
import type { CoverageFault } from '../calendar/work-days.ts';
import { ok, type Result } from '../result.ts';
import { type Deadline, deadline } from './deadline.ts';
import type { Extension, Limit, PauseInterval } from './limit.ts';

/** Everything that a deadline was worked out from, as stored. */
export interface DeadlineFacts {
  readonly start: Date;
  readonly limit: Limit;
  readonly pauses: readonly PauseInterval[];
  readonly extensions: readonly Extension[];
}

/** What the audit log keeps when a calendar is replaced. */
export interface Recomputed {
  readonly changed: boolean;
  readonly oldDueAt: Date | null;
  readonly newDueAt: Date | null;
  readonly oldCalendarVersion: string;
  readonly deadline: Deadline;
  readonly reason: Bilingual;
}

const dayOf = (due: Date | null): Bilingual => {
  if (!due) return both('待定', 'unknown');
  const date = localDateAt(due);
  return both(date, date);
};

function reasonFor(
  before: Date | null,
  after: Date | null,
  oldVersion: string,
  newVersion: string,
): Bilingual {
  const [was, is] = [dayOf(before), dayOf(after)];
  if (before?.getTime() === after?.getTime()) {
    return both(
      `工作日历由 ${oldVersion} 换为 ${newVersion}，到期日仍是 ${is.zh}`,
      `Calendar ${oldVersion} was replaced by ${newVersion}; still due ${is.en}`,
    );
  }
  return both(
    `工作日历由 ${oldVersion} 换为 ${newVersion}，到期日由 ${was.zh} 改为 ${is.zh}`,
    `Calendar ${oldVersion} was replaced by ${newVersion}; the due date moves from ${was.en} to ${is.en}`,
  );
}

/**
 * A stored deadline worked out again with another calendar. `stored.dueAt` is null when it was paused
 * or could not be known; a fault means that it cannot be known with the new calendar either, and the
 * old date must not be kept as if it were sure.
 */
export function recompute(
  stored: { readonly dueAt: Date | null; readonly calendarVersion: string },
  facts: DeadlineFacts,
  calendar: Calendar,
): Result<Recomputed, CoverageFault> {
  const found = deadline(facts.start, facts.limit, calendar, facts.pauses, facts.extensions);
  if (!found.ok) return found;
  const { dueAt } = found.value;
  return ok({
    changed: stored.dueAt?.getTime() !== dueAt?.getTime(),
    oldDueAt: stored.dueAt,
    newDueAt: dueAt,
    oldCalendarVersion: stored.calendarVersion,
    deadline: found.value,
    reason: reasonFor(stored.dueAt, dueAt, stored.calendarVersion, calendar.version),
  });
}
