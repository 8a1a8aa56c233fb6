import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCalendar, defaultCalendar, localDateAt, stateCouncilData } from '../calendar/index.ts';
import {
  clockState,
  deadline,
  type Extension,
  isPauseReason,
  type Limit,
  type PauseInterval,
  pauseReasons,
  recompute,
  workDaysLeft,
} from './index.ts';

/** A moment in Asia/Shanghai. */
const at = (written: string): Date => new Date(`${written.replace(' ', 'T')}:00+08:00`);

const workDays = (amount: number): Limit => ({ amount, unit: 'work-days', basis: '承诺' });
const calendarDays = (amount: number): Limit => ({ amount, unit: 'calendar-days', basis: '信访工作条例' });
const hours = (amount: number): Limit => ({ amount, unit: 'hours', basis: '派单时限' });
const pause = (from: string, to: string | null): PauseInterval => ({
  from: at(from),
  to: to === null ? null : at(to),
  reason: 'supplement',
});
const granted = (amount: number): Extension => ({ amount, basis: '中心批准' });

function due(start: string, limit: Limit, pauses: PauseInterval[] = [], extensions: Extension[] = []) {
  const found = deadline(at(start), limit, defaultCalendar, pauses, extensions);
  if (!found.ok) throw new Error(found.error.code);
  return found.value;
}

const dueDate = (...asked: Parameters<typeof due>) => {
  const { dueAt } = due(...asked);
  return dueAt && localDateAt(dueAt);
};

describe('when it is due', () => {
  it.each([
    ['2025-03-10 09:00', workDays(5), '2025-03-17', 'five working days over one weekend'],
    ['2025-03-10 00:00', workDays(5), '2025-03-17', 'the first moment of the day makes no difference'],
    ['2025-03-10 23:59', workDays(5), '2025-03-17', 'nor does the last'],
    ['2025-01-27 10:00', workDays(5), '2025-02-10', 'over the Spring Festival, with its worked Saturday'],
    ['2025-01-29 10:00', workDays(1), '2025-02-06', 'received in the holiday counts as received on the 5th'],
    ['2025-03-08 10:00', workDays(1), '2025-03-11', 'received on Saturday counts as received on Monday'],
    ['2025-02-08 10:00', workDays(1), '2025-02-10', 'received on a worked Saturday counts at once'],
    ['2025-03-10 10:00', workDays(0), '2025-03-10', 'at once means today'],
    ['2025-09-20 10:00', calendarDays(15), '2025-10-05', 'calendar days run over National Day'],
  ])('received %s with %o: due %s (%s)', (start, limit, expected) => {
    expect(dueDate(start, limit)).toBe(expected);
  });

  it('is the last millisecond of that day in Asia/Shanghai', () => {
    expect(due('2025-03-10 09:00', workDays(5)).dueAt).toEqual(new Date('2025-03-17T15:59:59.999Z'));
  });

  it('hours are plain hours, by night and on Sundays too', () => {
    expect(due('2025-03-09 23:30', hours(2)).dueAt).toEqual(at('2025-03-10 01:30'));
  });

  it('is not guessed beyond the calendar', () => {
    const found = deadline(at('2027-12-30 09:00'), workDays(5), defaultCalendar);
    expect(found.ok ? null : found.error.code).toBe('outside-calendar-coverage');
    expect(deadline(at('2009-06-01 09:00'), workDays(1), defaultCalendar).ok).toBe(false);
    expect(dueDate('2027-12-30 09:00', calendarDays(5))).toBe('2028-01-04');
  });

  it('says when it rests on a year that is not yet arranged', () => {
    expect(due('2026-12-28 09:00', workDays(3)).provisional).toBe(false);
    expect(due('2026-12-28 09:00', workDays(4)).provisional).toBe(true);
    expect(due('2026-12-28 09:00', calendarDays(10)).provisional).toBe(false);
  });

  it('names the calendar that it rests on', () => {
    expect(due('2025-03-10 09:00', workDays(5)).calendarVersion).toBe(stateCouncilData.version);
  });

  it.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('a limit of %d days is a bug', (amount) => {
    expect(() => due('2025-03-10 09:00', workDays(amount))).toThrow(RangeError);
  });
});

