import { both } from '../../../kernel/bilingual.ts';
import { SYSTEM } from '../../../platform/identity/actor.ts';
import type { Job } from '../../../platform/jobs/job.ts';
import type { Action } from '../domain/transitions.ts';
import type { RequestsRoom } from '../room.ts';
import { ACTIONS } from '../use-cases/actions/index.ts';

const DAY_MS = 86_400_000;
/** Days that asked information is waited for. Our assumption. */
const INFO_DAYS = 15;
/** Days after closing until personal data is erased. Our assumption; 个人信息保护法 art. 19 asks for the shortest time needed. */
const RETENTION_DAYS = 3 * 365;
const DRAFT_DAYS = 7;
const RECEIPT_DAYS = 30;
const BATCH = 500;

/** What the clock does besides supervision. Each part may run twice. */
export const keepHouse = (room: RequestsRoom): Job => ({
  name: 'requests/keep-house',
  schedule: '17 * * * *',
  description: both(
    '撤回久未补充的诉求，到期的计划恢复办理，归档，清理草稿',
    'Withdraws, resumes plans, archives and prunes',
  ),
  async run({ now }) {
    const ago = (days: number) => new Date(now.getTime() - days * DAY_MS);
    await each(room, now, 'withdraw', room.sql`state = 'need-info' and state_since < ${ago(INFO_DAYS)}`, {
      text: '15 天内没有收到补充，已自动撤回',
    });
    await each(room, now, 'resume-plan', room.sql`state = 'planned' and planned_for <= ${now}::date`, {
      text: '计划日期已到',
    });
    await each(
      room,
      now,
      'archive',
      room.sql`state in ('closed', 'answered', 'rejected', 'withdrawn', 'terminated') and closed_at < ${ago(RETENTION_DAYS)}`,
      {},
    );
    await room.sql`delete from requests.draft where updated_at < ${ago(DRAFT_DAYS)}`;
    await room.sql`delete from requests.idempotency where created_at < ${ago(RECEIPT_DAYS)}`;
  },
});

async function each(
  room: RequestsRoom,
  now: Date,
  action: Action,
  where: ReturnType<RequestsRoom['sql']>,
  input: object,
): Promise<void> {
  const due = await room.sql<{ id: string }[]>`select id from requests.request where ${where} limit ${BATCH}`;
  for (const { id } of due)
    await ACTIONS.get(action)!.run(room, { actor: SYSTEM, requestId: id, now }, input);
}
