import type { Sql } from '../database/connect.ts';

/** A delivery that did not work out so far. */
export interface UnfinishedDelivery {
  readonly consumer: string;
  readonly eventId: string;
  readonly type: string;
  readonly subject: string;
  readonly state: 'waiting' | 'parked';
  readonly attempts: number;
  readonly nextAt: Date | null;
  readonly lastError: string | null;
}

/** What failed and waits, parked ones first. Capped at `limit`. */
export function listUnfinished(sql: Sql, limit = 100): Promise<readonly UnfinishedDelivery[]> {
  return sql<UnfinishedDelivery[]>`
    select consumer, event.id as event_id, event.type, event.subject, state, attempts, next_at, last_error
    from platform.outbox_delivery as delivery
    join platform.event on event.position = delivery.event_position
    where state <> 'done'
    order by state, event_position
    limit ${limit}`;
}

/** Gives parked deliveries of one consumer a new start, after its fault was mended. @returns how many */
export async function releaseParked(sql: Sql, consumer: string, now: Date): Promise<number> {
  const result = await sql`
    update platform.outbox_delivery set state = 'waiting', attempts = 0, next_at = ${now}, changed_at = ${now}
    where consumer = ${consumer} and state = 'parked'`;
  return result.count;
}
