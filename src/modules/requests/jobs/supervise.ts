import { both } from '../../../kernel/bilingual.ts';
import { addWorkDays, localDateAt, startOfDate } from '../../../kernel/calendar/index.ts';
import { SYSTEM } from '../../../platform/identity/actor.ts';
import type { Job } from '../../../platform/jobs/job.ts';
import { withOffice } from '../db/desk.ts';
import type { RequestsRoom } from '../room.ts';
import { ACTIONS } from '../use-cases/actions/index.ts';

/**
 * The ladder of supervision. A level is reached when the deadline is so many working days behind (or ahead).
 * @source our synthesis of several cities' rules, docs/sources.md#supervision
 */
export const LADDER = [
  { level: 0, workDaysLate: -1, text: '还有 1 个工作日到期，请抓紧办理' },
  { level: 1, workDaysLate: 0, text: '已到期，请立即办结并说明原因' },
  { level: 2, workDaysLate: 1, text: '督办单：已超期 1 个工作日，请负责人过问' },
  { level: 3, workDaysLate: 5, text: '通报：已超期 5 个工作日，列入本期通报' },
  { level: 4, workDaysLate: 10, text: '提级：由上一级负责人督办' },
] as const;

/** Requests moved in one run; the rest waits for the next, a minute later. */
const BATCH = 500;

/** Climbs the ladder for every open request by its clock. Running it twice changes nothing. */
export const supervise = (room: RequestsRoom): Job => ({
  name: 'requests/supervise',
  schedule: '*/5 * * * *',
  description: both('按到期时间提醒、催办、督办、通报、提级', 'Reminds and escalates by the deadline'),
  async run({ now }) {
    for (const rung of [...LADDER].reverse()) await climb(room, rung, now);
  },
});

async function climb(room: RequestsRoom, rung: (typeof LADDER)[number], now: Date): Promise<void> {
  const before = latestDue(room, rung.workDaysLate, now);
  if (before === null) return;
  const late = await room.sql<{ id: string }[]>`
    select id from requests.request
    where ${withOffice(room.sql)}
      and due_at < ${before} and not exists (
        select 1 from requests.step where request_id = id and action = 'remind' and at > clock_from and (detail->>'level')::int >= ${rung.level})
    order by due_at limit ${BATCH}`;
  for (const { id } of late) {
    await ACTIONS.get('remind')!.run(
      room,
      { actor: SYSTEM, requestId: id, now },
      { level: rung.level, text: rung.text },
    );
  }
}

/** Deadlines before this moment have reached the rung; null when the calendar does not reach so far. */
function latestDue(room: RequestsRoom, workDaysLate: number, now: Date): Date | null {
  if (workDaysLate === 0) return now;
  const day = addWorkDays(room.calendar(), localDateAt(now), -workDaysLate);
  if (!day.ok) return null;
  return workDaysLate > 0
    ? startOfDate(day.value.value)
    : new Date(startOfDate(day.value.value).getTime() + 86_400_000);
}
