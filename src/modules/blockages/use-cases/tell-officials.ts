import { type Bilingual, both } from '../../../kernel/bilingual.ts';
import { localDateAt } from '../../../kernel/calendar/index.ts';
import type { Tx } from '../../../platform/database/connect.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { Blockage } from '../domain/blockage.ts';

/** What an office or the supervisors are told about a blockage. */
export type Telling =
  | 'opened'
  | 'came-back'
  | 'not-fixed'
  | 'cleared'
  | 'reminded'
  | 'transferred'
  | 'late'
  | 'refused';

const due = (blockage: Blockage): Bilingual => {
  if (!blockage.dueAt) return both('期限待定', 'no due date yet');
  const day = localDateAt(blockage.dueAt);
  return both(`${day} 前要解决`, `due by ${day}`);
};

const TEXTS: Readonly<Record<Telling, (blockage: Blockage, more: string) => Bilingual>> = {
  opened: (it) =>
    both(
      `新堵点 ${it.number}：${it.title.zh}。由您单位负责，${due(it).zh}。`,
      `New blockage ${it.number}: ${it.title.en}. It is your office’s, ${due(it).en}.`,
    ),
  'came-back': (it) =>
    both(
      `堵点 ${it.number} 又堵上了（第 ${it.spell} 次）：${it.title.zh}。${due(it).zh}。`,
      `Blockage ${it.number} is back (time ${it.spell}): ${it.title.en}, ${due(it).en}.`,
    ),
  'not-fixed': (it) =>
    both(
      `堵点 ${it.number} 机器复查没有通过：${it.title.zh}。仍由您单位负责，${due(it).zh}。`,
      `Blockage ${it.number} did not pass the machine’s check: ${it.title.en}. Still your office’s, ${due(it).en}.`,
    ),
  cleared: (it) =>
    both(
      `堵点 ${it.number} 已通：${it.title.zh}。您不用再做什么。`,
      `Blockage ${it.number} is cleared: ${it.title.en}. Nothing more to do.`,
    ),
  reminded: (it, more) =>
    both(
      `督查催办 ${it.number}：${it.title.zh}。${due(it).zh}。${more}`,
      `Reminder about ${it.number}: ${it.title.en}, ${due(it).en}. ${more}`,
    ),
  transferred: (it, more) =>
    both(
      `堵点 ${it.number} 改由您单位负责：${it.title.zh}。${due(it).zh}。${more}`,
      `Blockage ${it.number} is now your office’s: ${it.title.en}, ${due(it).en}. ${more}`,
    ),
  late: (it, more) =>
    both(
      `堵点 ${it.number} 已超期：${it.title.zh}。${due(it).zh}。责任领导：${more}。`,
      `Blockage ${it.number} is late: ${it.title.en}, ${due(it).en}. Answerable: ${more}.`,
    ),
  refused: (it, more) =>
    both(
      `堵点 ${it.number} 的异议没有被采纳：${it.title.zh}。${due(it).zh}。${more}`,
      `Your dispute of ${it.number} was not accepted: ${it.title.en}, ${due(it).en}. ${more}`,
    ),
};

/** To clerks and leaders of the owning office; to nobody when there is no owner yet. */
export async function tellOwner(
  tx: Tx,
  platform: Platform,
  blockage: Blockage,
  telling: Telling,
  more = '',
): Promise<void> {
  if (blockage.departmentId === null) return;
  const { identity } = platform;
  const clerks = await identity.officialsWith(tx, 'clerk', blockage.departmentId);
  const leaders = await identity.officialsWith(tx, 'leader', blockage.departmentId);
  await send(tx, platform, blockage, telling, more, [...clerks, ...leaders]);
}

/** To all supervisors. */
export async function tellSupervisors(
  tx: Tx,
  platform: Platform,
  blockage: Blockage,
  telling: Telling,
  more = '',
): Promise<void> {
  await send(tx, platform, blockage, telling, more, await platform.identity.officialsWith(tx, 'supervisor'));
}

async function send(
  tx: Tx,
  platform: Platform,
  blockage: Blockage,
  telling: Telling,
  more: string,
  officials: readonly { readonly accountId: string }[],
): Promise<void> {
  const text = TEXTS[telling](blockage, more);
  for (const accountId of new Set(officials.map((official) => official.accountId))) {
    await platform.notify.send(tx, {
      to: { accountId },
      template: `blockages.${telling}`,
      text,
      about: blockage.number,
      // One message an entry of the ledger: a step that is repeated after a crash does not tell twice.
      dedupeKey: `blockages.${telling}:${blockage.id}:${blockage.ledgerLength}:${accountId}`,
    });
  }
}
