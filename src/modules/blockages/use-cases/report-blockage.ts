import type { Bilingual } from '../../../kernel/bilingual.ts';
import { localDateAt } from '../../../kernel/calendar/index.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Tx } from '../../../platform/database/connect.ts';
import { SYSTEM } from '../../../platform/identity/actor.ts';
import type { Platform } from '../../../platform/platform.ts';
import {
  insertBlockage,
  type LockedBlockage,
  lockByKey,
  nextNumber,
  openSpell,
  updateBlockage,
} from '../db/blockages.ts';
import { appendEntry } from '../db/ledger.ts';
import type { Blockage, BlockageSubject } from '../domain/blockage.ts';
import { canonical } from '../domain/canonical.ts';
import { cameBackInTime, dueOf } from '../domain/clock.ts';
import type { BlockageKind, BlockageLimit } from '../domain/kind.ts';
import { publicText, publicValue } from '../domain/public-text.ts';
import { STATES } from '../domain/states.ts';
import { blockageMoved } from '../events.ts';
import { findKind } from '../kinds.ts';
import { takeStep } from './take-step.ts';
import { tellOwner } from './tell-officials.ts';

export interface BlockageReport<Evidence> {
  readonly kind: BlockageKind<Evidence>;
  /** What the thing is, the same every time: a second report of an open thing adds evidence, never a second blockage. */
  readonly key: string;
  /** What a citizen would say, without personal data: "北湖区政府网站打不开". */
  readonly title: Bilingual;
  readonly subject: BlockageSubject;
  readonly divisionCode: string;
  /** null: nobody knows yet; a supervisor names the owner. */
  readonly departmentId: string | null;
  readonly evidence: Evidence;
  /** The kind's own limit when left out. */
  readonly limit?: BlockageLimit;
  readonly foundAt: Date;
  /** Who noticed, in words that may be public: a job's name, "citizen", "window 3". Never a person's name. */
  readonly foundBy: string;
}

/** `dismissed`: a supervisor decided less than 30 days ago that this is none; the sighting is on record. */
export type ReportOutcome = 'opened' | 'seen-again' | 'came-back' | 'dismissed';

export interface Reported {
  readonly id: string;
  readonly number: string;
  readonly outcome: ReportOutcome;
}

/**
 * Opens a blockage in the caller's transaction, or adds to the one that the same thing already has.
 * Its machine looks for the first time after the kind's ordinary interval.
 * @throws Error when the kind is not registered: nobody could ever clear it
 * @throws ZodError when the evidence is not what the kind asks for
 */
export async function reportBlockage<Evidence>(
  tx: Tx,
  platform: Platform,
  report: BlockageReport<Evidence>,
): Promise<Reported> {
  if (findKind(platform, report.kind.id) !== report.kind)
    throw new Error(`The kind of blockage ${report.kind.id} is not registered`);
  const sighting: Sighting = {
    ...report,
    title: { zh: publicText(report.title.zh), en: publicText(report.title.en) },
    evidence: publicValue(report.kind.evidence.parse(report.evidence)),
  };
  const known = await lockByKey(tx, report.kind.id, report.key);
  if (known && STATES[known.state].active) return seenAgain(tx, platform, known, sighting);
  if (!known || !cameBackInTime(known.endedAt ?? known.openedAt, report.foundAt))
    return open(tx, platform, sighting);
  return known.state === 'cleared'
    ? comeBack(tx, platform, known, sighting)
    : seenAgain(tx, platform, known, sighting);
}

/** A report whose words and evidence are fit for the public. */
type Sighting = BlockageReport<unknown>;

