import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addWorkDays,
  buildCalendar,
  type CalendarData,
  dayKind,
  defaultCalendar,
  endOfDate,
  isWorkDay,
  type LocalDate,
  localDate,
  localDateAt,
  parseLocalDate,
  startOfDate,
  stateCouncilData,
  workDaysBetween,
} from './index.ts';
import { dateOfDayNumber, dayNumber } from './local-date.ts';

const kindOf = (date: string) => {
  const found = dayKind(defaultCalendar, localDate(date));
  return found.ok ? found.value.value.kind : found.error.code;
};

const dayAfter = (date: string, amount: number) => {
  const found = addWorkDays(defaultCalendar, localDate(date), amount);
  return found.ok ? found.value.value : found.error.code;
};

const between = (from: string, to: string) => {
  const found = workDaysBetween(defaultCalendar, localDate(from), localDate(to));
  return found.ok ? found.value.value : found.error.code;
};

describe('what kind of day it is', () => {
  it.each([
    ['2025-01-28', 'holiday', 'New Year’s Eve of the lunar year, off since 2025'],
    ['2025-02-04', 'holiday', 'last day of the Spring Festival of 2025'],
    ['2025-02-05', 'work-day', 'first day back'],
    ['2025-01-26', 'make-up-work-day', 'the Sunday worked for the Spring Festival'],
    ['2025-02-08', 'make-up-work-day', 'the Saturday worked for the Spring Festival'],
    ['2025-02-09', 'weekend', 'an ordinary Sunday'],
    ['2020-10-01', 'holiday', 'National Day and Mid-Autumn on one day'],
    ['2020-10-08', 'holiday', 'eighth day of that joint holiday'],
    ['2020-10-10', 'make-up-work-day', 'the Saturday worked for it'],
    ['2020-01-31', 'holiday', 'the Spring Festival was prolonged in 2020'],
    ['2020-02-01', 'holiday', 'so the Saturday that was to be worked was off'],
    ['2013-04-07', 'make-up-work-day', 'a Sunday that other tables have wrong'],
    ['2013-10-12', 'make-up-work-day', 'a Saturday that other tables have wrong'],
    ['2015-09-03', 'holiday', 'the day off that was given once, by its own notice'],
    ['2015-09-06', 'make-up-work-day', 'and the Sunday worked for it'],
    ['2019-05-02', 'holiday', 'Labour Day as amended in March 2019'],
    ['2018-12-29', 'make-up-work-day', 'arranged by the notice for 2019'],
    ['2018-12-31', 'holiday', 'arranged by the notice for 2019'],
    ['2011-12-31', 'make-up-work-day', 'arranged by the notice for 2012'],
    ['2026-02-23', 'holiday', 'ninth day of the Spring Festival of 2026'],
    ['2026-11-24', 'work-day', 'an ordinary Tuesday'],
    ['2009-12-31', 'outside-calendar-coverage', 'before the table'],
    ['2028-01-01', 'outside-calendar-coverage', 'after the table'],
  ])('%s is %s: %s', (date, kind) => {
    expect(kindOf(date)).toBe(kind);
  });

  it('a holiday carries its name in both languages', () => {
    const found = dayKind(defaultCalendar, localDate('2020-10-01'));
    expect(found.ok && found.value.value.holiday).toEqual({
      zh: '国庆节、中秋节',
      en: 'National Day and Mid-Autumn Festival',
    });
  });

  it.each([
    [2010, 250],
    [2013, 250],
    [2017, 249],
    [2020, 249],
    [2021, 250],
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('%i had %i working days', (year, expected) => {
    let count = 0;
    for (
      let day = dayNumber(localDate(`${year}-01-01`));
      day <= dayNumber(localDate(`${year}-12-31`));
      day += 1
    ) {
      const found = isWorkDay(defaultCalendar, dateOfDayNumber(day));
      if (found.ok && found.value.value) count += 1;
    }
    expect(count).toBe(expected);
  });
});

describe('counting working days', () => {
  it.each([
    ['2025-01-24', 1, '2025-01-26', 'the Friday before the Spring Festival: Sunday is worked'],
    ['2025-01-27', 1, '2025-02-05', 'over the eight days of the Spring Festival'],
    ['2025-01-27', 5, '2025-02-10', 'the worked Saturday counts'],
    ['2020-09-30', 1, '2020-10-09', 'over the joint holiday of 2020'],
    ['2025-02-10', -1, '2025-02-08', 'the working day before a Monday may be a Saturday'],
    ['2025-02-01', 0, '2025-02-01', 'nothing added, nothing moved'],
    ['2027-12-31', 1, 'outside-calendar-coverage', 'beyond the table there is no answer'],
    ['2010-01-04', -1, 'outside-calendar-coverage', 'nor before it'],
  ])('%s and %i working days is %s: %s', (date, amount, expected) => {
    expect(dayAfter(date, amount)).toBe(expected);
  });

  it.each([
    ['2025-01-27', '2025-02-04', 0],
    ['2025-01-27', '2025-02-05', 1],
    ['2025-02-05', '2025-01-27', -1],
    ['2026-01-01', '2028-03-01', 'outside-calendar-coverage'],
  ])('from %s to %s are %s working days', (from, to, expected) => {
    expect(between(from, to)).toBe(expected);
  });

  it('says so whenever an answer touches the year that is not yet arranged', () => {
    const provisional = (from: string, amount: number) => {
      const found = addWorkDays(defaultCalendar, localDate(from), amount);
      return found.ok && found.value.provisional;
    };
    expect(provisional('2026-12-31', 0)).toBe(false);
    expect(provisional('2026-12-30', 1)).toBe(false);
    expect(provisional('2026-12-31', 1)).toBe(true);
    expect(provisional('2027-01-04', -1)).toBe(true);
  });

  it('explains in a sentence what is missing', () => {
    const found = addWorkDays(defaultCalendar, localDate('2027-12-31'), 1);
    expect(found.ok ? '' : found.error.message.zh).toContain('工作日历只有 2010-01-01 到 2027-12-31');
  });
});

const first = dayNumber(defaultCalendar.coverage.from);
const last = dayNumber(defaultCalendar.coverage.to);
const anyDate = fc.integer({ min: first, max: last }).map(dateOfDayNumber);

describe('for every date and number', () => {
  it('adding n working days and counting them gives n', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: 400 }), (from, amount) => {
        const found = addWorkDays(defaultCalendar, from, amount);
        if (!found.ok) return;
        expect(between(from, found.value.value)).toBe(amount);
        if (amount > 0)
          expect(isWorkDay(defaultCalendar, found.value.value)).toMatchObject({ value: { value: true } });
      }),
    );
  });

  it('going on from a working day and back again returns to it', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 400 }), (from, amount) => {
        const there = addWorkDays(defaultCalendar, from, amount);
        if (!there.ok || !isWorkDayIn(from)) return;
        expect(dayAfter(there.value.value, -amount)).toBe(from);
      }),
    );
  });

  it('a later start or a longer limit is never due earlier', () => {
    fc.assert(
      fc.property(anyDate, fc.nat(60), fc.nat(60), fc.nat(60), (from, later, amount, more) => {
        const start = dateOfDayNumber(dayNumber(from) + later);
        const [a, b, c] = [dayAfter(from, amount), dayAfter(start, amount), dayAfter(from, amount + more)];
        if (a.startsWith('2') && b.startsWith('2')) expect(a <= b).toBe(true);
        if (a.startsWith('2') && c.startsWith('2')) expect(a <= c).toBe(true);
      }),
    );
  });

  it('the quick count agrees with counting day by day', () => {
    fc.assert(
      fc.property(anyDate, fc.nat(120), (from, days) => {
        const end = Math.min(dayNumber(from) + days, last);
        let slow = 0;
        for (let day = dayNumber(from) + 1; day <= end; day += 1)
          if (isWorkDayIn(dateOfDayNumber(day))) slow += 1;
        expect(between(from, dateOfDayNumber(end))).toBe(slow);
      }),
    );
  });

  it('no answer is given about a day outside coverage', () => {
    const outside = fc
      .oneof(fc.integer({ min: -20_000, max: first - 1 }), fc.integer({ min: last + 1, max: 60_000 }))
      .map(dateOfDayNumber);
    fc.assert(
      fc.property(outside, anyDate, fc.integer({ min: -50, max: 50 }), (day, inside, amount) => {
        expect(dayKind(defaultCalendar, day).ok).toBe(false);
        expect(isWorkDay(defaultCalendar, day).ok).toBe(false);
        expect(addWorkDays(defaultCalendar, day, amount).ok).toBe(false);
        expect(workDaysBetween(defaultCalendar, inside, day).ok).toBe(false);
        expect(workDaysBetween(defaultCalendar, day, inside).ok).toBe(false);
      }),
    );
  });

  const isWorkDayIn = (date: LocalDate): boolean => {
    const found = isWorkDay(defaultCalendar, date);
    return found.ok && found.value.value;
  };
});

