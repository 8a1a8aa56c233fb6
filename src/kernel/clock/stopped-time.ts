import { dayNumberAt, startOfDayNumber } from '../calendar/local-date.ts';
import type { PauseInterval, PauseReason } from './limit.ts';

/** A stretch without overlap; `to` is Infinity while it goes on. In milliseconds or in day numbers. */
export interface Stretch {
  readonly from: number;
  /** Not included. */
  readonly to: number;
  readonly reason: PauseReason;
}

const asStretch = ({ from, to, reason }: PauseInterval): Stretch => {
  const end = to?.getTime() ?? Number.POSITIVE_INFINITY;
  if (!(end >= from.getTime())) throw new RangeError('A pause cannot end before it starts');
  return { from: from.getTime(), to: end, reason };
};

/** Overlapping and touching pauses made one, so that no moment is counted twice. Earliest first. */
export function stoppedTime(pauses: readonly PauseInterval[]): readonly Stretch[] {
  const joined: Stretch[] = [];
  for (const next of pauses.map(asStretch).sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && next.from <= last.to) {
      if (next.to > last.to) joined[joined.length - 1] = { ...last, to: next.to, reason: next.reason };
    } else joined.push(next);
  }
  return joined;
}

const firstWholeDay = (time: number): number => {
  const day = dayNumberAt(new Date(time));
  return startOfDayNumber(day).getTime() === time ? day : day + 1;
};

/**
 * The whole days, midnight to midnight in Asia/Shanghai, that lie inside the pauses. A day on which an
 * office had even an hour counts: that is the reading least favourable to the office (our assumption).
 */
export function stoppedDays(pauses: readonly PauseInterval[]): readonly Stretch[] {
  return stoppedTime(pauses)
    .map(({ from, to, reason }) => ({
      from: firstWholeDay(from),
      to: to === Number.POSITIVE_INFINITY ? to : dayNumberAt(new Date(to)),
      reason,
    }))
    .filter(({ from, to }) => from < to);
}
