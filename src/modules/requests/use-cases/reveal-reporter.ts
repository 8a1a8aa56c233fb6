import { z } from 'zod';
import type { AppError } from '../../../kernel/errors.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import { fieldFaults } from '../../../platform/http/form-data.ts';
import type { Actor } from '../../../platform/identity/actor.ts';
import { lockRequest } from '../db/requests.ts';
import { standingsOf } from '../domain/standing.ts';
import type { RequestsRoom } from '../room.ts';
import { loadBonds } from './bonds.ts';
import { notValid, words } from './define-action.ts';
import { notYours } from './refusals.ts';
import { REPORTER_PURPOSE } from './tell-reporter.ts';

export const revealInput = z.object({
  purpose: words('请写明为什么要看，本人可以查到这条记录', 'Say why; the person can read this record', 200),
});

export interface RevealedReporter {
  readonly name: string | null;
  readonly phone: string | null;
}

/** Shows who reported, for a purpose. The look is on record before anything is shown, and the person can read it. */
export async function revealReporter(
  room: RequestsRoom,
  { actor, requestId, now }: { readonly actor: Actor; readonly requestId: string; readonly now: Date },
  raw: unknown,
): Promise<Result<RevealedReporter, AppError>> {
  const parsed = revealInput.safeParse(raw);
  if (!parsed.success) return err(notValid(fieldFaults(parsed.error)));
  const { purpose } = parsed.data;
  return room.sql.begin(async (tx): Promise<Result<RevealedReporter, AppError>> => {
    const request = await lockRequest(tx, requestId);
    const standings = request
      ? standingsOf(actor, request, await loadBonds(tx, room, actor, request, undefined))
      : [];
    if (
      !request ||
      !standings.some((standing) => standing !== 'reporter' && standing !== 'co' && standing !== 'supervisor')
    )
      return err(notYours());
    await room.audit.record(tx, {
      at: now,
      actor,
      action: 'requests.reveal-reporter',
      subject: request.id,
      purpose,
      ...(request.reporterId ? { about: request.reporterId } : {}),
    });
    const open = (sealed: Buffer | null) => sealed && room.personalData.open(sealed, REPORTER_PURPOSE);
    return ok({ name: open(request.reporterName), phone: open(request.reporterPhone) });
  }) as Promise<Result<RevealedReporter, AppError>>;
}
