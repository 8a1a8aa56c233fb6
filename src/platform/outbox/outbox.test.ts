import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Tx } from '../database/connect.ts';
import { silentLog, testDatabase } from '../database/testing.ts';
import { createMetrics } from '../metrics/metrics.ts';
import { countPending, createDispatcher } from './dispatcher.ts';
import { type Consumer, createOutbox, type DomainEvent, type NewEvent, outboxInsert } from './outbox.ts';
import { listUnfinished, releaseParked } from './parked.ts';
import { pruneEvents } from './prune-events.ts';

const { sql } = await testDatabase();
const outbox = createOutbox(sql);
const metrics = createMetrics();
let now = new Date('2026-03-02T01:00:00Z');

const answered = (subject: string, payload: unknown = {}): NewEvent => ({
  type: 'requests.request-answered@1',
  subject,
  at: now,
  payload,
});

/** Writes each event it is told into a ledger; `fail` says which it cannot take. */
function ledgerKeeper(name: string, fail: (event: DomainEvent) => boolean = () => false): Consumer {
  return {
    name,
    types: ['requests.request-answered@1'],
    async handle(event, tx) {
      await tx`insert into ledger (consumer, subject, nth) values (${name}, ${event.subject}, ${nth(event)})`;
      if (fail(event)) throw new Error(`${name} cannot take ${event.subject}`);
    },
  };
}

const nth = (event: DomainEvent) => (event.payload as { nth?: number }).nth ?? 0;
const dispatcher = (...consumers: Consumer[]) =>
  createDispatcher({ sql, consumers, log: silentLog, metrics, clock: () => now });
const tell = (...events: NewEvent[]) => sql.begin((tx) => outbox.append(tx, ...events));
const ledger = (consumer: string) =>
  sql<{ subject: string; nth: number }[]>`
    select subject, nth from ledger where consumer = ${consumer} order by id`.then((rows) => [...rows]);

const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000);
};

beforeEach(async () => {
  await sql`create table if not exists ledger (id bigint generated always as identity, consumer text, subject text, nth int)`;
  await sql`truncate ledger, platform.event, platform.outbox_delivery`;
});

describe('telling other rooms', () => {
  it('tells each listener once, however often the dispatcher looks', async () => {
    await tell(answered('LY-1'), answered('LY-2'));
    const both = dispatcher(ledgerKeeper('kpi'), ledgerKeeper('blockages'));
    expect(await both.drain()).toBe(4);
    expect(await both.drain()).toBe(0);
    expect(await ledger('kpi')).toHaveLength(2);
    expect(await ledger('blockages')).toHaveLength(2);
  });

  it('tells nothing of a change that was rolled back', async () => {
    const change = sql.begin(async (tx) => {
      await outbox.append(tx, answered('LY-1'));
      throw new Error('the clerk pressed cancel');
    });
    await expect(change).rejects.toThrow('cancel');
    expect(await dispatcher(ledgerKeeper('kpi')).drain()).toBe(0);
  });

  it('does not skip an event whose transaction commits after its neighbours were delivered', async () => {
    const reserved = await sql.reserve();
    await reserved`begin`;
    await outboxInsert(reserved as unknown as Tx, [answered('late')]);
    await tell(answered('early'));
    const kpi = dispatcher(ledgerKeeper('kpi'));
    expect(await kpi.drain()).toBe(1);
    await reserved`commit`;
    reserved.release();
    expect(await kpi.drain()).toBe(1);
    expect((await ledger('kpi')).map((row) => row.subject)).toEqual(['early', 'late']);
  });

  it('carries every JSON payload unchanged, and the row fits into one statement with the change', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ noUnicodeString: false } as object), async (payload) => {
        const clean = JSON.parse(JSON.stringify(payload).replaceAll('\\u0000', ''));
        const heard: unknown[] = [];
        const event = answered('LY-1', clean);
        await sql`
          with told as (${outboxInsert(sql, [event])}) insert into ledger (consumer, subject) values ('hot path', 'LY-1')`;
        const listener = {
          ...ledgerKeeper('kpi'),
          handle: async (one: DomainEvent) => void heard.push(one.payload),
        };
        await dispatcher(listener).drain();
        expect(heard).toEqual([clean]);
      }),
      { numRuns: 30 },
    );
  });

  it('wakes a running dispatcher', async () => {
    let heard = () => {};
    const told = new Promise<void>((resolve) => {
      heard = resolve;
    });
    const running = createDispatcher({
      sql,
      consumers: [{ ...ledgerKeeper('kpi'), handle: async () => heard() }],
      log: silentLog,
      metrics,
      clock: () => now,
      pollSeconds: 3600,
    });
    await running.start();
    await tell(answered('LY-1'));
    await told;
    await running.stop();
    expect(await countPending(sql)).toBe(0);
  });
});

