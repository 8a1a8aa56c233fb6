import type { Bilingual } from '../../../kernel/bilingual.ts';
import type { SqlOrTx, Tx } from '../../../platform/database/connect.ts';
import type { Blockage } from '../domain/blockage.ts';

type Stored = Omit<Blockage, 'subject' | 'title'> & {
  readonly title: Bilingual;
  readonly subjectModule: string;
  readonly subjectId: string;
  readonly subjectUrl: string;
  readonly ledgerDigest: string;
};

/** A blockage under lock, with the end of its chain. */
export interface LockedBlockage extends Blockage {
  readonly ledgerDigest: string;
}

export function blockageOf({ subjectModule, subjectId, subjectUrl, ...rest }: Stored): LockedBlockage {
  return { ...rest, subject: { module: subjectModule, id: subjectId, url: subjectUrl } };
}

/** All columns, for queries that end in `blockageOf`. */
export async function findByNumber(sql: SqlOrTx, number: string): Promise<Blockage | null> {
  const [row] = await sql<Stored[]>`select * from blockages.blockage where number = ${number}`;
  return row ? blockageOf(row) : null;
}

export async function lockByNumber(tx: Tx, number: string): Promise<LockedBlockage | null> {
  const [row] = await tx<Stored[]>`select * from blockages.blockage where number = ${number} for update`;
  return row ? blockageOf(row) : null;
}

export async function lockById(tx: Tx, id: string): Promise<LockedBlockage | null> {
  const [row] = await tx<Stored[]>`select * from blockages.blockage where id = ${id} for update`;
  return row ? blockageOf(row) : null;
}

/**
 * The newest blockage of this thing. Until the transaction ends nobody else can report or clear the same thing,
 * also when there is none yet.
 */
export async function lockByKey(tx: Tx, kind: string, key: string): Promise<LockedBlockage | null> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`blockages ${kind} ${key}`}, 0))`;
  const [row] = await tx<Stored[]>`
    select * from blockages.blockage where kind = ${kind} and key = ${key}
    order by opened_at desc, id desc limit 1 for update`;
  return row ? blockageOf(row) : null;
}

export async function nextNumber(tx: Tx, year: number): Promise<string> {
  const [row] = await tx<{ nth: number }[]>`select nextval('blockages.number_series') as nth`;
  return `DD-${year}-${String(row!.nth).padStart(4, '0')}`;
}

type Columns = Partial<Omit<Stored, 'id' | 'number'>>;

const written = (tx: Tx, { title, evidence, ...rest }: Columns) => ({
  ...rest,
  ...(title && { title: tx.json({ ...title }) }),
  ...(evidence !== undefined && { evidence: tx.json(evidence as never) }),
});

export async function insertBlockage(tx: Tx, { subject, ...blockage }: LockedBlockage): Promise<void> {
  const { id, number, ...columns } = {
    ...blockage,
    subjectModule: subject.module,
    subjectId: subject.id,
    subjectUrl: subject.url,
  };
  await tx`insert into blockages.blockage ${tx({ id, number, ...written(tx, columns) } as never)}`;
}

/** What a step may change. */
export type BlockagePatch = Partial<Omit<LockedBlockage, 'id' | 'number' | 'kind' | 'key' | 'foundAt'>>;

export async function updateBlockage(
  tx: Tx,
  blockage: LockedBlockage,
  { subject, ...patch }: BlockagePatch,
): Promise<LockedBlockage> {
  const columns: Columns = {
    ...patch,
    ...(subject && { subjectModule: subject.module, subjectId: subject.id, subjectUrl: subject.url }),
  };
  const [row] = await tx<Stored[]>`
    update blockages.blockage set ${tx(written(tx, columns) as never)} where id = ${blockage.id} returning *`;
  return blockageOf(row!);
}

/** The next blockages to look at, each handed to one process only: until `lease` nobody else gets it. */
export async function takeDueForCheck(
  sql: SqlOrTx,
  now: Date,
  lease: Date,
  most: number,
): Promise<readonly Blockage[]> {
  const rows = await sql<Stored[]>`
    update blockages.blockage set next_check_at = ${lease}
    where id in (
      select id from blockages.blockage where next_check_at <= ${now}
      order by next_check_at limit ${most} for update skip locked)
    returning *`;
  return rows.map(blockageOf);
}

/** Late ones that the clock has not escalated to their level. `secondBefore`: due before it is the second level. */
export const findToEscalate = (sql: SqlOrTx, now: Date, secondBefore: Date | null, most: number) =>
  sql<{ id: string }[]>`
    select id from blockages.blockage
    where state in ('open', 'claimed-fixed', 'disputed')
      and ((due_at < ${now} and late_level < 1) or (due_at < ${secondBefore}::timestamptz and late_level < 2))
    order by due_at limit ${most}`;

export async function openSpell(tx: Tx, blockage: Blockage): Promise<void> {
  const { id, spell, openedAt, dueAt } = blockage;
  await tx`
    insert into blockages.spell (blockage_id, nth, opened_at, due_at)
    values (${id}, ${spell}, ${openedAt}, ${dueAt})`;
}

export async function endSpell(
  tx: Tx,
  blockage: Blockage,
  end: { at: Date; as: 'cleared' | 'dismissed'; workDays: number | null },
): Promise<void> {
  await tx`
    update blockages.spell set ended_at = ${end.at}, ended_as = ${end.as}, work_days = ${end.workDays}
    where blockage_id = ${blockage.id} and nth = ${blockage.spell}`;
}