describe('lawful pauses', () => {
  it.each([
    ['2025-03-11 10:00', '2025-03-13 15:00', '2025-03-18', 'one whole working day'],
    ['2025-03-11 10:00', '2025-03-11 15:00', '2025-03-17', 'a few hours of one day push nothing'],
    ['2025-03-14 10:00', '2025-03-17 09:00', '2025-03-17', 'a weekend has no working day to push'],
    ['2025-03-12 00:00', '2025-03-14 00:00', '2025-03-19', 'midnight to midnight is two whole days'],
    [
      '2025-03-17 10:00',
      '2025-03-20 15:00',
      '2025-03-20',
      'from the due day: due when the pause ends, never within it',
    ],
    ['2025-03-17 10:00', '2025-03-22 15:00', '2025-03-24', 'and on a working day'],
    ['2025-03-18 00:00', '2025-03-28 00:00', '2025-03-17', 'after the due day it is too late to pause'],
    ['2025-03-01 00:00', '2025-03-10 08:00', '2025-03-17', 'before the receipt there is nothing to pause'],
    ['2025-03-08 00:00', '2025-03-13 00:00', '2025-03-19', 'only the days after the receipt count'],
  ])('from %s to %s: due %s (%s)', (from, to, expected) => {
    expect(dueDate('2025-03-10 09:00', workDays(5), [pause(from, to)])).toBe(expected);
  });

  it('the same day paused for two reasons counts once', () => {
    const twice = [
      pause('2025-03-11 10:00', '2025-03-13 15:00'),
      pause('2025-03-11 12:00', '2025-03-13 16:00'),
    ];
    expect(dueDate('2025-03-10 09:00', workDays(5), twice)).toBe('2025-03-18');
  });

  it('a pause that goes on leaves no due date, and says why', () => {
    const open = due('2025-03-10 09:00', workDays(5), [pause('2025-03-11 10:00', null)]);
    expect(open).toMatchObject({ dueAt: null, dueWithoutExtensionAt: null, pausedBy: 'supplement' });
    expect(localDateAt(open.originalDueAt)).toBe('2025-03-17');
  });

  it('an open pause of the due day holds it too; one that starts after it does not save a late case', () => {
    expect(due('2025-03-10 09:00', workDays(5), [pause('2025-03-17 16:00', null)]).dueAt).toBeNull();
    expect(dueDate('2025-03-10 09:00', workDays(5), [pause('2025-03-18 09:00', null)])).toBe('2025-03-17');
  });

  it('hours stop and go on to the minute', () => {
    const stopped = [pause('2025-03-10 10:00', '2025-03-10 10:45')];
    expect(due('2025-03-10 09:00', hours(2), stopped).dueAt).toEqual(at('2025-03-10 11:45'));
  });

  it('calendar days are pushed by whole calendar days, Sundays too', () => {
    expect(
      dueDate('2025-03-10 09:00', calendarDays(15), [pause('2025-03-14 10:00', '2025-03-17 10:00')]),
    ).toBe('2025-03-27');
  });

  it('a pause that ends before it starts is a bug', () => {
    expect(() =>
      due('2025-03-10 09:00', workDays(5), [pause('2025-03-12 10:00', '2025-03-11 10:00')]),
    ).toThrow(RangeError);
  });

  it('each reason names its article, and there is no other', () => {
    for (const { basis } of Object.values(pauseReasons)) expect(basis).toMatch(/第.+条/);
    expect(isPauseReason('hearing')).toBe(true);
    expect(isPauseReason('waiting-for-another-office')).toBe(false);
    expect(isPauseReason('toString')).toBe(false);
  });
});

describe('extensions', () => {
  it('add working days and leave the earlier dates readable', () => {
    const found = due(
      '2025-03-10 09:00',
      workDays(20),
      [pause('2025-03-11 10:00', '2025-03-13 15:00')],
      [granted(10)],
    );
    expect(localDateAt(found.originalDueAt)).toBe('2025-04-08');
    expect(localDateAt(found.dueWithoutExtensionAt!)).toBe('2025-04-09');
    expect(localDateAt(found.dueAt!)).toBe('2025-04-23');
  });

  it('sixty calendar days and thirty more are ninety', () => {
    expect(dueDate('2025-03-10 09:00', calendarDays(60), [], [granted(30)])).toBe(
      dueDate('2025-03-10 09:00', calendarDays(90)),
    );
  });
});

