import { both } from '../../kernel/bilingual.ts';
import type { Sql } from '../database/connect.ts';
import type { Job } from '../jobs/job.ts';

/** Long enough to find out what a consumer was told last month. Our assumption. */
const KEPT_DAYS = 30;
/** Small bites, so that no delete holds many rows at once. */
const BITE = 5_000;

export function pruneEventsJob(sql: Sql): Job {
  return {
    name: 'outbox/prune-events',
    schedule: '40 3 * * *',
    description: both('清理三十天前已送达的事件', 'Remove events delivered more than thirty days ago'),
    async run({ now, log }) {
      const removed = await pruneEvents(sql, new Date(now.getTime() - KEPT_DAYS * 86_400_000));
      log.info({ removed }, 'delivered events removed');
    },
  };
}

/** Removes events that were delivered before `before` and that no consumer still owes. @returns how many */
export async function pruneEvents(sql: Sql, before: Date): Promise<number> {
  for (let total = 0; ; ) {
    const { count } = await sql`
      with old as (
        select position from platform.event
        where delivered_at < ${before}
          and not exists (
            select from platform.outbox_delivery
            where event_position = position and state <> 'done')
        order by delivered_at
        limit ${BITE}
      ), deliveries as (
        delete from platform.outbox_delivery where event_position in (select position from old)
      )
      delete from platform.event where position in (select position from old)`;
    total += count;
    if (count < BITE) return total;
  }
}
