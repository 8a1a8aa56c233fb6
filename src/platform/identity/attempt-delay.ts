/**
 * How failures slow down the next attempt. The delay grows and is capped, so nobody can lock
 * another person out for good: waiting always ends.
 */
export interface DelayRule {
  /** Failures that cost nothing. */
  readonly freeFailures: number;
  /** The wait after the first failure that costs something; it doubles with each further one. */
  readonly firstDelaySeconds: number;
  readonly longestDelaySeconds: number;
  /** After this long without an attempt the count starts anew. */
  readonly forgetAfterSeconds: number;
}

/**
 * All figures are our assumption. Guessing one account from one address is slowed hardest; an account under
 * attack from many addresses waits at most a minute; an address may be a whole office behind one router.
 */
export const DELAY_RULES = {
  accountFromNetwork: {
    freeFailures: 4,
    firstDelaySeconds: 5,
    longestDelaySeconds: 900,
    forgetAfterSeconds: 3600,
  },
  account: { freeFailures: 9, firstDelaySeconds: 2, longestDelaySeconds: 60, forgetAfterSeconds: 3600 },
  network: { freeFailures: 49, firstDelaySeconds: 5, longestDelaySeconds: 900, forgetAfterSeconds: 3600 },
  codeToPhone: { freeFailures: 0, firstDelaySeconds: 60, longestDelaySeconds: 600, forgetAfterSeconds: 3600 },
  codesFromNetwork: {
    freeFailures: 19,
    firstDelaySeconds: 60,
    longestDelaySeconds: 3600,
    forgetAfterSeconds: 3600,
  },
} as const satisfies Record<string, DelayRule>;

export interface AttemptCount {
  readonly failures: number;
  readonly lastAt: Date;
  readonly blockedUntil: Date;
}

/** Seconds until the next attempt is heard; 0 when it may be made now. */
export function secondsToWait(count: AttemptCount | null, now: Date): number {
  if (count === null) return 0;
  return Math.max(0, Math.ceil((count.blockedUntil.getTime() - now.getTime()) / 1000));
}

/** The count after one more attempt, taken as failed until it has succeeded. */
export function countAttempt(count: AttemptCount | null, rule: DelayRule, now: Date): AttemptCount {
  const remembered = count !== null && secondsSince(count.lastAt, now) < rule.forgetAfterSeconds;
  const failures = (remembered ? count.failures : 0) + 1;
  return {
    failures,
    lastAt: now,
    blockedUntil: new Date(now.getTime() + delaySeconds(failures, rule) * 1000),
  };
}

function delaySeconds(failures: number, rule: DelayRule): number {
  const costly = failures - rule.freeFailures;
  if (costly <= 0) return 0;
  return Math.min(rule.longestDelaySeconds, rule.firstDelaySeconds * 2 ** Math.min(costly - 1, 30));
}

const secondsSince = (instant: Date, now: Date) => (now.getTime() - instant.getTime()) / 1000;
