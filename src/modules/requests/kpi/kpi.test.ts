import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultCalendar, localDateAt, workDaysBetween } from '../../../kernel/calendar/index.ts';
import { migrate } from '../../../platform/database/migrate.ts';
import { bareDatabase } from '../../../platform/database/testing.ts';
import { testApp } from '../../../platform/testing.ts';
import { migrationSources } from '../../migrations.ts';
import { roomOf } from '../create-room.ts';
import { countedCases } from './cases.ts';
import { INDICATOR_IDS, type IndicatorId, indicator } from './definitions.ts';
import { type Figures, figures } from './figures.ts';
import { periodOf } from './period.ts';
import { sealDays } from './seal-days.ts';

const app = await testApp();
const { sql } = roomOf(app.platform);
/** Friday 20 November 2026, 10:00 in Shanghai. */
const NOW = new Date('2026-11-20T02:00:00Z');
const NOVEMBER = periodOf('2026-11')!;

const at = (day: number, hour = 10) => new Date(Date.UTC(2026, 10, day, hour - 8));
const endOf = (day: number) => new Date(Date.UTC(2026, 10, day, 15, 59, 59, 999));

interface Case {
  readonly state?: string;
  readonly received?: number;
  readonly due?: number | null;
  readonly originalDue?: number;
  readonly closed?: number | null;
  readonly signed?: number | null;
  readonly contacted?: number;
  readonly office?: string | null;
  readonly district?: string;
  readonly category?: string;
  readonly extended?: number;
  readonly passed?: number;
  readonly reopened?: number;
  readonly rating?: number;
  readonly solved?: boolean;
  readonly mergedInto?: string;
  readonly visibility?: string;
}

let made = 0;
/** One request as it stands on 20 November: received Monday 2 November, due Monday 9 November, closed when said so. */
async function city(one: Case): Promise<string> {
  made += 1;
  const id = `00000000-0000-7000-8000-${String(made).padStart(12, '0')}`;
  const closed = one.closed === undefined || one.closed === null ? null : at(one.closed, 16);
  const received = at(one.received ?? 2);
  const due = one.due === null ? null : endOf(one.due ?? 9);
  const dispatched = one.office === null ? null : received;
  await sql`
    insert into requests.request (id, number, query_code_hash, type, title, body, category, confidence, suggestions, division_code,
      address, channel, visibility, state, state_since, department_id, received_at, clock_from, dispatched_at, sign_due_at, signed_at,
      first_contact_at, closed_at, due_at, original_due_at, extension_count, offices_passed, reopened_count, rating, solved, rated_at, merged_into)
    values (${id}, ${`KPI-${made}`}, '\\x00', 'help', '路灯不亮', '请修。', ${one.category ?? 'lighting.street-lamp'}, 1, '[]',
      ${one.district ?? '990102'}, '', 'web', ${one.visibility ?? 'public'}, ${one.state ?? (closed ? 'closed' : 'handling')}, ${received},
      ${one.office === undefined ? 'lighting' : one.office}, ${received}, ${received}, ${dispatched}, ${dispatched && endOf((one.received ?? 2) + 1)},
      ${one.signed === null || !dispatched ? null : at(one.signed ?? one.received ?? 2, 15)},
      ${one.contacted === undefined ? null : at(one.contacted)}, ${closed}, ${due}, ${one.originalDue ? endOf(one.originalDue) : due},
      ${one.extended ?? 0}, ${one.passed ?? 0}, ${one.reopened ?? 0}, ${one.rating ?? null}, ${one.solved ?? null},
      ${one.rating ? closed : null}, ${one.mergedInto ?? null})`;
  if (one.rating && closed) await rate(id, 90, one.rating, one.solved ?? false, closed);
  return id;
}

const rate = (id: string, seq: number, score: number, solved: boolean, when: Date) => sql`
  insert into requests.rating (request_id, seq, round, at, by_kind, score, solved)
  values (${id}, ${seq}, 1, ${when}, 'reporter', ${score}, ${solved})`;

const badRating = (id: string, verified: boolean, state: string, due: Date, rectified: Date | null) => sql`
  insert into requests.bad_rating (request_id, rating_seq, state, opened_at, due_at, verified, rectified_at)
  values (${id}, 90, ${state}, ${at(6)}, ${due}, ${verified}, ${rectified})`;

const empty = async () => {
  await sql`truncate requests.request, requests.rating, requests.bad_rating, requests.kpi_day, requests.kpi_touched`;
};
const count = (more: object = {}): Promise<Figures> =>
  figures(sql, defaultCalendar, { period: NOVEMBER, asOf: NOW, ...more });
