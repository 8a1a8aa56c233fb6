const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 15 * 60_000;

/** Pause before the next attempt, in milliseconds: 0 when there was none, then 2 s, 4 s, 8 s … up to 15 minutes. */
export function pauseAfter(attempts: number): number {
  return attempts === 0 ? 0 : Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS);
}
