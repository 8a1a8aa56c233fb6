import { createHash, createHmac, hkdfSync } from 'node:crypto';
import { both } from '../../kernel/bilingual.ts';
import type { Sql, SqlOrTx, Tx } from '../database/connect.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Job } from '../jobs/job.ts';

interface Seal {
  readonly number: number;
  readonly entries: number;
  readonly digest: Buffer;
  readonly signature: Buffer;
}

export interface AuditVerdict {
  readonly sealed: number;
  /** Written since the last sealing, or by a transaction that committed after it. */
  readonly unsealed: number;
  /** One sentence per seal that does not hold; empty when nothing was changed. */
  readonly broken: readonly string[];
  /** The newest digest. Kept outside the database, it also shows that the end of the log was cut off. */
  readonly head: string | null;
}

const BATCH = 5_000;

/** The key of the signatures, from the house's own secret. */
export const auditKey = (secret: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', 'changtong audit seal', 32));

export function sealAuditJob(options: { readonly sql: Sql; readonly key: Buffer }): Job {
  return {
    name: 'audit/seal',
    schedule: { everySeconds: 60 },
    description: both('给新的审计记录加封', 'Seal new audit entries into the chain'),
    async run({ now, log }) {
      const { sealed, head } = await sealAudit(options.sql, options.key, now);
      // The log goes elsewhere than the database: its heads are the outside witness of the chain.
      if (sealed > 0) log.info({ sealed, head }, 'audit entries sealed');
    },
  };
}

/** Adds links to the chain until no visible entry is unsealed. Writers are not held up. */
export async function sealAudit(
  sql: Sql,
  key: Buffer,
  now: Date,
): Promise<{ sealed: number; head: string | null }> {
  for (let sealed = 0; ; ) {
    const link = await inTransaction(sql, (tx) => addLink(tx, key, now));
    sealed += link?.entries ?? 0;
    if (!link || link.entries < BATCH) return { sealed, head: await headOf(sql) };
  }
}

async function addLink(tx: Tx, key: Buffer, now: Date): Promise<Seal | null> {
  // Two sealers at once would fork the chain. Readers and writers of entries do not take this lock.
  await tx`lock table platform.audit_seal in exclusive mode`;
  const last = await lastSeal(tx);
  const number = (last?.number ?? 0) + 1;
  await tx`
    update platform.audit_entry set seal = ${number}
    where position in (select position from platform.audit_entry where seal is null order by position limit ${BATCH})`;
  const content = (await contentsOf(tx, [{ number }])).get(number);
  if (!content) return null;
  const digest = digestOf(last?.digest ?? null, number, content);
  const seal = { number, entries: content.entries, digest, signature: sign(key, digest) };
  await tx`
    insert into platform.audit_seal (number, entries, digest, signature, sealed_at)
    values (${number}, ${seal.entries}, ${digest}, ${seal.signature}, ${now})`;
  return seal;
}

/**
 * Recomputes the whole chain. With `key`, links made by somebody who does not know it are found too.
 * Cost: reads every entry once.
 */
export async function verifyAudit(sql: Sql, key?: Buffer): Promise<AuditVerdict> {
  // One snapshot, so that a sealing in between does not look like a fault.
  const verify = async (tx: Tx): Promise<AuditVerdict> => {
    // The whole log may take longer to read than a page may wait.
    await tx`set local statement_timeout = 0`;
    const broken: string[] = [];
    let previous: Seal | null = null;
    let sealed = 0;
    for (;;) {
      const seals = await sealsAfter(tx, previous?.number ?? 0);
      const contents = await contentsOf(tx, seals);
      for (const seal of seals) {
        broken.push(...faultsOf(seal, contents.get(seal.number), previous, key));
        sealed += seal.entries;
        previous = seal;
      }
      if (seals.length === 0) break;
    }
    broken.push(...(await strayEntries(tx)));
    const [rest] = await tx<{ unsealed: number }[]>`
      select count(*) as unsealed from platform.audit_entry where seal is null`;
    return {
      sealed,
      unsealed: Number(rest!.unsealed),
      broken,
      head: previous?.digest.toString('hex') ?? null,
    };
  };
  return inTransaction(sql, verify, { isolation: 'repeatable read' });
}

const PAGE = 200;

const sealsAfter = (tx: Tx, number: number): Promise<Seal[]> => tx<Seal[]>`
  select number, entries, digest, signature from platform.audit_seal
  where number > ${number} order by number limit ${PAGE}`;

function faultsOf(seal: Seal, content: Content | undefined, previous: Seal | null, key?: Buffer): string[] {
  const expected = (previous?.number ?? 0) + 1;
  if (seal.number !== expected) return [`Seal ${expected} is missing; the next one is ${seal.number}.`];
  if (content?.entries !== seal.entries) {
    return [`Seal ${seal.number} covers ${seal.entries} entries, but ${content?.entries ?? 0} are there.`];
  }
  if (!digestOf(previous?.digest ?? null, seal.number, content).equals(seal.digest)) {
    return [`Seal ${seal.number} does not fit its entries or the seal before: something was changed.`];
  }
  if (key && !sign(key, seal.digest).equals(seal.signature)) {
    return [`Seal ${seal.number} was not made with this house's key.`];
  }
  return [];
}

async function strayEntries(tx: Tx): Promise<string[]> {
  const rows = await tx<{ seal: number }[]>`
    select distinct seal from platform.audit_entry as entry
    where seal is not null and not exists (select from platform.audit_seal where number = entry.seal)
    order by seal limit 100`;
  return rows.map(({ seal }) => `Seal ${seal} is missing, but entries name it.`);
}

interface Content {
  readonly number: number;
  readonly entries: number;
  readonly rows: Buffer;
}

/** The canonical form of an entry is a JSON array of its columns in this order; times in microseconds since 1970. */
async function contentsOf(
  tx: Tx,
  seals: readonly { readonly number: number }[],
): Promise<Map<number, Content>> {
  const rows = await tx<Content[]>`
    select seal as number, count(*)::int as entries, sha256(convert_to(string_agg(jsonb_build_array(
      position, id, (extract(epoch from at) * 1000000)::bigint, actor_kind, actor_id, actor_name,
      action, subject, about, purpose, detail)::text, E'\\n' order by position), 'UTF8')) as rows
    from platform.audit_entry
    where seal = any(${seals.map((seal) => seal.number)}::bigint[])
    group by seal`;
  return new Map(rows.map((row) => [row.number, row]));
}

const digestOf = (previous: Buffer | null, number: number, content: Content): Buffer =>
  createHash('sha256')
    .update(previous ?? Buffer.alloc(32))
    .update(`${number} ${content.entries} `)
    .update(content.rows)
    .digest();

const sign = (key: Buffer, digest: Buffer): Buffer => createHmac('sha256', key).update(digest).digest();

async function lastSeal(sql: SqlOrTx): Promise<Seal | null> {
  const [seal] = await sql<Seal[]>`
    select number, entries, digest, signature from platform.audit_seal order by number desc limit 1`;
  return seal ?? null;
}

const headOf = async (sql: Sql) => (await lastSeal(sql))?.digest.toString('hex') ?? null;
