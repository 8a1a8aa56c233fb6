import { type Bilingual, both } from '../../../kernel/bilingual.ts';

/** Where a blockage stands. Nothing but a machine's pass leads to `cleared`. */
export type State = 'open' | 'claimed-fixed' | 'disputed' | 'cleared' | 'dismissed';

export interface StateFacts {
  readonly name: Bilingual;
  /** Somebody still has to do something about it. */
  readonly active: boolean;
  readonly tone: 'late' | 'warn' | 'ok' | 'neutral';
}

export const STATES: Readonly<Record<State, StateFacts>> = {
  open: { name: both('堵着', 'Blocked'), active: true, tone: 'late' },
  'claimed-fixed': { name: both('待复查', 'To be re-checked'), active: true, tone: 'warn' },
  disputed: { name: both('有异议', 'Disputed'), active: true, tone: 'warn' },
  cleared: { name: both('已通', 'Cleared'), active: false, tone: 'ok' },
  dismissed: { name: both('裁定不算堵点', 'Decided: not a blockage'), active: false, tone: 'neutral' },
};

export const ACTIVE_STATES = (Object.keys(STATES) as State[]).filter((state) => STATES[state].active);

export const isState = (text: string): text is State => Object.hasOwn(STATES, text);
