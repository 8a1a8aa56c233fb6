import type { SqlOrTx } from './connect.ts';

/** One table with rows of its own; a partitioned table is the sum of its partitions. */
export interface StoredTable {
  readonly schema: string;
  readonly name: string;
  /** Columns that hold data; generated ones are computed again. */
  readonly columns: readonly string[];
}

export interface StoredSequence {
  readonly schema: string;
  readonly name: string;
}

/** The ledger is written by migrating, not by restoring. */
const NOT_DATA = ['information_schema', 'migration'];

/** Every table of the rooms, referenced tables before those that refer to them. Tables of extensions are not ours. */
export async function storedTables(sql: SqlOrTx): Promise<StoredTable[]> {
  const tables = await sql<(StoredTable & { oid: number; needs: number[] })[]>`
    select c.oid::int8 as oid, n.nspname as schema, c.relname as name,
      array(select a.attname::text from pg_attribute a
            where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
            order by a.attnum) as columns,
      array(select k.confrelid::int8 from pg_constraint k where k.conrelid = c.oid and k.contype = 'f') as needs
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and c.relpersistence = 'p' and n.nspname not like 'pg\_%' and n.nspname <> all(${NOT_DATA})
      and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    order by n.nspname, c.relname`;
  const byId = new Map(tables.map((table) => [table.oid, table]));
  const ordered = new Map<number, StoredTable>();
  const place = (oid: number, path: ReadonlySet<number>): void => {
    const table = byId.get(oid);
    if (!table || ordered.has(oid) || path.has(oid)) return;
    for (const needed of table.needs) place(needed, new Set([...path, oid]));
    ordered.set(oid, { schema: table.schema, name: table.name, columns: table.columns });
  };
  for (const { oid } of tables) place(oid, new Set());
  return [...ordered.values()];
}

export async function storedSequences(sql: SqlOrTx): Promise<StoredSequence[]> {
  return sql<StoredSequence[]>`
    select n.nspname as schema, c.relname as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'S' and n.nspname not like 'pg\_%' and n.nspname <> all(${NOT_DATA})
      and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    order by n.nspname, c.relname`;
}
