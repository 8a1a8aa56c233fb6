export { type ClockState, clockState, clockStateNames, workDaysLeft } from './clock-state.ts';
export { type Deadline, deadline } from './deadline.ts';
export {
  type Extension,
  isPauseReason,
  type Limit,
  type LimitUnit,
  type PauseInterval,
  type PauseReason,
  type PauseReasonFacts,
  pauseReasons,
} from './limit.ts';
export { type DeadlineFacts, type Recomputed, recompute } from './recompute.ts';