describe('for every start, limit and pause', () => {
  const starts = fc.date({ min: at('2010-01-01 00:00'), max: at('2026-06-30 00:00'), noInvalidDate: true });
  const limits = fc.oneof(
    fc.nat(60).map(workDays),
    fc.nat(60).map(calendarDays),
    fc.nat(48).map((amount) => hours(amount)),
  );
  const pauses = (start: Date) =>
    fc.array(
      fc.tuple(fc.integer({ min: -5_000, max: 60_000 }), fc.nat(20_000)).map(([offset, length]) => ({
        from: new Date(start.getTime() + offset * 60_000),
        to: new Date(start.getTime() + (offset + length) * 60_000),
        reason: 'hearing' as const,
      })),
      { maxLength: 4 },
    );
  const cases = starts.chain((start) => fc.tuple(fc.constant(start), limits, pauses(start), fc.nat(20)));
  const dueOf = (start: Date, limit: Limit, stopped: PauseInterval[], extensions: Extension[] = []) => {
    const found = deadline(start, limit, defaultCalendar, stopped, extensions);
    return found.ok ? found.value.dueAt! : null;
  };

  it('a pause never shortens, nor does an extension', () => {
    fc.assert(
      fc.property(cases, ([start, limit, stopped, more]) => {
        const plain = dueOf(start, limit, []);
        const paused = dueOf(start, limit, stopped);
        const both = dueOf(start, limit, stopped, [granted(more)]);
        if (plain && paused) expect(paused.getTime()).toBeGreaterThanOrEqual(plain.getTime());
        if (paused && both) expect(both.getTime()).toBeGreaterThanOrEqual(paused.getTime());
      }),
      { numRuns: 500 },
    );
  });

  it('one pause more never makes it earlier, and the order of pauses does not matter', () => {
    fc.assert(
      fc.property(cases, ([start, limit, stopped]) => {
        const all = dueOf(start, limit, stopped);
        const fewer = dueOf(start, limit, stopped.slice(1));
        if (all && fewer) expect(all.getTime()).toBeGreaterThanOrEqual(fewer.getTime());
        expect(dueOf(start, limit, stopped.toReversed())).toEqual(all);
      }),
      { numRuns: 500 },
    );
  });

  it('nothing is due while a pause is on', () => {
    fc.assert(
      fc.property(cases, ([start, limit, stopped]) => {
        const found = dueOf(start, limit, stopped);
        if (!found || limit.unit === 'hours') return;
        expect(stopped.some(({ from, to }) => from <= found && found < to)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('on the day of receipt, n working days are left', () => {
    fc.assert(
      fc.property(starts, fc.nat(60), (start, amount) => {
        const found = dueOf(start, workDays(amount), []);
        const received = dueOf(start, workDays(0), []);
        if (!found || !received) return;
        expect(workDaysLeft(received, found, defaultCalendar)).toMatchObject({
          ok: true,
          value: { value: amount },
        });
      }),
    );
  });
});

describe('how the clock stands', () => {
  const friday = due('2025-03-10 09:00', workDays(4));

  it.each([
    ['2025-03-10 09:00', 'running', 4],
    ['2025-03-13 23:59', 'running', 1],
    ['2025-03-14 00:00', 'due-today', 0],
    ['2025-03-14 23:59', 'due-today', 0],
    ['2025-03-15 00:00', 'late', 0],
    ['2025-03-17 09:00', 'late', -1],
  ] as const)('on %s it is %s with %i working days left', (now, state, left) => {
    expect(clockState(at(now), friday)).toBe(state);
    expect(workDaysLeft(at(now), friday.dueAt!, defaultCalendar)).toMatchObject({ value: { value: left } });
  });

  it('stands still during an open pause', () => {
    const held = due('2025-03-10 09:00', workDays(4), [pause('2025-03-11 10:00', null)]);
    expect(clockState(at('2025-12-01 09:00'), held)).toBe('paused');
  });

  it('is unknown, not fine, when the date could not be worked out', () => {
    expect(clockState(at('2025-03-10 09:00'), null)).toBe('unknown');
    expect(clockState(at('2025-03-10 09:00'), { dueAt: null, pausedBy: null })).toBe('unknown');
    expect(workDaysLeft(at('2031-01-01 09:00'), friday.dueAt!, defaultCalendar).ok).toBe(false);
  });
});

describe('a calendar is replaced', () => {
  const facts = { start: at('2027-01-28 09:00'), limit: workDays(5), pauses: [], extensions: [] };
  const before = deadline(facts.start, facts.limit, defaultCalendar);
  const stored = before.ok ? before.value : { dueAt: null, calendarVersion: '' };
  const arranged = buildCalendar({
    version: 'state-council-2027.2',
    years: stateCouncilData.years.map((entry) =>
      entry.year === 2027
        ? {
            ...entry,
            status: 'official',
            holidays: [{ name: { zh: '春节', en: 'Spring Festival' }, from: '2027-02-03', to: '2027-02-09' }],
            workDays: ['2027-02-20'],
          }
        : entry,
    ),
  });

  it('gives the old and the new date and a reason for the audit log', () => {
    if (!arranged.ok) throw new Error('the arranged calendar is faulty');
    const found = recompute(stored, facts, arranged.value);
    if (!found.ok) throw new Error(found.error.code);
    expect(found.value).toMatchObject({
      changed: true,
      oldDueAt: stored.dueAt,
      oldCalendarVersion: stateCouncilData.version,
    });
    expect(found.value.deadline.provisional).toBe(false);
    expect(found.value.reason.zh).toBe(
      '工作日历由 state-council-2010-2027.1 换为 state-council-2027.2，到期日由 2027-02-04 改为 2027-02-11',
    );
  });

  it('says so when nothing changes', () => {
    const found = recompute(stored, facts, defaultCalendar);
    expect(found.ok && found.value.changed).toBe(false);
    expect(found.ok && found.value.reason.en).toContain('still due 2027-02-04');
  });

  it('is a fault when the new calendar no longer reaches that far', () => {
    const short = buildCalendar({
      version: 'short',
      years: stateCouncilData.years.filter(({ year }) => year < 2027),
    });
    expect(short.ok && recompute(stored, facts, short.value).ok).toBe(false);
  });
});
