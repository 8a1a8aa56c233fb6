import { createHash } from 'node:crypto';
import type { SqlOrTx, Tx } from '../../../platform/database/connect.ts';
import type { Actor } from '../../../platform/identity/actor.ts';
import { canonical } from '../domain/canonical.ts';
import type { RecheckOutcome } from '../domain/kind.ts';
import type { State } from '../domain/states.ts';
import type { Action } from '../domain/transitions.ts';
import type { LockedBlockage } from './blockages.ts';

/** One line of the ledger as everybody may read and verify it. */
export interface LedgerEntry {
  readonly seq: number;
  readonly at: Date;
  readonly action: Action;
  readonly from: State | null;
  readonly to: State;
  readonly actor: { readonly kind: Actor['kind']; readonly departmentId: string | null };
  readonly detail: Readonly<Record<string, unknown>>;
  /** Digest of the entry before; empty for the first. */
  readonly previous: string;
  /** SHA-256, in hex, over the blockage's number and everything above, written canonically. */
  readonly digest: string;
}

export type Undigested = Omit<LedgerEntry, 'digest'>;

export function digestOf(
  number: string,
  { seq, at, action, from, to, actor, detail, previous }: Undigested,
): string {
  const { kind, departmentId } = actor;
  const told = { number, seq, at, action, from, to, actor: { kind, departmentId }, detail, previous };
  return createHash('sha256').update(canonical(told)).digest('hex');
}

/** The first entry that does not follow from the one before it; null when the chain holds. */
export function brokenAt(number: string, entries: readonly LedgerEntry[]): number | null {
  let previous = '';
  for (const [index, entry] of entries.entries()) {
    const follows = entry.seq === index + 1 && entry.previous === previous;
    if (!follows || digestOf(number, entry) !== entry.digest) return entry.seq;
    previous = entry.digest;
  }
  return null;
}

export interface NewEntry {
  readonly at: Date;
  readonly action: Action;
  readonly from: State | null;
  readonly to: State;
  readonly actor: Actor;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Adds the entry to the chain's end. The caller holds the blockage's lock and stores the returned length and digest. */
export async function appendEntry(
  tx: Tx,
  blockage: Pick<LockedBlockage, 'id' | 'number' | 'ledgerLength' | 'ledgerDigest'>,
  { actor, ...entry }: NewEntry,
): Promise<{ ledgerLength: number; ledgerDigest: string }> {
  const seq = blockage.ledgerLength + 1;
  const previous = blockage.ledgerDigest;
  const { kind, departmentId } = actor;
  const digest = digestOf(blockage.number, { ...entry, seq, previous, actor: { kind, departmentId } });
  await tx`
    insert into blockages.ledger
      (blockage_id, seq, at, action, from_state, to_state, actor_kind, department_id, actor_id, detail, previous, digest)
    values (${blockage.id}, ${seq}, ${entry.at}, ${entry.action}, ${entry.from}, ${entry.to}, ${kind},
      ${departmentId}, ${actor.id}, ${tx.json(entry.detail as never)}, ${previous}, ${digest})`;
  return { ledgerLength: seq, ledgerDigest: digest };
}

interface StoredEntry extends Omit<LedgerEntry, 'from' | 'to' | 'actor'> {
  readonly fromState: State | null;
  readonly toState: State;
  readonly actorKind: Actor['kind'];
  readonly departmentId: string | null;
}

export async function readLedger(sql: SqlOrTx, blockageId: string): Promise<readonly LedgerEntry[]> {
  const rows = await sql<StoredEntry[]>`
    select seq, at, action, from_state, to_state, actor_kind, department_id, detail, previous, digest
    from blockages.ledger where blockage_id = ${blockageId} order by seq`;
  return rows.map(({ fromState, toState, actorKind, departmentId, ...rest }) => ({
    ...rest,
    from: fromState,
    to: toState,
    actor: { kind: actorKind, departmentId },
  }));
}

export interface Look {
  readonly at: Date;
  readonly outcome: RecheckOutcome;
}

export async function addLook(tx: Tx, blockageId: string, { at, outcome }: Look): Promise<void> {
  await tx`insert into blockages.look (blockage_id, at, outcome) values (${blockageId}, ${at}, ${outcome})`;
}

/** Oldest first. */
export async function lastLooks(sql: SqlOrTx, blockageId: string, most: number): Promise<readonly Look[]> {
  const rows = await sql<Look[]>`
    select at, outcome from blockages.look where blockage_id = ${blockageId}
    order by at desc, position desc limit ${most}`;
  return rows.toReversed();
}

/** How often the machine looked with one outcome between two instants (the first not included); for "×37 until …". */
export interface Repeats {
  readonly seq: number;
  readonly count: number;
  readonly until: Date;
}

/**
 * For every ledger entry that tells a look's outcome: how many looks in a row said the same, until the next entry that
 * tells a look. The ledger stays readable, and nothing of it is ever rewritten.
 */
export const repeatsOf = (sql: SqlOrTx, blockageId: string) => sql<Repeats[]>`
  with told as (
    select seq, at, lead(at) over (order by seq) as next_at,
      case action when 'check-failed' then 'still-blocked' when 'check-unknown' then 'unknown' else 'cleared' end as outcome
    from blockages.ledger
    where blockage_id = ${blockageId} and action in ('check-passed', 'check-failed', 'check-unknown')
  )
  select told.seq, count(*)::int as count, max(look.at) as until
  from told join blockages.look
    on look.blockage_id = ${blockageId} and look.outcome = told.outcome
    and look.at >= told.at and (told.next_at is null or look.at < told.next_at)
  group by told.seq`;
