import type { Bilingual } from '../../../kernel/bilingual.ts';
import type { RecheckOutcome } from './kind.ts';
import type { State } from './states.ts';

/** The thing that is blocked, in the room that owns it. */
export interface BlockageSubject {
  readonly module: string;
  readonly id: string;
  /** Where anybody can see it. */
  readonly url: string;
}

/** 堵点: something that stops a citizen, with evidence, an owner and a clock. */
export interface Blockage<Evidence = unknown> {
  readonly id: string;
  /** Printed form: DD-2026-0042. */
  readonly number: string;
  readonly kind: string;
  readonly key: string;
  readonly title: Bilingual;
  readonly subject: BlockageSubject;
  readonly divisionCode: string;
  /** The office that must clear it; null until a supervisor names one. */
  readonly departmentId: string | null;
  readonly state: State;
  /** The newest evidence. */
  readonly evidence: Evidence;
  readonly foundBy: string;
  /** When it was found the very first time. */
  readonly foundAt: Date;
  /** When the present (or last) spell of being blocked began. */
  readonly openedAt: Date;
  readonly endedAt: Date | null;
  /** 1 the first time; one more each time it came back. */
  readonly spell: number;
  readonly lastSeenAt: Date;
  readonly limitWorkDays: number;
  readonly limitBasis: string;
  /** null: the calendar does not reach so far; shown as unknown, never as in time. */
  readonly dueAt: Date | null;
  readonly dueProvisional: boolean;
  readonly calendarVersion: string;
  readonly claimedAt: Date | null;
  readonly lastCheckAt: Date | null;
  readonly lastCheckOutcome: RecheckOutcome | null;
  readonly unknownInRow: number;
  readonly nextCheckAt: Date | null;
  /** How far the clock has escalated it in this spell. */
  readonly lateLevel: number;
  /** Entries in its ledger. */
  readonly ledgerLength: number;
}
