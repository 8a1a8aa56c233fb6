import type { Logger } from 'pino';
import type { Sql, Tx } from '../database/connect.ts';
import { inTransaction } from '../database/transaction.ts';
import { pauseAfter } from './back-off.ts';
import { attempt, type Outcome, type StoredEvent } from './deliver-batch.ts';
import type { Consumer } from './outbox.ts';

/** With the pauses of `pauseAfter` the last attempt comes about three quarters of an hour after the first. */
const MAX_ATTEMPTS = 12;
const AT_ONCE = 50;

interface Owed extends StoredEvent {
  readonly consumer: string;
  readonly attempts: number;
}

/** Tries again what is due, one transaction each. Events of consumers that this process does not have are left alone. */
export async function retryDue(
  sql: Sql,
  consumers: readonly Consumer[],
  log: Logger,
  now: Date,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  while (outcomes.length < AT_ONCE) {
    const outcome = await inTransaction(sql, (tx) => retryOne(tx, consumers, log, now));
    if (!outcome) break;
    outcomes.push(outcome);
  }
  return outcomes;
}

async function retryOne(
  tx: Tx,
  consumers: readonly Consumer[],
  log: Logger,
  now: Date,
): Promise<Outcome | null> {
  const owed = await takeOwed(tx, consumers, now);
  if (!owed) return null;
  const consumer = consumers.find((candidate) => candidate.name === owed.consumer)!;
  const reason = await attempt(tx, consumer, [owed]);
  const attempts = owed.attempts + 1;
  const state = reason === null ? 'done' : attempts >= MAX_ATTEMPTS ? 'parked' : 'waiting';
  if (state === 'parked')
    log.error({ consumer: consumer.name, event: owed.id, reason }, 'event parked for a person');
  await tx`
    update platform.outbox_delivery
    set state = ${state}, attempts = ${attempts}, last_error = ${reason}, changed_at = ${now},
        next_at = ${state === 'waiting' ? new Date(now.getTime() + pauseAfter(attempts)) : null}
    where consumer = ${owed.consumer} and event_position = ${owed.position}`;
  return { type: owed.type, state };
}

/** Only the earliest owed event of a subject may be tried; `skip locked` leaves to other processes what they are trying. */
async function takeOwed(tx: Tx, consumers: readonly Consumer[], now: Date): Promise<Owed | null> {
  const [owed] = await tx<Owed[]>`
    select delivery.consumer, delivery.attempts, event.position, event.id, event.type, event.at, event.subject,
           event.payload
    from platform.outbox_delivery as delivery
    join platform.event on event.position = delivery.event_position
    where delivery.state = 'waiting' and delivery.next_at <= ${now}
      and delivery.consumer = any(${consumers.map((consumer) => consumer.name)}::text[])
      and not exists (
        select from platform.outbox_delivery as earlier
        where earlier.consumer = delivery.consumer and earlier.subject = delivery.subject
          and earlier.state = 'waiting' and earlier.event_position < delivery.event_position)
    order by delivery.next_at, event.position
    limit 1
    for update of delivery skip locked`;
  return owed ?? null;
}
