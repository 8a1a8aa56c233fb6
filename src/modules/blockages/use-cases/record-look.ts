import type { Bilingual } from '../../../kernel/bilingual.ts';
import type { Tx } from '../../../platform/database/connect.ts';
import { SYSTEM } from '../../../platform/identity/actor.ts';
import type { Platform } from '../../../platform/platform.ts';
import { type LockedBlockage, lockById, lockByKey, updateBlockage } from '../db/blockages.ts';
import { addLook } from '../db/ledger.ts';
import type { Blockage } from '../domain/blockage.ts';
import { nextCheckAt, weighOutcome } from '../domain/clock.ts';
import type { AnyKind, RecheckOutcome } from '../domain/kind.ts';
import { publicValue } from '../domain/public-text.ts';
import { STATES } from '../domain/states.ts';
import type { Action } from '../domain/transitions.ts';
import { takeStep } from './take-step.ts';
import { tellOwner } from './tell-officials.ts';

export interface LookTaken {
  readonly outcome: RecheckOutcome;
  /** When the machine began to look. */
  readonly startedAt: Date;
  readonly at: Date;
  readonly because?: Bilingual | undefined;
  readonly everyMinutes: number;
}

const ACTIONS = {
  cleared: 'check-passed',
  'still-blocked': 'check-failed',
  unknown: 'check-unknown',
} as const satisfies Record<RecheckOutcome, Action>;

/** Writes down what the machine saw; only here and in `clearBlockage` does a blockage become cleared. Null: it was over already. */
export async function recordLook(
  tx: Tx,
  platform: Platform,
  blockageId: string,
  look: LookTaken,
): Promise<Blockage | null> {
  const blockage = await lockById(tx, blockageId);
  if (!blockage || !STATES[blockage.state].active) return null;
  const { at, startedAt, everyMinutes } = look;
  const outcome = weighOutcome(look.outcome, startedAt, blockage);
  await addLook(tx, blockageId, { at, outcome });
  const unknownInRow = outcome === 'unknown' ? blockage.unknownInRow + 1 : 0;
  const patch = {
    lastCheckAt: at,
    lastCheckOutcome: outcome,
    unknownInRow,
    nextCheckAt: nextCheckAt(at, outcome, unknownInRow, everyMinutes),
    ...(outcome === 'still-blocked' && { lastSeenAt: at, claimedAt: null }),
  };
  if (!isWorthALine(blockage, outcome)) return updateBlockage(tx, blockage, patch);
  const detail = look.because ? { because: publicValue({ ...look.because }) } : {};
  const moved = await takeStep(tx, platform, blockage, {
    action: ACTIONS[outcome],
    actor: SYSTEM,
    at,
    detail,
    patch,
  });
  if (!moved.ok) throw moved.error;
  await tellOfChange(tx, platform, blockage, moved.value);
  return moved.value;
}

/** The ledger tells an outcome when it is another than the last one, ends something or answers a claim; repeats are counted from the looks. */
const isWorthALine = (blockage: Blockage, outcome: RecheckOutcome): boolean =>
  outcome === 'cleared' ||
  outcome !== blockage.lastCheckOutcome ||
  (outcome === 'still-blocked' && blockage.state === 'claimed-fixed');

async function tellOfChange(tx: Tx, platform: Platform, before: Blockage, after: Blockage): Promise<void> {
  if (after.state === 'cleared') return tellOwner(tx, platform, after, 'cleared');
  if (before.state === 'claimed-fixed' && after.state === 'open')
    return tellOwner(tx, platform, after, 'not-fixed');
}

/**
 * The subject's own event says that it is over: the request was answered, the certificate was taken. In the caller's
 * transaction. Nothing happens when the thing is not blocked. Not for people: they claim, and the machine looks.
 */
export async function clearBlockage(
  tx: Tx,
  platform: Platform,
  cleared: { readonly kind: AnyKind; readonly key: string; readonly because: Bilingual; readonly at: Date },
): Promise<{ readonly number: string } | null> {
  const known: LockedBlockage | null = await lockByKey(tx, cleared.kind.id, cleared.key);
  if (!known || !STATES[known.state].active) return null;
  const moved = await takeStep(tx, platform, known, {
    action: 'subject-passed',
    actor: SYSTEM,
    at: cleared.at,
    detail: { because: publicValue({ ...cleared.because }) },
  });
  if (!moved.ok) throw moved.error;
  await tellOwner(tx, platform, moved.value, 'cleared');
  return { number: known.number };
}
