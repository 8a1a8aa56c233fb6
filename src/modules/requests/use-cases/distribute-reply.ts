import { both } from '../../../kernel/bilingual.ts';
import { lockRequest, saveRequest, saveStep } from '../db/requests.ts';
import type { CitizenRequest } from '../domain/request.ts';
import { transition } from '../domain/transitions.ts';
import { requestMoved } from '../events.ts';
import type { Scene } from './act.ts';
import { tellReporter } from './tell-reporter.ts';

/**
 * The main request's approved reply closes every child merged into it: each reporter gets the reply,
 * and each child can be rated and reopened by its own.
 */
export async function distributeReply(scene: Scene, text: string): Promise<void> {
  const children = await scene.tx<{ id: string }[]>`
    select id from requests.request where merged_into = ${scene.request.id} and state = 'merged' order by id`;
  for (const { id } of children) await closeChild(scene, (await lockRequest(scene.tx, id))!, text);
}

async function closeChild(main: Scene, child: CitizenRequest, text: string): Promise<void> {
  const { tx, now, actor, platform } = main;
  const seq = child.version + 1;
  const closed = await saveRequest(tx, child, {
    state: 'closed',
    stateSince: now,
    closedAt: now,
    repliedAt: now,
    resumeState: null,
    version: seq,
  });
  await tx`
    insert into requests.reply (request_id, seq, round, department_id, author_id, at, text, points, outcome, review, reviewed_at)
    values (${child.id}, ${seq}, ${child.round}, ${main.request.departmentId}, ${actor.id}, ${now}, ${text}, '[]', 'answered', 'approved', ${now})`;
  const action = 'approve-reply';
  const { shown } = transition(action);
  await saveStep(tx, {
    requestId: child.id,
    seq,
    at: now,
    action,
    from: 'merged',
    to: 'closed',
    actor,
    shown,
    text,
    detail: { mainNumber: main.request.number },
  });
  await platform.audit.record(tx, {
    at: now,
    actor,
    action: `requests.${action}`,
    subject: child.id,
    ...(child.reporterId ? { about: child.reporterId } : {}),
  });
  await platform.outbox.append(tx, requestMoved(closed, { action, from: 'merged', actor, at: now, text }));
  await tellReporter(
    { ...main, request: child, seq },
    action,
    both(
      `办理结果：${text.slice(0, 200)} 请评价；没解决可以要求重办。`,
      `Result: ${text.slice(0, 200)} Please rate it; if it is not solved, ask to reopen.`,
    ),
  );
}
