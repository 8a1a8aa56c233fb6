import { SYSTEM } from '../../../platform/identity/actor.ts';
import { lockRequest, saveRequest } from '../db/requests.ts';
import { OPEN_STATES } from '../domain/states.ts';
import type { RequestsRoom } from '../room.ts';
import { dueNow } from './clock-patch.ts';

export interface Recomputing {
  readonly checked: number;
  readonly changed: number;
}

/** After the calendar was replaced: works out every open deadline again; each change is a row and an audit entry. */
export async function recomputeDeadlines(room: RequestsRoom, now: Date): Promise<Recomputing> {
  const version = room.calendar().version;
  const open = await room.sql<{ id: string }[]>`
    select id from requests.request
    where state = any(${OPEN_STATES as unknown as string[]}) and limit_amount is not null and paused_since is null
      and calendar_version is distinct from ${version}`;
  let changed = 0;
  for (const { id } of open) if (await recomputeOne(room, id, now)) changed += 1;
  return { checked: open.length, changed };
}

async function recomputeOne(room: RequestsRoom, id: string, now: Date): Promise<boolean> {
  return room.sql.begin(async (tx) => {
    const request = (await lockRequest(tx, id))!;
    const saved = await saveRequest(tx, request, {
      ...(await dueNow(room, tx, request, {})),
      calendarVersion: room.calendar().version,
    });
    if (saved.dueAt?.getTime() === request.dueAt?.getTime()) return false;
    const reason = `工作日历由 ${request.calendarVersion} 换为 ${saved.calendarVersion}`;
    await tx`
      insert into requests.due_change (request_id, at, old_due_at, new_due_at, old_calendar, new_calendar, reason)
      values (${id}, ${now}, ${request.dueAt}, ${saved.dueAt}, ${request.calendarVersion}, ${saved.calendarVersion}, ${reason})`;
    await room.audit.record(tx, {
      at: now,
      actor: SYSTEM,
      action: 'requests.recompute-deadline',
      subject: id,
      detail: { from: request.dueAt, to: saved.dueAt, reason },
    });
    return true;
  });
}
