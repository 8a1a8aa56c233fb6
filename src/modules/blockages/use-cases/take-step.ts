import type { AppError } from '../../../kernel/errors.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import type { Tx } from '../../../platform/database/connect.ts';
import type { Actor } from '../../../platform/identity/actor.ts';
import type { Platform } from '../../../platform/platform.ts';
import {
  type BlockagePatch,
  endSpell,
  type LockedBlockage,
  openSpell,
  updateBlockage,
} from '../db/blockages.ts';
import { appendEntry } from '../db/ledger.ts';
import type { Blockage } from '../domain/blockage.ts';
import { workDaysFrom } from '../domain/clock.ts';
import { publicValue } from '../domain/public-text.ts';
import { STATES, type State } from '../domain/states.ts';
import { type Action, nextState } from '../domain/transitions.ts';
import { blockageMoved } from '../events.ts';
import { wrongState } from './refusals.ts';

export interface Step {
  readonly action: Action;
  readonly actor: Actor;
  readonly at: Date;
  /** What the ledger shows; long numbers in it are masked, for anybody may read it. */
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly patch?: BlockagePatch;
}

/**
 * Takes one step of the table on a locked blockage: row, ledger, spell, audit entry and event, in the caller's
 * transaction. Not possible from the present state: nothing is written.
 */
export async function takeStep(
  tx: Tx,
  platform: Platform,
  blockage: LockedBlockage,
  step: Step,
): Promise<Result<Blockage, AppError>> {
  const next: Result<State, 'wrong-state'> = nextState(step.action, blockage.state);
  if (!next.ok) return err(wrongState(blockage.state, step.action));
  const { action, actor, at } = step;
  const detail = publicValue(step.detail ?? {}) as Record<string, unknown>;
  const entry = { at, action, actor, from: blockage.state, to: next.value, detail };
  const chain = await appendEntry(tx, blockage, entry);
  const moved = await updateBlockage(tx, blockage, {
    ...ending(next.value, at),
    ...step.patch,
    ...chain,
    state: next.value,
  });
  await followSpell(tx, platform, blockage, moved, at);
  await tell(tx, platform, moved, step, blockage.state, detail);
  return ok(moved);
}

/** What ends with the matter itself. */
const ending = (to: State, at: Date): BlockagePatch =>
  STATES[to].active ? {} : { endedAt: at, nextCheckAt: null, claimedAt: null };

async function followSpell(tx: Tx, platform: Platform, before: Blockage, after: Blockage, at: Date) {
  if (after.spell !== before.spell) return openSpell(tx, after);
  if (!STATES[before.state].active || STATES[after.state].active) return;
  const as = after.state === 'cleared' ? 'cleared' : 'dismissed';
  await endSpell(tx, before, { at, as, workDays: workDaysFrom(before.openedAt, at, platform.calendar()) });
}

/** The machine's ordinary looks are in the ledger; the audit log is about what people did and about beginnings and ends. */
async function tell(
  tx: Tx,
  platform: Platform,
  moved: Blockage,
  { action, actor, at }: Step,
  from: State,
  detail: Record<string, unknown>,
): Promise<void> {
  const machineNoise = actor.kind === 'system' && moved.state === from && action !== 'escalated';
  if (machineNoise) return;
  await platform.audit.record(tx, {
    at,
    actor,
    action: `blockages.${action}`,
    subject: moved.number,
    detail,
  });
  await platform.outbox.append(tx, blockageMoved(moved, { action, from, at }));
}