const pair = (answer: Figures, id: IndicatorId) => [answer.total[id].numerator, answer.total[id].denominator];

/** Twenty cases, each in a state of its own. */
async function smallCity(): Promise<void> {
  await empty();
  // 1-5: closed in time (due Monday 9): on days 4, 5, 6, 9 and 3; contacted at once in the first two.
  const satisfied = await city({ closed: 4, rating: 5, solved: true, contacted: 2 });
  await city({ closed: 5, rating: 4, solved: true, contacted: 3 });
  await city({ closed: 6, rating: 3, solved: false, contacted: 9 });
  await city({ closed: 9, signed: 5 });
  const unhappy = await city({ closed: 3, rating: 1, solved: false, office: 'water', district: '990103' });
  // 6-7: closed late, 2 and 4 working days after the 9th; the second was badly rated and lost on appeal.
  await city({ closed: 11, office: 'water', category: 'drainage.flooding' });
  const appealed = await city({ closed: 13, rating: 2, solved: true, office: 'water', district: '990103' });
  // 8: closed on the 12th in extended time (due 16th, first due 9th). 9: extended, still open, not due yet.
  await city({ closed: 12, due: 16, originalDue: 9, extended: 1 });
  await city({ due: 27, originalDue: 20, extended: 1 });
  // 10-12: open and overdue; never signed; planned does not help.
  await city({});
  await city({ signed: null });
  await city({ state: 'planned', office: 'water' });
  // 13: open, not due yet. 14: due later, closed early. 15: handed back once, then closed in time.
  await city({ received: 18, due: 25 });
  await city({ received: 16, closed: 18, due: 23 });
  await city({ closed: 6, passed: 1 });
  // 16: reopened, working again, due on the 18th, late. 17: answered in the same call by the centre.
  await city({ state: 'reopened', due: 18, reopened: 1 });
  await city({ state: 'answered', closed: 2, due: null, office: null });
  // 18-20: refused, withdrawn, terminated (in time). 21: waits for the citizen, no date.
  await city({ state: 'rejected', closed: 3, due: null, office: null });
  await city({ state: 'withdrawn', closed: 3 });
  await city({ state: 'terminated', closed: 5 });
  await city({ state: 'need-info', due: null });
  // 22: of another month.
  await city({ received: -40, due: -30, closed: -35 });
  await sql`update requests.request set first_closed_at = ${at(10)} where reopened_count = 1`;
  await badRating(unhappy, true, 'done', endOf(19), at(12));
  await badRating(appealed, true, 'unfounded', endOf(19), null);
  await badRating(satisfied, true, 'to-rectify', endOf(18), null);
}

/** Worked out by hand from the list above. */
const BY_HAND: Readonly<Record<IndicatorId, readonly [number, number]>> = {
  // Dispatched, sign limit on 3 November or later: 1-16, 20, 21 = 18. Not in time: case 4 (on the 5th), case 11 (never).
  'signed-in-time': [16, 18],
  contacted: [2, 18],
  // Received in November, counted: 1-17, 20, 21 = 19. Closed: 1-8, 14, 15, 17.
  closed: [11, 19],
  // Due 1-20 November: 1-5, 6-7, 8, 10-12, 15, 16, 20 = 14. In time: 1-5, 8, 15. Terminated is not closed.
  'closed-in-time': [7, 14],
  // Of these closed: 1-8, 15.
  'closed-in-time-of-closed': [7, 9],
  // First due by now: the same 14 (case 8 on the 9th; case 9 tonight, not yet). In the first time: 1-5, 15.
  'closed-in-original-time': [6, 14],
  // Late: 6, 7, 10, 11, 12, 16.
  overdue: [6, 14],
  // Working days: 2+3+4+5+1 + 7+9 + 8 + 2 + 4 + 0 = 45 over 11.
  'handled-work-days': [45, 11],
  // Dispatched in November: 18; extended 8 and 9.
  extended: [2, 18],
  'handed-back': [1, 18],
  // First closed in November: the 11 closed and case 16.
  reopened: [1, 12],
  // Without 15 (handed back) and 16.
  'closed-at-once': [10, 12],
  rated: [5, 11],
  solved: [3, 5],
  satisfied: [2, 5],
  'satisfied-or-fair': [3, 5],
  // Of three: one fell on appeal, one was rectified, one was not.
  rectified: [1, 2],
};