/** The clock, the machine and the claims of a spell that begins now. */
function freshSpell(platform: Platform, { kind, limit = kind.defaultLimit, foundAt, evidence }: Sighting) {
  const due = dueOf(foundAt, limit, platform.calendar());
  return {
    evidence,
    openedAt: foundAt,
    lastSeenAt: foundAt,
    endedAt: null,
    claimedAt: null,
    limitWorkDays: limit.workDays,
    limitBasis: limit.basis,
    dueAt: due.dueAt,
    dueProvisional: due.provisional,
    calendarVersion: due.calendarVersion,
    lateLevel: 0,
    unknownInRow: 0,
    nextCheckAt: new Date(foundAt.getTime() + kind.recheckEveryMinutes * 60_000),
  } as const;
}

async function open(tx: Tx, platform: Platform, sighting: Sighting): Promise<Reported> {
  const { foundAt: at, kind, key, title, subject, divisionCode, departmentId, foundBy, evidence } = sighting;
  const blockage: LockedBlockage = {
    ...freshSpell(platform, sighting),
    id: newId(at),
    number: await nextNumber(tx, Number(localDateAt(at).slice(0, 4))),
    kind: kind.id,
    key,
    title,
    subject,
    divisionCode,
    departmentId,
    foundBy,
    state: 'open',
    foundAt: at,
    spell: 1,
    lastCheckAt: null,
    lastCheckOutcome: null,
    ledgerLength: 0,
    ledgerDigest: '',
  };
  const detail = { evidence, foundBy, departmentId };
  const entry = { at, action: 'reported', from: null, to: 'open', actor: SYSTEM, detail } as const;
  await insertBlockage(tx, { ...blockage, ...(await appendEntry(tx, blockage, entry)) });
  await openSpell(tx, blockage);
  await platform.audit.record(tx, {
    at,
    actor: SYSTEM,
    action: 'blockages.reported',
    subject: blockage.number,
  });
  await platform.outbox.append(tx, blockageMoved(blockage, { action: 'reported', from: null, at }));
  await tellOwner(tx, platform, blockage, 'opened');
  return { id: blockage.id, number: blockage.number, outcome: 'opened' };
}

/** The same evidence once more only renews the date; anything new, or a refuted claim, is a line in the ledger. */
async function seenAgain(
  tx: Tx,
  platform: Platform,
  known: LockedBlockage,
  sighting: Sighting,
): Promise<Reported> {
  const { foundAt: at, evidence, foundBy } = sighting;
  const outcome = known.state === 'dismissed' ? 'dismissed' : 'seen-again';
  const patch = { evidence, lastSeenAt: at > known.lastSeenAt ? at : known.lastSeenAt };
  const nothingNew = known.state !== 'claimed-fixed' && canonical(known.evidence) === canonical(evidence);
  if (nothingNew) await updateBlockage(tx, known, patch);
  else await step(tx, platform, known, { action: 'seen-again', at, detail: { evidence, foundBy }, patch });
  return { id: known.id, number: known.number, outcome };
}

async function comeBack(
  tx: Tx,
  platform: Platform,
  known: LockedBlockage,
  sighting: Sighting,
): Promise<Reported> {
  const { foundAt: at, evidence, foundBy, title, subject, divisionCode, departmentId } = sighting;
  const spell = known.spell + 1;
  const owner = departmentId ?? known.departmentId;
  const moved = await step(tx, platform, known, {
    action: 'came-back',
    at,
    detail: { evidence, foundBy, spell, departmentId: owner },
    patch: { ...freshSpell(platform, sighting), spell, title, subject, divisionCode, departmentId: owner },
  });
  await tellOwner(tx, platform, moved, 'came-back');
  return { id: known.id, number: known.number, outcome: 'came-back' };
}

/** The table allows it in this state, so a refusal here is a bug. */
async function step(
  tx: Tx,
  platform: Platform,
  known: LockedBlockage,
  taken: Omit<Parameters<typeof takeStep>[3], 'actor'>,
): Promise<Blockage> {
  const moved = await takeStep(tx, platform, known, { ...taken, actor: SYSTEM });
  if (!moved.ok) throw moved.error;
  return moved.value;
}
