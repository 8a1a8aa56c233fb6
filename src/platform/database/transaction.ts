import type { Sql, Tx } from './connect.ts';
import { explainOutage, isConflict } from './database-errors.ts';

export interface TransactionOptions {
  /** How often `work` may be done again after a conflict (serialization failure or deadlock). Default 2. */
  readonly retries?: number;
  /** Default: PostgreSQL's own, read committed. */
  readonly isolation?: 'repeatable read' | 'serializable';
}

/**
 * Runs `work` in one transaction: all of it is stored, or nothing. After a conflict the whole of it is done again,
 * so `work` must touch nothing but the database.
 * @throws AppError DATABASE_UNAVAILABLE, DATABASE_TOO_SLOW or STORAGE_FULL; other errors as they are
 */
export async function inTransaction<T>(
  sql: Sql,
  work: (tx: Tx) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  const mode = options.isolation ? `isolation level ${options.isolation}` : '';
  for (let left = options.retries ?? 2; ; left--) {
    try {
      // Wrapped, because the driver would unpack a returned array as a list of queries.
      const { result } = await sql.begin(mode, async (tx) => ({ result: await work(tx) }));
      return result as T;
    } catch (error) {
      if (left > 0 && isConflict(error)) continue;
      throw explainOutage(error);
    }
  }
}
