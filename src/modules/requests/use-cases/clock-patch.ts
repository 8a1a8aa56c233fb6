import {
  type Deadline,
  deadline,
  type Extension,
  type Limit,
  type PauseInterval,
  type PauseReason,
  pauseReasons,
} from '../../../kernel/clock/index.ts';
import type { Tx } from '../../../platform/database/connect.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { CitizenRequest, RequestPatch } from '../domain/request.ts';
import { type Action, transition } from '../domain/transitions.ts';
import type { Scene } from './act.ts';

/** The columns of the clock that an action changes, by its clock effect in the table. */
export async function clockPatch(scene: Scene, action: Action, patch: RequestPatch): Promise<RequestPatch> {
  switch (transition(action).clock) {
    case 'pauses':
      return pause(scene);
    case 'resumes':
      return resume(scene);
    case 'extends':
      return dueNow(scene.platform, scene.tx, scene.request, {
        extensionCount: scene.request.extensionCount + 1,
      });
    case 'stops':
      return { closedAt: scene.now, pausedSince: null };
    case 'restarts':
      return restart(scene, patch);
    default:
      return {};
  }
}

async function pause({ tx, request, now, seq }: Scene): Promise<RequestPatch> {
  const reason: PauseReason = 'supplement';
  await tx`
    insert into requests.pause (request_id, seq, reason, basis, from_at)
    values (${request.id}, ${seq}, ${reason}, ${pauseReasons[reason].basis}, ${now})`;
  return { pausedSince: now, resumeState: request.state, dueAt: null };
}

async function resume({ platform, tx, request, now }: Scene): Promise<RequestPatch> {
  await tx`update requests.pause set until_at = ${now} where request_id = ${request.id} and until_at is null`;
  return { ...(await dueNow(platform, tx, request, {})), pausedSince: null, resumeState: null };
}

/** A fresh limit: earlier pauses and extensions belong to the round before. */
async function restart({ platform, tx, request, now }: Scene, patch: RequestPatch): Promise<RequestPatch> {
  const restarted: RequestPatch = { clockFrom: now, closedAt: null, extensionCount: 0, supervisionLevel: 0 };
  return { ...restarted, ...(await dueNow(platform, tx, { ...request, ...patch, ...restarted }, {})) };
}

/**
 * When the request is due by its limit, pauses and granted extensions, all read under the row's lock.
 * Outside the calendar's coverage there is no date: null, shown as unknown, and the calendar check of `doctor` says why.
 */
export async function dueNow(
  platform: Platform,
  tx: Tx,
  request: CitizenRequest,
  also: RequestPatch,
): Promise<RequestPatch> {
  const limit = limitOf(request);
  if (limit === null || request.clockFrom === null) return also;
  const reckoned = deadline(
    request.clockFrom,
    limit,
    platform.calendar(),
    await pausesOf(tx, request),
    await extensionsOf(tx, request),
  );
  return { ...also, ...(reckoned.ok ? duePatch(reckoned.value) : { dueAt: null, provisional: true }) };
}

export const limitOf = ({ limitAmount, limitUnit, limitBasis }: CitizenRequest): Limit | null =>
  limitAmount === null || limitUnit === null
    ? null
    : { amount: limitAmount, unit: limitUnit, basis: limitBasis ?? '' };

const duePatch = (due: Deadline): RequestPatch => ({
  dueAt: due.dueAt,
  originalDueAt: due.dueWithoutExtensionAt ?? due.originalDueAt,
  calendarVersion: due.calendarVersion,
  provisional: due.provisional,
});

async function pausesOf(tx: Tx, { id, clockFrom }: CitizenRequest): Promise<PauseInterval[]> {
  return tx<PauseInterval[]>`
    select reason, from_at as "from", until_at as "to" from requests.pause
    where request_id = ${id} and from_at >= ${clockFrom} order by seq`;
}

async function extensionsOf(tx: Tx, { id, clockFrom }: CitizenRequest): Promise<Extension[]> {
  return tx<Extension[]>`
    select amount, reason as basis from requests.extension
    where request_id = ${id} and granted and asked_at >= ${clockFrom} order by seq`;
}
