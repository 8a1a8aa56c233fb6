import type { Logger } from 'pino';
import type { Sql, Tx } from '../database/connect.ts';
import { inTransaction } from '../database/transaction.ts';
import { pauseAfter } from './back-off.ts';
import type { Consumer, DomainEvent } from './outbox.ts';

export interface StoredEvent extends DomainEvent {
  readonly position: number;
}

export interface Outcome {
  readonly type: string;
  readonly state: 'done' | 'waiting' | 'parked';
}

/** What came of one batch. Events that nobody listens to are taken too, and have no outcome. */
interface Batch {
  readonly taken: number;
  readonly outcomes: readonly Outcome[];
}

/** Lanes taken at once: half of the eight, so that a second process always finds some free. */
const LANES_AT_ONCE = 4;
const BATCH = 500;

/**
 * Delivers one batch of new events in one transaction: the notes of what is handled, the consumers' own writes and the
 * mark on the events commit together, so a crash at any moment leaves either all of it or none.
 */
export async function deliverBatch(options: {
  readonly sql: Sql;
  readonly consumers: readonly Consumer[];
  readonly log: Logger;
  readonly clock: () => Date;
}): Promise<Batch> {
  return inTransaction(options.sql, async (tx) => {
    const events = await takeEvents(tx);
    if (events.length === 0) return { taken: 0, outcomes: [] };
    const now = options.clock();
    const outcomes: Outcome[] = [];
    for (const consumer of options.consumers) {
      const wanted = events.filter((event) => consumer.types.includes(event.type));
      if (wanted.length > 0) outcomes.push(...(await deliverTo(tx, consumer, wanted, now, options.log)));
    }
    await tx`update platform.event set delivered_at = ${now} where position = any(${positions(events)}::bigint[])`;
    return { taken: events.length, outcomes };
  });
}

async function takeEvents(tx: Tx): Promise<StoredEvent[]> {
  // Holding a lane keeps the order of the subjects in it. `skip locked`: a lane that another process works on is its
  // business, and waiting for it would make all processes march in step. The lock dies with its connection, so a
  // killed process gives its lanes back at once.
  const lanes = await tx<{ lane: number }[]>`
    select lane from platform.outbox_lane
    where exists (select from platform.event where event.lane = outbox_lane.lane and delivered_at is null)
    order by lane
    limit ${LANES_AT_ONCE}
    for update skip locked`;
  if (lanes.length === 0) return [];
  // A new statement, and so a new snapshot: it sees everything that the last holder of these lanes committed.
  return tx<StoredEvent[]>`
    select position, id, type, at, subject, payload from platform.event
    where lane = any(${lanes.map((row) => row.lane)}::smallint[]) and delivered_at is null
    order by position
    limit ${BATCH}`;
}

async function deliverTo(
  tx: Tx,
  consumer: Consumer,
  wanted: readonly StoredEvent[],
  now: Date,
  log: Logger,
): Promise<Outcome[]> {
  const unseen = await noteHandled(tx, consumer, wanted, now);
  const held = await heldSubjects(tx, consumer, unseen);
  const free = unseen.filter((event) => !held.has(event.subject));
  const behind = unseen.filter((event) => held.has(event.subject));
  await postpone(tx, consumer, behind, now, 0, null);
  const outcomes = await handleAll(tx, consumer, free, now, log);
  return [...outcomes, ...behind.map(waiting)];
}

const waiting = ({ type }: StoredEvent): Outcome => ({ type, state: 'waiting' });
const done = ({ type }: StoredEvent): Outcome => ({ type, state: 'done' });

/** Together when that works, which it nearly always does; one by one to find who fails. */
async function handleAll(
  tx: Tx,
  consumer: Consumer,
  events: readonly StoredEvent[],
  now: Date,
  log: Logger,
): Promise<Outcome[]> {
  const fault = await attempt(tx, consumer, events);
  if (fault === null) return events.map(done);
  const failed = new Set<string>();
  const outcomes: Outcome[] = [];
  for (const event of events) {
    const reason = failed.has(event.subject) ? BEHIND : await attempt(tx, consumer, [event]);
    outcomes.push(reason === null ? done(event) : waiting(event));
    if (reason === null) continue;
    failed.add(event.subject);
    await postpone(tx, consumer, [event], now, reason === BEHIND ? 0 : 1, reason === BEHIND ? null : reason);
    if (reason !== BEHIND)
      log.warn({ consumer: consumer.name, event: event.id, reason }, 'event not handled yet');
  }
  return outcomes;
}

/** Not tried, because an earlier event of the same subject is not through. */
const BEHIND = Symbol('behind an earlier event');

/** Null when all were handled; otherwise their writes are taken back and the reason is returned. */
export async function attempt(
  tx: Tx,
  consumer: Consumer,
  events: readonly StoredEvent[],
): Promise<string | null> {
  try {
    await tx.savepoint(async (inner) => {
      for (const event of events) await consumer.handle(event, inner);
    });
    return null;
  } catch (error) {
    return (error instanceof Error ? (error.stack ?? error.message) : String(error)).slice(0, 4000);
  }
}

/** Writes down that this consumer has these events, and returns those it had not had before. */
async function noteHandled(tx: Tx, consumer: Consumer, events: readonly StoredEvent[], now: Date) {
  const rows = await tx<{ eventPosition: number }[]>`
    insert into platform.outbox_delivery (consumer, event_position, subject, state, changed_at)
    select ${consumer.name}, position, subject, 'done', ${now}
    from unnest(${positions(events)}::bigint[], ${events.map((event) => event.subject)}::text[]) as e (position, subject)
    on conflict do nothing
    returning event_position`;
  const unseen = new Set(rows.map((row) => row.eventPosition));
  return events.filter((event) => unseen.has(event.position));
}

/** Subjects of which this consumer still owes an earlier event: later ones queue up behind it. */
async function heldSubjects(
  tx: Tx,
  consumer: Consumer,
  events: readonly StoredEvent[],
): Promise<Set<string>> {
  const rows = await tx<{ subject: string }[]>`
    select distinct subject from platform.outbox_delivery
    where consumer = ${consumer.name} and state = 'waiting'
      and subject = any(${events.map((event) => event.subject)}::text[])`;
  return new Set(rows.map((row) => row.subject));
}

async function postpone(
  tx: Tx,
  consumer: Consumer,
  events: readonly StoredEvent[],
  now: Date,
  attempts: number,
  reason: string | null,
): Promise<void> {
  if (events.length === 0) return;
  await tx`
    update platform.outbox_delivery
    set state = 'waiting', attempts = ${attempts}, last_error = ${reason}, changed_at = ${now},
        next_at = ${new Date(now.getTime() + pauseAfter(attempts))}
    where consumer = ${consumer.name} and event_position = any(${positions(events)}::bigint[])`;
}

const positions = (events: readonly StoredEvent[]) => events.map((event) => event.position);