describe('dates on the wall in Asia/Shanghai', () => {
  it.each(['2025-02-29', '2025-2-3', '2025-13-01', '2025-04-31', '', '2025-01-01T00:00', '0000-00-00'])(
    '“%s” is not a date',
    (text) => {
      expect(parseLocalDate(text)).toEqual({ ok: false, error: 'not-a-date' });
    },
  );

  it('the day turns at 16:00 UTC', () => {
    expect(localDateAt(new Date('2026-11-24T15:59:59.999Z'))).toBe('2026-11-24');
    expect(localDateAt(new Date('2026-11-24T16:00:00.000Z'))).toBe('2026-11-25');
  });

  it('agrees with the time-zone database since 1992', () => {
    const shanghai = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });
    const instants = fc.date({
      min: new Date('1992-01-01'),
      max: new Date('2099-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, (instant) => {
        expect(localDateAt(instant)).toBe(shanghai.format(instant));
      }),
    );
  });

  it('a date starts and ends within itself', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        expect(localDateAt(startOfDate(date))).toBe(date);
        expect(localDateAt(endOfDate(date))).toBe(date);
        expect(endOfDate(date).getTime() - startOfDate(date).getTime()).toBe(86_400_000 - 1);
      }),
    );
  });
});

describe('a table that an administrator uploads', () => {
  const holiday = (from: string, to: string) => ({ name: { zh: '春节', en: 'Spring Festival' }, from, to });
  const table = (change: Partial<CalendarData['years'][number]>): CalendarData => ({
    version: 'test',
    years: [{ year: 2025, status: 'official', source: 'notice', holidays: [], workDays: [], ...change }],
  });
  const faultsOf = (data: unknown) => {
    const found = buildCalendar(data);
    return found.ok ? [] : found.error.map(({ code }) => code);
  };

  it('is taken when it is right, also after a round through JSON', () => {
    const found = buildCalendar(JSON.parse(JSON.stringify(stateCouncilData)));
    expect(found.ok && found.value).toEqual(defaultCalendar);
  });

  it.each([
    ['no table at all', null, 'not-a-calendar'],
    ['a year without a source', table({ source: ' ' }), 'not-a-calendar'],
    ['no year', { version: 'test', years: [] }, 'no-years'],
    ['a date that does not exist', table({ workDays: ['2025-02-30'] }), 'not-a-date'],
    [
      'a holiday of another year',
      table({ holidays: [holiday('2025-12-31', '2026-01-01')] }),
      'date-of-another-year',
    ],
    [
      'a holiday that ends before it starts',
      table({ holidays: [holiday('2025-02-04', '2025-01-28')] }),
      'period-backwards',
    ],
    [
      'holidays that overlap',
      table({ holidays: [holiday('2025-01-28', '2025-02-04'), holiday('2025-02-04', '2025-02-05')] }),
      'day-listed-twice',
    ],
    [
      'a day both off and worked',
      table({ holidays: [holiday('2025-01-28', '2025-02-04')], workDays: ['2025-02-01'] }),
      'day-listed-twice',
    ],
    ['a make-up day on a Monday', table({ workDays: ['2025-01-27'] }), 'make-up-day-not-on-weekend'],
  ])('is refused for %s', (_, data, code) => {
    expect(faultsOf(data)).toEqual([code]);
  });

  it('is refused for a missing year', () => {
    const [entry] = table({}).years;
    expect(faultsOf({ version: 'test', years: [entry, { ...entry, year: 2027 }] })).toEqual([
      'years-not-consecutive',
    ]);
  });

  it('names all faults at once, each with a sentence that says what to do', () => {
    const found = buildCalendar(table({ workDays: ['2025-02-30', '2025-01-27'] }));
    const sentences = found.ok ? [] : found.error.map(({ message }) => message.zh);
    expect(sentences).toHaveLength(2);
    expect(sentences[1]).toBe('2025-01-27 本来就是周一到周五，不能是调休上班日。请核对通知。');
  });

  it('never throws, whatever the file holds', () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom('2025-01-01', '2025-02-30', '2025-01-04', '9999-99-99'),
    );
    const entry = fc.record({
      year: fc.oneof(fc.integer(), fc.constant(2025)),
      status: fc.constant('official'),
      source: text,
      holidays: fc.array(fc.record({ name: fc.record({ zh: text, en: text }), from: text, to: text })),
      workDays: fc.array(text),
    });
    const tables = fc.oneof(fc.anything(), fc.record({ version: text, years: fc.array(entry) }));
    fc.assert(
      fc.property(tables, (data) => {
        const found = buildCalendar(data);
        expect(found.ok || found.error.length > 0).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
