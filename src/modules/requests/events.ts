import { z } from 'zod';
import type { Actor } from '../../platform/identity/actor.ts';
import type { NewEvent } from '../../platform/outbox/outbox.ts';
import type { CitizenRequest } from './domain/request.ts';
import type { State } from './domain/states.ts';
import type { Action } from './domain/transitions.ts';

/** A request was received. */
export const SUBMITTED = 'requests.request-submitted@1';
/** A request took one step of the life cycle; `action` says which. */
export const MOVED = 'requests.request-moved@1';

export const movedPayload = z.object({
  requestId: z.uuid(),
  number: z.string(),
  action: z.string(),
  from: z.string(),
  to: z.string(),
  departmentId: z.string().nullable(),
  divisionCode: z.string(),
  category: z.string(),
  type: z.string(),
  actorId: z.string(),
  text: z.string().nullable(),
});
export type MovedPayload = z.output<typeof movedPayload>;

export function requestMoved(
  request: CitizenRequest,
  step: { action: Action; from: State; actor: Actor; at: Date; text: string | null },
): NewEvent {
  const { number, departmentId, divisionCode, category, type } = request;
  const payload: MovedPayload = {
    requestId: request.id,
    number,
    action: step.action,
    from: step.from,
    to: request.state,
    departmentId,
    divisionCode,
    category,
    type,
    actorId: step.actor.id,
    text: step.text,
  };
  return { type: MOVED, subject: request.id, at: step.at, payload };
}