describe('the figures of a small city', () => {
  it.each(INDICATOR_IDS)('%s is what one counts by hand', async (id) => {
    await smallCity();
    expect(pair(await count(), id)).toEqual(BY_HAND[id]);
  });

  it('has the median, the P90 and the longest delay of the hand-made list', async () => {
    await smallCity();
    // 0 1 2 2 3 4 4 5 7 8 9: the sixth, and the tenth of eleven. Open since the 9th: 9 working days to the 20th.
    const answer = await count();
    expect([answer.median, answer.p90, answer.longestLate]).toEqual([4, 8, 9]);
  });

  it('says the same from sealed days, from days half sealed, and after every kind of change', async () => {
    await smallCity();
    const live = await count();
    expect(await sealDays(sql, defaultCalendar, NOW)).toBeGreaterThan(18);
    expect(await count()).toEqual(live);
    await sql`delete from requests.kpi_day where day between '2026-11-05' and '2026-11-10'`;
    expect(await count()).toEqual(live);
    expect(await sealDays(sql, defaultCalendar, NOW)).toBe(6);
    expect(await sealDays(sql, defaultCalendar, NOW)).toBe(0);
  });

  it('adds up by office, district and category', async () => {
    await smallCity();
    const { total, by } = await count();
    for (const sets of Object.values(by)) {
      for (const id of INDICATOR_IDS) {
        const sum = [...sets.values()].reduce(
          (so, set) => [so[0]! + set[id].numerator, so[1]! + set[id].denominator],
          [0, 0],
        );
        expect(sum, id).toEqual([total[id].numerator, total[id].denominator]);
      }
    }
    expect(by.department.get('water')!.overdue).toEqual({ numerator: 3, denominator: 4 });
  });

  it('answers for one office, district or category as the row of the whole does, sealed or not', async () => {
    await smallCity();
    for (const sealed of [false, true]) {
      if (sealed) await sealDays(sql, defaultCalendar, NOW);
      const { by } = await count();
      expect((await count({ departmentId: 'water' })).total).toEqual(by.department.get('water'));
      expect((await count({ divisionCode: '990103' })).total).toEqual(by.district.get('990103'));
      expect((await count({ divisionCode: '990100' })).total).toEqual((await count()).total);
      expect((await count({ category: 'drainage.flooding' })).total).toEqual(
        by.category.get('drainage.flooding'),
      );
      const both = await count({ departmentId: 'water', category: 'drainage.flooding' });
      expect(pair(both, 'overdue')).toEqual([1, 1]);
      expect((await count({ departmentId: 'water' })).median).toBe(7);
    }
  });

  it('lists exactly the cases that it counts', async () => {
    await smallCity();
    const answer = await count();
    for (const id of INDICATOR_IDS) {
      for (const side of ['numerator', 'denominator'] as const) {
        if (indicator(id).kind === 'mean' && side === 'numerator') continue;
        const rows = await countedCases(
          sql,
          defaultCalendar,
          { period: NOVEMBER, asOf: NOW, indicator: id, side },
          undefined,
          1_000,
        );
        expect(rows.length, `${id} ${side}`).toBe(answer.total[id][side]);
      }
    }
  });

  it('lists page after page without losing or repeating one', async () => {
    await smallCity();
    const question = { period: NOVEMBER, asOf: NOW, indicator: 'closed', side: 'denominator' } as const;
    const seen: string[] = [];
    for (let after: string | undefined; ; ) {
      const rows = await countedCases(sql, defaultCalendar, question, after, 4);
      seen.push(...rows.map(({ number }) => number));
      after = rows.at(-1)?.cursor;
      if (rows.length < 4) break;
    }
    expect(seen.length).toBe(19);
    expect(new Set(seen).size).toBe(19);
  });
});

