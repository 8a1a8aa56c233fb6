import { z } from 'zod';
import { both } from '../../../../kernel/bilingual.ts';
import { ok } from '../../../../kernel/result.ts';
import { findRequestByNumber, lockRequest, saveRequest } from '../../db/requests.ts';
import { isOpen } from '../../domain/states.ts';
import { dueNow } from '../clock-patch.ts';
import { defineAction, fault, words } from '../define-action.ts';

/**
 * Puts a request under a main one. The main one carries the clock, by the earliest date of all; the child keeps
 * its own reporter, and later its own reply and rating. Both rows are locked in the order of their ids by PostgreSQL's
 * deadlock check: a victim is tried again by the caller.
 */
export const merge = defineAction(
  'merge',
  z.object({
    mainNumber: words('请填写主件编号', 'Give the main request’s number', 40),
    reason: words('请写明为什么是同一件事', 'Say why it is the same matter', 500),
  }),
  async ({ tx, request, now, seq, actor }, { mainNumber, reason }) => {
    const found = await findRequestByNumber(tx, mainNumber);
    const main = found && (await lockRequest(tx, found.id));
    if (!main || main.id === request.id)
      return fault('mainNumber', '没有这个编号的诉求，请核对', 'No other request has this number: check it');
    if (!isOpen(main.state) || main.mergedInto)
      return fault(
        'mainNumber',
        '主件已经办结或者已被合并，请选一件还在办的',
        'The main request is closed or merged itself: choose an open one',
      );
    const [own] =
      await tx`select 1 from requests.request where merged_into = ${request.id} and state = 'merged' limit 1`;
    if (own)
      return fault(
        'mainNumber',
        '这件诉求下面还有合并进来的诉求，请先拆分',
        'Others are merged into this one: take them apart first',
      );
    await tx`
      insert into requests.merge (request_id, seq, main_id, merged_at, merged_by, main_due_before)
      values (${request.id}, ${seq}, ${main.id}, ${now}, ${actor.id}, ${main.dueAt})`;
    if (request.dueAt && main.dueAt && request.dueAt < main.dueAt)
      await saveRequest(tx, main, { dueAt: request.dueAt });
    return ok({
      text: reason,
      detail: { mainNumber: main.number },
      patch: { mergedInto: main.id, resumeState: request.state },
      tell: both(
        `和另一件反映同一问题的诉求（${main.number}）一起办，结果会分别答复您。`,
        `It is handled together with ${main.number}; you get your own reply.`,
      ),
    });
  },
);

export const unmerge = defineAction(
  'unmerge',
  z.object({ reason: words('请写明为什么拆分', 'Say why it is taken apart', 500) }),
  async ({ platform, tx, request, now }, { reason }) => {
    const main = await lockRequest(tx, request.mergedInto!);
    await tx`update requests.merge set unmerged_at = ${now} where request_id = ${request.id} and unmerged_at is null`;
    if (main && isOpen(main.state) && main.pausedSince === null)
      await saveRequest(tx, main, { dueAt: await earliestDue() });
    return ok({
      text: reason,
      patch: { mergedInto: null, resumeState: null },
      tell: both('已拆分出来单独办理，时限不变。', 'It is handled on its own again; the date stands.'),
    });

    async function earliestDue(): Promise<Date | null> {
      const own = (await dueNow(platform, tx, main!, {})).dueAt ?? null;
      const [children] = await tx<{ dueAt: Date | null }[]>`
        select min(due_at) as due_at from requests.request
        where merged_into = ${main!.id} and state = 'merged' and id <> ${request.id}`;
      const theirs = children?.dueAt ?? null;
      return theirs && (!own || theirs < own) ? theirs : own;
    }
  },
);
