import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AttemptCount, countAttempt, DELAY_RULES, secondsToWait } from './attempt-delay.ts';

const START = new Date('2026-11-24T02:00:00Z');
const rules = fc.constantFrom(...Object.values(DELAY_RULES));

describe('waiting after failed attempts', () => {
  it('costs nothing while failures are free, and then doubles', () => {
    const rule = { freeFailures: 2, firstDelaySeconds: 5, longestDelaySeconds: 15, forgetAfterSeconds: 3600 };
    let count: AttemptCount | null = null;
    const waits = Array.from({ length: 6 }, () => {
      count = countAttempt(count, rule, START);
      return secondsToWait(count, START);
    });
    expect(waits).toEqual([0, 0, 5, 10, 15, 15]);
  });

  it('never locks anybody out for longer than the rule says, however many failures there were', () => {
    fc.assert(
      fc.property(rules, fc.nat(1_000_000), (rule, failures) => {
        const count = countAttempt({ failures, lastAt: START, blockedUntil: START }, rule, START);
        expect(secondsToWait(count, START)).toBeLessThanOrEqual(rule.longestDelaySeconds);
      }),
    );
  });

  it('is never shorter after one failure more', () => {
    fc.assert(
      fc.property(rules, fc.nat(200), (rule, failures) => {
        const waitAfter = (earlier: number) =>
          secondsToWait(
            countAttempt({ failures: earlier, lastAt: START, blockedUntil: START }, rule, START),
            START,
          );
        expect(waitAfter(failures + 1)).toBeGreaterThanOrEqual(waitAfter(failures));
      }),
    );
  });

  it('starts anew after a quiet hour', () => {
    const rule = DELAY_RULES.accountFromNetwork;
    const long = new Date(START.getTime() + rule.forgetAfterSeconds * 1000);
    const count = countAttempt({ failures: 40, lastAt: START, blockedUntil: START }, rule, long);
    expect(count.failures).toBe(1);
  });
});
