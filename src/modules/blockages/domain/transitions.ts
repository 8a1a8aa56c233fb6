import { type Bilingual, both } from '../../../kernel/bilingual.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import type { State } from './states.ts';

/** Who takes a step. `room`: the module that noticed; `machine`: a re-check or the subject's own event; `clock`: time. */
export type Mover = 'room' | 'machine' | 'clock' | 'owner' | 'supervisor';

interface Transition {
  readonly by: Mover;
  readonly name: Bilingual;
  /** From where, and to where. `new` is a blockage that does not exist yet. */
  readonly moves: Readonly<Partial<Record<State | 'new', State>>>;
}

const STAYS = { open: 'open', 'claimed-fixed': 'claimed-fixed', disputed: 'disputed' } as const;
const PASSES = { open: 'cleared', 'claimed-fixed': 'cleared', disputed: 'cleared' } as const;

/** Every step there is. The code, the ledger and the page's words come from this table. */
export const TRANSITIONS = {
  reported: { by: 'room', name: both('发现堵点', 'Found blocked'), moves: { new: 'open' } },
  'seen-again': {
    by: 'room',
    name: both('再次发现', 'Found again'),
    // Found blocked after "fixed": the claim was wrong. What was dismissed stays so, but the sighting is on record.
    moves: { open: 'open', 'claimed-fixed': 'open', disputed: 'disputed', dismissed: 'dismissed' },
  },
  'came-back': { by: 'room', name: both('又堵上了', 'Blocked again'), moves: { cleared: 'open' } },
  claimed: {
    by: 'owner',
    name: both('责任单位说已修好', 'The office says it is fixed'),
    moves: { open: 'claimed-fixed' },
  },
  'check-passed': { by: 'machine', name: both('机器复查：已通', 'Machine check: cleared'), moves: PASSES },
  'subject-passed': {
    by: 'machine',
    name: both('事情本身已办成', 'The matter itself went through'),
    moves: PASSES,
  },
  'check-failed': {
    by: 'machine',
    name: both('机器复查：仍然堵着', 'Machine check: still blocked'),
    moves: { open: 'open', 'claimed-fixed': 'open', disputed: 'disputed' },
  },
  'check-unknown': {
    by: 'machine',
    name: both('机器复查：没查成', 'Machine check: could not tell'),
    moves: STAYS,
  },
  disputed: {
    by: 'owner',
    name: both('责任单位提出异议', 'The office disputes it'),
    moves: { open: 'disputed', 'claimed-fixed': 'disputed' },
  },
  'dispute-refused': {
    by: 'supervisor',
    name: both('督查裁定：算堵点', 'Decided: it is a blockage'),
    moves: { disputed: 'open' },
  },
  'dispute-upheld': {
    by: 'supervisor',
    name: both('督查裁定：不算堵点', 'Decided: not a blockage'),
    moves: { disputed: 'dismissed' },
  },
  transferred: {
    by: 'supervisor',
    name: both('改由别的单位负责', 'Handed to another office'),
    moves: { open: 'open', 'claimed-fixed': 'open', disputed: 'open' },
  },
  reminded: { by: 'supervisor', name: both('督查催办', 'Reminded by the supervisor'), moves: STAYS },
  escalated: { by: 'clock', name: both('超期，自动督办', 'Late: escalated by the clock'), moves: STAYS },
} as const satisfies Record<string, Transition>;

export type Action = keyof typeof TRANSITIONS;

/** Where the step leads from here, or that it cannot be taken here. */
export function nextState(action: Action, from: State | 'new'): Result<State, 'wrong-state'> {
  const moves: Transition['moves'] = TRANSITIONS[action].moves;
  const to = moves[from];
  return to === undefined ? err('wrong-state') : ok(to);
}

/** Folds a ledger's actions into the state they amount to; null when one of them could not have been taken. */
export function replay(actions: readonly Action[]): State | null {
  let state: State | 'new' = 'new';
  for (const action of actions) {
    const next: Result<State, 'wrong-state'> = nextState(action, state);
    if (!next.ok) return null;
    state = next.value;
  }
  return state === 'new' ? null : state;
}

/** Steps that a person in this position may take now. */
export const stepsOpenTo = (mover: Mover, state: State): Action[] =>
  (Object.keys(TRANSITIONS) as Action[]).filter(
    (action) => TRANSITIONS[action].by === mover && nextState(action, state).ok,
  );
