import { z } from 'zod';
import type { AppError } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import { fieldFaults } from '../../../platform/http/form-data.ts';
import type { Actor } from '../../../platform/identity/actor.ts';
import { lockRequest } from '../db/requests.ts';
import { standingsOf } from '../domain/standing.ts';
import type { RequestsRoom } from '../room.ts';
import { loadBonds } from './bonds.ts';
import { notValid, words } from './define-action.ts';
import { notYours } from './refusals.ts';

export const noteInput = z.object({ text: words('请写下内部备注', 'Write the note', 1_000) });

/** A note for colleagues; the citizen never sees it. */
export async function addNote(
  room: RequestsRoom,
  { actor, requestId, now }: { readonly actor: Actor; readonly requestId: string; readonly now: Date },
  raw: unknown,
): Promise<Result<string, AppError>> {
  const parsed = noteInput.safeParse(raw);
  if (!parsed.success) return err(notValid(fieldFaults(parsed.error)));
  return room.sql.begin(async (tx): Promise<Result<string, AppError>> => {
    const request = await lockRequest(tx, requestId);
    const standings = request
      ? standingsOf(actor, request, await loadBonds(tx, room, actor, request, undefined))
      : [];
    if (!request || !standings.some((standing) => standing !== 'reporter')) return err(notYours());
    const id = newId(now);
    await tx`
      insert into requests.note (request_id, id, at, author_id, author_name, department_id, text)
      values (${requestId}, ${id}, ${now}, ${actor.id}, ${actor.name}, ${actor.departmentId}, ${parsed.data.text})`;
    await room.audit.record(tx, { at: now, actor, action: 'requests.add-note', subject: requestId });
    return ok(id);
  }) as Promise<Result<string, AppError>>;
}