describe('what changes later', () => {
  it('a reopened request leaves the closed ones, and its bad rating stays', async () => {
    await smallCity();
    await sealDays(sql, defaultCalendar, NOW);
    await sql`
      update requests.request set state = 'reopened', closed_at = null, reopened_count = 1, rating = null, solved = null,
        rated_at = null, due_at = ${endOf(27)}, original_due_at = ${endOf(27)}, clock_from = ${NOW} where number = (
          select min(number) from requests.request where rating = 1)`;
    const live = await count();
    expect(pair(live, 'closed')).toEqual([10, 19]);
    expect(pair(live, 'closed-in-time')).toEqual([6, 13]);
    expect(pair(live, 'reopened')).toEqual([2, 12]);
    expect(pair(live, 'closed-at-once')).toEqual([9, 12]);
    expect(pair(live, 'satisfied')).toEqual([2, 5]);
    expect(pair(live, 'rated')).toEqual([4, 10]);
    await sealDays(sql, defaultCalendar, NOW);
    expect(await count()).toEqual(live);
  });

  it('a rating, a rectification and an archived refusal are seen on days that were sealed', async () => {
    await smallCity();
    await sealDays(sql, defaultCalendar, NOW);
    const [closed] = await sql<{ id: string }[]>`
      select id from requests.request where state = 'closed' and rated_at is null and received_at > ${at(1)} limit 1`;
    await rate(closed!.id, 91, 5, true, at(12));
    await sql`update requests.bad_rating set rectified_at = ${at(13)} where state = 'to-rectify'`;
    await sql`update requests.request set state = 'archived' where state in ('rejected', 'withdrawn', 'answered')`;
    const answer = await count();
    expect(pair(answer, 'satisfied')).toEqual([3, 6]);
    expect(pair(answer, 'rectified')).toEqual([2, 2]);
    expect(pair(answer, 'closed')).toEqual([11, 19]);
  });

  it('tomorrow counts what becomes overdue tonight', async () => {
    await smallCity();
    await sealDays(sql, defaultCalendar, NOW);
    const later = new Date('2026-11-26T02:00:00Z');
    const answer = await count({ asOf: later });
    // Due on the 23rd (closed early) and on the 25th (open) join.
    expect(pair(answer, 'closed-in-time')).toEqual([8, 16]);
    expect(pair(answer, 'overdue')).toEqual([7, 16]);
  });
});

const anyCase = fc.record({
  state: fc.constantFrom('handling', 'closed', 'planned', 'terminated', 'rejected', 'answered', 'reopened'),
  received: fc.integer({ min: 1, max: 15 }),
  taken: fc.integer({ min: 0, max: 9 }),
  limit: fc.integer({ min: 1, max: 8 }),
  extended: fc.integer({ min: 0, max: 1 }),
  passed: fc.integer({ min: 0, max: 1 }),
  reopened: fc.integer({ min: 0, max: 1 }),
  rating: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
  signed: fc.option(fc.integer({ min: 1, max: 20 }), { nil: null }),
  contacted: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
});

type AnyCase = typeof anyCase extends fc.Arbitrary<infer One> ? One : never;
const asCase = ({ state, received, taken, limit, rating, contacted, ...rest }: AnyCase): Case => ({
  ...rest,
  state,
  received,
  due: received + limit,
  closed: ['closed', 'terminated', 'rejected', 'answered'].includes(state)
    ? Math.min(received + taken, 19)
    : null,
  ...(rating === undefined || state !== 'closed' ? {} : { rating, solved: rating > 2 }),
  ...(contacted === undefined ? {} : { contacted }),
});

describe('whatever the city looks like', () => {
  it('no numerator is larger than its denominator, and sealing changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyCase, { minLength: 1, maxLength: 12 }), async (cases) => {
        await empty();
        for (const one of cases) await city(asCase(one));
        const live = await count();
        for (const id of INDICATOR_IDS) {
          const [numerator, denominator] = pair(live, id);
          if (indicator(id).kind !== 'mean') expect(numerator, id).toBeLessThanOrEqual(denominator!);
        }
        await sealDays(sql, defaultCalendar, NOW);
        expect(await count()).toEqual(live);
      }),
      { numRuns: 15 },
    );
  });

  it('a merge improves no indicator, neither at once nor when both are closed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyCase, { minLength: 3, maxLength: 8 }),
        fc.integer({ min: 0, max: 1 }),
        async (cases, swap) => {
          await empty();
          const ids: string[] = [];
          for (const [index, one] of cases.entries()) {
            ids.push(await city(asCase(index < 2 ? { ...one, state: 'handling', reopened: 0 } : one)));
          }
          const [main, child] = swap ? [ids[1]!, ids[0]!] : [ids[0]!, ids[1]!];
          const before = await count();
          await closeBoth(main, child);
          const closedApart = await count();
          await openBoth(main, child);
          await sql`
            update requests.request set due_at = least(due_at, (select due_at from requests.request where id = ${child})) where id = ${main}`;
          await sql`update requests.request set state = 'merged', resume_state = 'handling', merged_into = ${main} where id = ${child}`;
          expectNoBetter(await count(), before);
          await closeBoth(main, child);
          expectNoBetter(await count(), closedApart);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('working days are those of the calendar, over weekends and the National Day holiday', async () => {
    const day = fc
      .integer({ min: 0, max: 79 })
      .map((days) => new Date(Date.UTC(2026, 8, 1, 2) + days * 86_400_000));
    await fc.assert(
      fc.asyncProperty(day, day, async (one, other) => {
        const [from, to] = one < other ? [one, other] : [other, one];
        await empty();
        const id = await city({ closed: 19 });
        await sql`update requests.request set received_at = ${from}, clock_from = ${from}, closed_at = ${to}, first_closed_at = ${to} where id = ${id}`;
        const year = await figures(sql, defaultCalendar, { period: periodOf('2026')!, asOf: NOW });
        expect(year.total['handled-work-days']).toEqual({ numerator: byCalendar(from, to), denominator: 1 });
      }),
      { numRuns: 40 },
    );
  });
});

