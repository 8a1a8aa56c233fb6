import { err, ok, type Result } from '../../kernel/result.ts';
import type { Sql } from '../database/connect.ts';
import { type AttemptCount, countAttempt, type DelayRule, secondsToWait } from './attempt-delay.ts';

/** What is being counted, and by which rule. */
export interface Counted {
  readonly subject: string;
  readonly rule: DelayRule;
}

/** An attempt that was let through and is counted as failed until it is taken back. */
export interface Attempt {
  readonly counted: readonly { readonly subject: string; readonly blockedUntil: Date }[];
}

/**
 * Counts an attempt before its secret is looked at, so a hundred guesses at once are a hundred failures.
 * Refused with the seconds to wait when any subject is waiting; a refused attempt counts for nothing.
 */
export async function beginAttempt(
  sql: Sql,
  counted: readonly Counted[],
  now: Date,
): Promise<Result<Attempt, number>> {
  // One order for everybody, or two attempts that share subjects could wait for each other.
  const ordered = [...counted].sort((a, b) => (a.subject < b.subject ? -1 : 1));
  return sql.begin(async (tx) => {
    const subjects = ordered.map(({ subject }) => subject);
    await tx`
      insert into platform.sign_in_attempt (subject, failures, last_at, blocked_until)
      select subject, 0, ${now}, ${now} from unnest(${subjects}::text[]) as subject order by subject collate "C"
      on conflict (subject) do nothing`;
    const rows = await tx<({ subject: string } & AttemptCount)[]>`
      select subject, failures, last_at, blocked_until from platform.sign_in_attempt
      where subject = any(${subjects}::text[]) order by subject collate "C" for update`;
    const counts = new Map(rows.map((row) => [row.subject, row]));
    const wait = Math.max(0, ...rows.map((row) => secondsToWait(row, now)));
    if (wait > 0) return err(wait);
    const next = ordered.map(({ subject, rule }) => ({
      subject,
      ...countAttempt(counts.get(subject) ?? null, rule, now),
    }));
    for (const count of next) {
      await tx`
        update platform.sign_in_attempt
        set failures = ${count.failures}, last_at = ${now}, blocked_until = ${count.blockedUntil}
        where subject = ${count.subject}`;
    }
    return ok({ counted: next });
  });
}

/** Takes the attempt back: it was not a guess. Failures of others in the meantime stay. */
export async function takeBackAttempt(sql: Sql, attempt: Attempt, now: Date): Promise<void> {
  for (const { subject, blockedUntil } of attempt.counted) {
    await sql`
      update platform.sign_in_attempt
      set failures = greatest(failures - 1, 0),
          blocked_until = case when blocked_until = ${blockedUntil} then ${now} else blocked_until end
      where subject = ${subject}`;
  }
}

/** After a complete sign-in these subjects start anew. */
export async function forgetFailures(sql: Sql, subjects: readonly string[]): Promise<void> {
  await sql`delete from platform.sign_in_attempt where subject = any(${[...subjects]}::text[])`;
}
