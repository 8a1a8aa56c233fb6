import type { z } from 'zod';
import type { Bilingual } from '../../../kernel/bilingual.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { Blockage } from './blockage.ts';

/** What a re-check says. `unknown` — it could not be looked at — never clears anything. */
export type RecheckOutcome = 'cleared' | 'still-blocked' | 'unknown';

/** The outcome alone, or with the sentence that the ledger shows. */
export type RecheckAnswer =
  | RecheckOutcome
  | { readonly outcome: RecheckOutcome; readonly because: Bilingual };

export interface RecheckContext {
  readonly platform: Platform;
  readonly now: Date;
  /** Fires when the check takes too long; from then on its answer counts as `unknown`. */
  readonly signal: AbortSignal;
}

/** One line of evidence as the public page shows it. */
export interface EvidenceLine {
  readonly label: Bilingual;
  readonly value: string | Bilingual | Date;
  /** Where the reader can see it; anything but a web or local address is not linked. */
  readonly url?: string;
}

/** How long the owner has. */
export interface BlockageLimit {
  readonly workDays: number;
  /** What sets it: a law and article, a promise, or "our assumption". */
  readonly basis: string;
}

/** One way in which a citizen is stopped, and the machine that can tell when it is over. */
export interface BlockageKind<Evidence = unknown> {
  /** Room and noun: 'requests.overdue'. Stable: it is stored. */
  readonly id: string;
  readonly name: Bilingual;
  /** What it does to the citizen, and what the machine wants to see before it is cleared. */
  readonly explains: Bilingual;
  readonly defaultLimit: BlockageLimit;
  /** Minutes between ordinary re-checks. After a claim the machine looks at once. */
  readonly recheckEveryMinutes: number;
  /** What must be known to open one. No personal data: evidence is public. */
  readonly evidence: z.ZodType<Evidence>;
  show(evidence: Evidence): readonly EvidenceLine[];
  /** Looks again. Throwing, or taking too long, counts as `unknown`. */
  recheck(blockage: Blockage<Evidence>, context: RecheckContext): Promise<RecheckAnswer>;
}

/** Any kind, where the evidence's own type does not matter. */
// biome-ignore lint/suspicious/noExplicitAny: the registry holds kinds of every evidence; each checks its own by schema
export type AnyKind = BlockageKind<any>;

const KIND_ID = /^[a-z][a-z-]*\.[a-z][a-z-]*$/;

/**
 * Checks the definition once, when the program starts.
 * @throws RangeError for an id that is not `room.noun`, or a limit or interval that is no positive number
 */
export function defineBlockageKind<Evidence>(kind: BlockageKind<Evidence>): BlockageKind<Evidence> {
  if (!KIND_ID.test(kind.id)) throw new RangeError(`${kind.id} is not of the form room.noun`);
  if (!Number.isInteger(kind.defaultLimit.workDays) || kind.defaultLimit.workDays < 0)
    throw new RangeError(`${kind.id}: the limit must be a whole number of working days`);
  if (!(kind.recheckEveryMinutes >= 1)) throw new RangeError(`${kind.id}: re-check at most once a minute`);
  return kind;
}
