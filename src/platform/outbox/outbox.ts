import type { JSONValue } from 'postgres';
import { newId } from '../../kernel/ids.ts';
import type { Sql, SqlOrTx, Tx } from '../database/connect.ts';

/** Something that happened in one room and that others may want to know. */
export interface DomainEvent {
  readonly id: string;
  /** Room, fact in the past tense, version of the payload: 'requests.request-answered@1'. */
  readonly type: string;
  readonly at: Date;
  /** The thing it happened to. Events of one subject arrive in the order in which they were appended. */
  readonly subject: string;
  readonly payload: unknown;
}

/** `payload` must survive JSON; dates in it are written as ISO 8601 text. */
export type NewEvent = Omit<DomainEvent, 'id'>;

/** The columns of `platform.event`, for a hot path that inserts them inside its own statement. */
export interface OutboxRow {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly at: Date;
  readonly payload: JSONValue;
}

export interface Outbox {
  /**
   * Writes the events in the caller's transaction: they are told if, and only if, it commits.
   * Order within a subject is the order of appending, so lock the subject's row before.
   */
  append(tx: Tx, ...events: readonly NewEvent[]): Promise<void>;
  /** Wakes the workers soon. For a hot path that inserted its rows itself; `append` does it alone. Losing it costs a polling interval. */
  wake(): void;
}

/** A listener. Its writes through `tx` and the note that it handled the event commit together, so a repeat does nothing. */
export interface Consumer {
  /** Stable: it is the key of what has been handled. */
  readonly name: string;
  readonly types: readonly string[];
  /** Throwing means "later": it is tried again, with growing pauses, and then parked for a person. */
  handle(event: DomainEvent, tx: Tx): Promise<void>;
}

/** The channel of LISTEN and NOTIFY. */
export const WAKE_CHANNEL = 'changtong_outbox';

/**
 * Wakes are collected for this long and sent outside the writing transaction. NOTIFY inside it would take a lock
 * that all committing transactions of the database share, and so queue up every write behind one fsync.
 */
const WAKE_DELAY_MS = 40;

export function createOutbox(sql: Sql): Outbox {
  const wake = collectedWake(sql);
  return {
    async append(tx, ...events) {
      if (events.length === 0) return;
      await outboxInsert(tx, events);
      wake();
    },
    wake,
  };
}

/** A row for `insert into platform.event (id, type, subject, at, payload)`. */
export function outboxRow(event: NewEvent): OutboxRow {
  const { type, subject, at } = event;
  return { id: newId(at), type, subject, at, payload: event.payload as JSONValue };
}

/**
 * The insert as a piece of SQL, to run alone or as part of one bigger statement:
 * `with told as (${outboxInsert(tx, events)}) update …`. Call `outbox.wake()` afterwards.
 */
export function outboxInsert(sql: SqlOrTx, events: readonly NewEvent[]) {
  const rows = events.map(outboxRow);
  return sql`
    insert into platform.event (id, type, subject, at, payload)
    select id, type, subject, at, payload::jsonb
    from unnest(
      ${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.type)}::text[],
      ${rows.map((row) => row.subject)}::text[], ${rows.map((row) => row.at.toISOString())}::timestamptz[],
      ${rows.map((row) => JSON.stringify(row.payload ?? null))}::text[]
    ) with ordinality as told (id, type, subject, at, payload, nth)
    order by nth`;
}

function collectedWake(sql: Sql): () => void {
  let collecting = false;
  const notify = () => {
    collecting = false;
    // A wake that fails is made up for by polling; the write itself has its own result.
    sql.notify(WAKE_CHANNEL, '').catch(() => undefined);
  };
  return () => {
    if (collecting) return;
    collecting = true;
    setTimeout(notify, WAKE_DELAY_MS).unref();
  };
}
