import { createHash, timingSafeEqual } from 'node:crypto';
import type { Tx } from '../../../platform/database/connect.ts';
import type { Actor } from '../../../platform/identity/actor.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { CitizenRequest } from '../domain/request.ts';
import type { Bonds } from '../domain/standing.ts';

/** What an anonymous reporter shows: the query code printed on the receipt, or the proof that it was shown before. */
export type Credential = { readonly queryCode: string } | { readonly codeShown: true };

/** Codes are read out and typed by hand: case, spaces and dashes do not matter. */
export const hashQueryCode = (code: string): Buffer =>
  createHash('sha256')
    .update(code.toUpperCase().replaceAll(/[^0-9A-Z]/g, ''))
    .digest();

export async function loadBonds(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  request: CitizenRequest,
  credential: Credential | undefined,
): Promise<Bonds> {
  return {
    coDepartmentIds: actor.kind === 'official' ? await coDepartments(tx, request.id) : [],
    actsForReporter:
      (credential !== undefined && holdsCode(request, credential)) ||
      (await holdsMandate(tx, platform, actor, request)),
  };
}

const holdsCode = (request: CitizenRequest, credential: Credential) =>
  'codeShown' in credential || timingSafeEqual(hashQueryCode(credential.queryCode), request.queryCodeHash);

/** A helper acts for the reporter only while the mandate is in force. */
async function holdsMandate(tx: Tx, platform: Platform, actor: Actor, request: CitizenRequest) {
  if (actor.kind !== 'citizen' || request.reporterId === null || actor.id === request.reporterId)
    return false;
  const asked = { helperId: actor.id, principalId: request.reporterId, scope: 'requests' } as const;
  return (await platform.identity.mandateFor(tx, asked)) !== null;
}

async function coDepartments(tx: Tx, requestId: string): Promise<readonly string[]> {
  const rows = await tx<{ departmentId: string }[]>`
    select department_id from requests.assignment
    where request_id = ${requestId} and role = 'co' and ended_at is null`;
  return rows.map((row) => row.departmentId);
}
