import { z } from 'zod';
import type { NewEvent } from '../../platform/outbox/outbox.ts';
import type { Blockage } from './domain/blockage.ts';
import type { Action } from './domain/transitions.ts';

/** A blockage was found, for the first time or again. */
export const OPENED = 'blockages.blockage-opened@1';
/** The machine saw that it is over. */
export const CLEARED = 'blockages.blockage-cleared@1';
/** Any other step that changed its state, its owner or its lateness; `action` says which. */
export const MOVED = 'blockages.blockage-moved@1';

export const blockagePayload = z.object({
  number: z.string(),
  kind: z.string(),
  key: z.string(),
  subject: z.object({ module: z.string(), id: z.string(), url: z.string() }),
  divisionCode: z.string(),
  departmentId: z.string().nullable(),
  action: z.string(),
  from: z.string().nullable(),
  state: z.string(),
  spell: z.number().int(),
  openedAt: z.iso.datetime(),
  dueAt: z.iso.datetime().nullable(),
});
export type BlockagePayload = z.output<typeof blockagePayload>;

const typeOf = (action: Action, state: string): string => {
  if (action === 'reported' || action === 'came-back') return OPENED;
  return state === 'cleared' ? CLEARED : MOVED;
};

export function blockageMoved(
  blockage: Blockage,
  { action, from, at }: { action: Action; from: string | null; at: Date },
): NewEvent {
  const { number, kind, key, subject, divisionCode, departmentId, state, spell } = blockage;
  const payload: BlockagePayload = {
    number,
    kind,
    key,
    subject: { ...subject },
    divisionCode,
    departmentId,
    action,
    from,
    state,
    spell,
    openedAt: blockage.openedAt.toISOString(),
    dueAt: blockage.dueAt?.toISOString() ?? null,
  };
  return { type: typeOf(action, state), subject: blockage.id, at, payload };
}
