import type { Action } from '../../domain/transitions.ts';
import type { RequestAction } from '../define-action.ts';
import * as handling from './handling.ts';
import * as merging from './merging.ts';
import * as review from './review.ts';
import * as triage from './triage.ts';

const all = [triage, handling, review, merging]
  .flatMap((group): unknown[] => Object.values(group))
  .filter(isAction);

function isAction(value: unknown): value is RequestAction {
  return typeof value === 'object' && value !== null && 'run' in value;
}

/** Every action of the transition table; a test holds the two together. */
export const ACTIONS: ReadonlyMap<Action, RequestAction> = new Map(all.map((each) => [each.action, each]));
