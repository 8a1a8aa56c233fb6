import type { Sql } from '../database/connect.ts';
import type { Actor } from '../identity/actor.ts';

/** One line of the page 谁看过我的数据. */
export interface Look {
  readonly id: string;
  readonly at: Date;
  readonly actorKind: Actor['kind'];
  readonly actorName: string;
  /** The person looked at their own data. */
  readonly self: boolean;
  readonly action: string;
  readonly subject: string;
  readonly purpose: string | null;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Give it back for the next page; null on the last one. */
  readonly cursor: string | null;
}

/** Who touched this person's data, newest first. A cursor that is not ours starts at the newest. */
export async function looksAt(
  sql: Sql,
  accountId: string,
  { limit = 50, cursor }: { readonly limit?: number; readonly cursor?: string | undefined } = {},
): Promise<Page<Look>> {
  const before = /^\d{1,15}$/.test(cursor ?? '') ? Number(cursor) : Number.MAX_SAFE_INTEGER;
  const rows = await sql<(Look & { position: number })[]>`
    select position, id, at, actor_kind, actor_name, actor_id = ${accountId} as self, action, subject, purpose
    from platform.audit_entry
    where about = ${accountId} and position < ${before}
    order by position desc
    limit ${limit + 1}`;
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map(({ position, ...look }) => look),
    cursor: rows.length > limit && last ? String(last.position) : null,
  };
}
