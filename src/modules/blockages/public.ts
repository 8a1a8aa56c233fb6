/** 堵点: everything that stops a citizen. The README shows how a room plugs in a kind of its own. */
export type { Blockage, BlockageSubject } from './domain/blockage.ts';
export {
  type BlockageKind,
  type BlockageLimit,
  defineBlockageKind,
  type EvidenceLine,
  type RecheckAnswer,
  type RecheckContext,
  type RecheckOutcome,
} from './domain/kind.ts';
export { type BlockagePayload, blockagePayload, CLEARED, MOVED, OPENED } from './events.ts';
export { registerBlockageKinds } from './kinds.ts';
export { clearBlockage } from './use-cases/record-look.ts';
export {
  type BlockageReport,
  type Reported,
  type ReportOutcome,
  reportBlockage,
} from './use-cases/report-blockage.ts';