/** From the first working day on or after receipt, which does not count, to the day of closing. */
function byCalendar(from: Date, to: Date): number {
  for (let start = from; ; start = new Date(start.getTime() + 86_400_000)) {
    const dayBefore = localDateAt(new Date(start.getTime() - 86_400_000));
    if (days(dayBefore, localDateAt(start)) === 1)
      return Math.max(0, days(localDateAt(start), localDateAt(to)));
  }
}

function days(
  from: Parameters<typeof workDaysBetween>[1],
  to: Parameters<typeof workDaysBetween>[1],
): number {
  const between = workDaysBetween(defaultCalendar, from, to);
  if (!between.ok) throw new Error('outside the calendar');
  return between.value.value;
}

const closeBoth = (main: string, child: string) => sql`
  update requests.request set state = 'closed', closed_at = ${at(19)}, resume_state = null where id in (${main}, ${child})`;
const openBoth = (main: string, child: string) => sql`
  update requests.request set state = 'handling', closed_at = null, first_closed_at = null where id in (${main}, ${child})`;

function expectNoBetter(after: Figures, before: Figures): void {
  for (const id of INDICATOR_IDS) {
    const { better, kind } = indicator(id);
    const [now, then] = [after.total[id], before.total[id]];
    if (kind === 'mean') continue;
    if (kind === 'count') {
      expect(now.numerator, id).toBeGreaterThanOrEqual(then.numerator);
      continue;
    }
    if (now.denominator === 0 || then.denominator === 0) continue;
    const growth = now.numerator * then.denominator - then.numerator * now.denominator;
    if (better === 'more') expect(growth, id).toBeLessThanOrEqual(0);
    else expect(growth, id).toBeGreaterThanOrEqual(0);
  }
}

it('a database that was in use before learns from its history how each request ended', async () => {
  const { sql: old } = await bareDatabase();
  const before = (await migrate(sql, migrationSources)).length;
  expect(before).toBe(0);
  const names = await sql<{ name: string }[]>`select module || '/' || name as name from migration.applied`;
  const only = new Set(names.map(({ name }) => name).filter((name) => name !== 'requests/0004-kpi'));
  await migrate(old, migrationSources, { only });
  const id = (number: number) => `00000000-0000-7000-8000-00000000000${number}`;
  for (const [number, state, closed] of [
    [1, 'archived', at(3)],
    [2, 'reopened', null],
    [3, 'closed', at(9)],
    [4, 'withdrawn', at(9)],
  ] as const) {
    await old`
      insert into requests.request (id, number, query_code_hash, type, title, body, category, confidence, suggestions, division_code,
        address, channel, visibility, state, state_since, received_at, closed_at, reopened_count)
      values (${id(number)}, ${`OLD-${number}`}, '\\x00', 'help', '', '', '', 1, '[]', '990102', '', 'web', 'public', ${state}, ${at(2)},
        ${at(2)}, ${closed}, ${state === 'reopened' ? 1 : 0})`;
  }
  const step = (number: number, seq: number, action: string, from: string, to: string, when: Date) => old`
    insert into requests.step (request_id, seq, at, action, from_state, to_state, actor_id, actor_name, shown)
    values (${id(number)}, ${seq}, ${when}, ${action}, ${from}, ${to}, 'system', '', true)`;
  await step(1, 2, 'reject', 'submitted', 'rejected', at(3));
  await step(1, 3, 'archive', 'rejected', 'archived', at(4));
  await step(2, 2, 'approve-reply', 'replied', 'closed', at(5));
  await step(2, 3, 'reopen', 'closed', 'reopened', at(6));
  await step(3, 2, 'approve-reply', 'replied', 'closed', at(9));
  await migrate(old, migrationSources);
  const rows = await old`select ended_as, first_closed_at from requests.request order by number`;
  expect(rows).toEqual([
    { endedAs: 'rejected', firstClosedAt: null },
    { endedAs: null, firstClosedAt: at(5) },
    { endedAs: 'closed', firstClosedAt: at(9) },
    { endedAs: 'withdrawn', firstClosedAt: null },
  ]);
});
