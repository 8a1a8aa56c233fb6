import type postgres from 'postgres';
import type { Sql, Tx } from './connect.ts';

/** Tells whether a connection of the pool closed in the present turn of the event loop. */
export class LossWatch {
  private fresh = false;

  readonly noticed = (): void => {
    this.fresh = true;
    setImmediate(() => {
      this.fresh = false;
    });
  };

  get justLost(): boolean {
    return this.fresh;
  }
}

/**
 * Replaces `sql.begin`. In postgres.js a transaction whose connection was lost goes on running: its next statements are
 * sent on whatever the pool opened there since, outside of any transaction, and so is its final rollback or commit,
 * which may then hit somebody else's. Here such statements fail, and the lost transaction never says its last word.
 */
export function guardTransactions(sql: Sql, watch: LossWatch): Sql {
  const begin = sql.begin.bind(sql) as (mode: string, work: (tx: Tx) => Promise<unknown>) => Promise<unknown>;
  const guarded = (...words: [Work] | [string, Work]) => {
    const work = words[words.length - 1] as Work;
    const state = { lost: false };
    const running = begin(words.length === 2 ? (words[0] as string) : '', (tx) =>
      runGuarded(tx, work, state, watch),
    );
    running.catch(() => {
      state.lost = true;
    });
    return running;
  };
  sql.begin = guarded as Sql['begin'];
  return sql;
}

type Work = (tx: Tx) => unknown;

async function runGuarded(tx: Tx, work: Work, state: { lost: boolean }, watch: LossWatch): Promise<unknown> {
  const guard = refuseWhen(tx, () => state.lost || watch.justLost);
  try {
    const outcome = work(guard);
    return await (Array.isArray(outcome) ? Promise.all(outcome) : outcome);
  } finally {
    // Only after a loss: once the turn is over it is known whether it was this transaction's connection.
    if (watch.justLost) await new Promise((resolve) => setImmediate(resolve));
    if (state.lost) await new Promise(() => undefined);
  }
}

/** The same transaction, which takes no further statement once `refuses()`. */
function refuseWhen(tx: Tx, refuses: () => boolean): Tx {
  const check = () => {
    if (refuses()) throw Object.assign(new Error('The connection of this transaction was lost.'), LOST);
  };
  return new Proxy(tx, {
    apply(target, self, words) {
      check();
      return Reflect.apply(target as unknown as (...words: unknown[]) => unknown, self, words);
    },
    get(target, name) {
      if (name === 'savepoint') return guardedSavepoint(target, refuses);
      if (name === 'unsafe' || name === 'file') check();
      return Reflect.get(target, name);
    },
  });
}

const LOST = { code: 'CONNECTION_CLOSED' };

function guardedSavepoint(tx: Tx, refuses: () => boolean): postgres.TransactionSql['savepoint'] {
  const savepoint = tx.savepoint as (...words: unknown[]) => Promise<unknown>;
  return ((...words: unknown[]) => {
    const work = words.pop() as Work;
    return savepoint(...words, (inner: Tx) => work(refuseWhen(inner, refuses)));
  }) as postgres.TransactionSql['savepoint'];
}