describe('a listener that fails', () => {
  it('keeps nothing of its half-done work, and holds up neither others nor other subjects', async () => {
    await tell(answered('bad', { nth: 1 }), answered('good', { nth: 1 }), answered('bad', { nth: 2 }));
    const shaky = ledgerKeeper('shaky', (event) => event.subject === 'bad');
    await dispatcher(shaky, ledgerKeeper('sound')).drain();
    expect(await ledger('shaky')).toEqual([{ subject: 'good', nth: 1 }]);
    expect(await ledger('sound')).toHaveLength(3);
  });

  it('gets the events of a subject in order once it is mended', async () => {
    let broken = true;
    const shaky = ledgerKeeper('shaky', (event) => broken && nth(event) === 1);
    await tell(answered('LY-1', { nth: 1 }), answered('LY-1', { nth: 2 }));
    await dispatcher(shaky).drain();
    await tell(answered('LY-1', { nth: 3 }));
    await dispatcher(shaky).drain();
    expect(await ledger('shaky')).toEqual([]);
    broken = false;
    later(1);
    await dispatcher(shaky).drain();
    expect((await ledger('shaky')).map((row) => row.nth)).toEqual([1, 2, 3]);
  });

  it('is asked twelve times with growing pauses; then the event is parked, listed, and its subject goes on', async () => {
    let broken = true;
    let asked = 0;
    const shaky = ledgerKeeper('shaky', (event) => {
      if (nth(event) !== 1) return false;
      asked += 1;
      return broken;
    });
    await tell(answered('LY-1', { nth: 1 }), answered('LY-1', { nth: 2 }));
    await dispatcher(shaky).drain();
    const afterFirst = asked;
    for (let look = 0; look < 20; look++) {
      later(20);
      await dispatcher(shaky).drain();
    }
    expect(asked - afterFirst).toBe(11);
    expect(await listUnfinished(sql)).toMatchObject([
      { consumer: 'shaky', subject: 'LY-1', state: 'parked', attempts: 12 },
    ]);
    expect((await listUnfinished(sql))[0]?.lastError).toContain('shaky cannot take LY-1');
    expect(await ledger('shaky')).toEqual([{ subject: 'LY-1', nth: 2 }]);
    broken = false;
    expect(await releaseParked(sql, 'shaky', now)).toBe(1);
    await dispatcher(shaky).drain();
    expect(await listUnfinished(sql)).toEqual([]);
    expect(await ledger('shaky')).toHaveLength(2);
  });
});

describe('many workers and crashes', () => {
  it('deliver everything, apply it once and in order, whatever fails when', async () => {
    const plan = fc.record({
      subjects: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 40 }),
      failures: fc.array(fc.boolean(), { maxLength: 40 }),
    });
    await fc.assert(
      fc.asyncProperty(plan, async ({ subjects, failures }) => {
        await sql`truncate ledger, platform.event, platform.outbox_delivery`;
        const events = subjects.map((subject, index) => answered(`LY-${subject}`, { nth: index }));
        await tell(...events);
        const left = [...failures];
        const workers = [1, 2, 3].map(() => dispatcher(ledgerKeeper('kpi', () => left.pop() ?? false)));
        while ((await countPending(sql)) > 0) {
          await Promise.all(workers.map((worker) => worker.drain()));
          later(20);
        }
        const rows = await ledger('kpi');
        expect(rows).toHaveLength(events.length);
        for (const { subject } of rows) {
          const order = rows.filter((row) => row.subject === subject).map((row) => row.nth);
          expect(order).toEqual(order.toSorted((one, other) => one - other));
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('pruning', () => {
  it('removes what all listeners have, and keeps what one still owes', async () => {
    await tell(answered('bad'), answered('good'));
    await dispatcher(ledgerKeeper('shaky', (event) => event.subject === 'bad')).drain();
    later(1);
    expect(await pruneEvents(sql, now)).toBe(1);
    expect(await listUnfinished(sql)).toMatchObject([{ subject: 'bad' }]);
  });
});
