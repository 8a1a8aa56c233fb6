import type { State } from './states.ts';

/** What offices settle between themselves moves nothing for the citizen: these show as the state they interrupt. */
const SHOWN_AS: Partial<Record<State, State>> = {
  'return-requested': 'dispatched',
  'extension-requested': 'handling',
  'termination-requested': 'handling',
};

/** The state as the public page and the reporter see it. */
export const publicState = (state: State): State => SHOWN_AS[state] ?? state;
