import type { Logger } from 'pino';
import type { Sql, SqlOrTx } from '../database/connect.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { deliverBatch } from './deliver-batch.ts';
import { type Consumer, WAKE_CHANNEL } from './outbox.ts';
import { retryDue } from './retry.ts';

export interface Dispatcher {
  /** Delivers from now on, woken by NOTIFY and, where a pooler swallows that, by polling. */
  start(): Promise<void>;
  /** Finishes the batch in hand and stops. */
  stop(): Promise<void>;
  /** Delivers everything that is due now and resolves with the number of deliveries done. For tests, seeds and the CLI. */
  drain(): Promise<number>;
}

export interface DispatcherOptions {
  readonly sql: Sql;
  readonly consumers: readonly Consumer[];
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly clock: () => Date;
  readonly pollSeconds?: number;
}

/**
 * Hands events to their consumers. Any number of processes may do so at once.
 * A consumer that fails holds back only itself, and only for the subject of the event it failed on.
 */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { sql, log, metrics, clock } = options;
  let turn: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let listening: { unlisten(): Promise<void> } | undefined;
  let stopping = false;

  async function drain(): Promise<number> {
    let done = 0;
    for (;;) {
      const batch = await deliverBatch(options);
      const retried = await retryDue(sql, options.consumers, log, clock());
      const outcomes = [...batch.outcomes, ...retried];
      for (const { type, state } of outcomes) metrics.eventsDelivered.inc({ type, outcome: state });
      done += outcomes.filter((outcome) => outcome.state === 'done').length;
      if ((batch.taken === 0 && retried.length === 0) || stopping) return done;
    }
  }

  async function tick(): Promise<void> {
    try {
      await drain();
      metrics.outboxPending.set(await countPending(sql));
    } catch (error) {
      log.error({ err: error }, 'events could not be delivered; trying again');
    }
  }

  /** Wakes that come while one turn waits to start are covered by that turn. */
  let queued = false;
  function wake(): void {
    if (queued || stopping) return;
    queued = true;
    turn = turn.then(() => {
      queued = false;
      return tick();
    });
  }

  return {
    drain,
    async start() {
      stopping = false;
      listening = await sql.listen(WAKE_CHANNEL, wake, wake).catch((error: unknown) => {
        log.warn({ err: error }, 'the database cannot wake us; polling only');
        return undefined;
      });
      timer = setInterval(wake, (options.pollSeconds ?? 2) * 1000);
      wake();
    },
    async stop() {
      stopping = true;
      clearInterval(timer);
      await listening?.unlisten();
      await turn;
    },
  };
}

/** Events and deliveries that are not finished, parked ones included. */
export async function countPending(sql: SqlOrTx): Promise<number> {
  const [row] = await sql<{ pending: number }[]>`
    select (select count(*) from platform.event where delivered_at is null)
         + (select count(*) from platform.outbox_delivery where state <> 'done') as pending`;
  return Number(row!.pending);
}
