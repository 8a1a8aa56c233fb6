import { z } from 'zod';
import { type Actor, SYSTEM } from '../../../platform/identity/actor.ts';
import { findRequest } from '../db/requests.ts';
import { answeredPoints } from '../domain/text/answered-points.ts';
import type { Action } from '../domain/transitions.ts';
import type { RequestsRoom } from '../room.ts';
import { ACTIONS } from './actions/index.ts';
import { BODY_LIMIT, submitRequest } from './submit-request.ts';

const message = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  title: z.string().default(''),
  text: z.string(),
  at: z.string(),
  reply: z.string().optional(),
  repliedAt: z.string().optional(),
});

export type ImportOutcome =
  | { readonly known: boolean; readonly answered: boolean }
  | { readonly fault: string };

/**
 * Takes in one message from another system at the time it was sent, and when it was answered there, takes it through
 * the same steps here at the time of the answer. A message with the same id is taken in once.
 * A reply that does not pass our gate is kept as an internal note, and the request stays open for a person.
 */
export async function importMessage(
  room: RequestsRoom,
  line: string,
  divisionCode: string,
): Promise<ImportOutcome> {
  const read = parse(line);
  if ('fault' in read) return read;
  const { id, title, text, at, reply, repliedAt } = read.message;
  const sentAt = beijing(at);
  if (!sentAt) return { fault: `"at" is not a time: ${at}` };
  const idempotencyKey = `import:${id}`;
  const [before] = await room.sql`select 1 from requests.idempotency where key = ${idempotencyKey}`;
  if (before) return { known: true, answered: false };
  const result = await submitRequest(
    room,
    {
      type: 'help',
      title: [...title].slice(0, 60).join(''),
      body: shortened(text),
      divisionCode,
      address: '',
      visibility: 'private',
    },
    { actor: SYSTEM, now: sentAt, channel: 'import', idempotencyKey },
  );
  if (!result.ok)
    return {
      fault:
        result.error.fields.map((each) => `${each.field}: ${each.message.en}`).join('; ') ||
        result.error.message,
    };
  const answeredAt = reply && repliedAt ? beijing(repliedAt) : null;
  if (!reply || !answeredAt || answeredAt < sentAt) return { known: false, answered: false };
  return { known: false, answered: await replay(room, result.value.id, reply, answeredAt) };
}

function parse(line: string): { message: z.output<typeof message> } | { fault: string } {
  try {
    const parsed = message.safeParse(JSON.parse(line));
    return parsed.success
      ? { message: parsed.data }
      : { fault: parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ') };
  } catch {
    return { fault: 'is not JSON' };
  }
}

/** `2019/4/25 9:32:09` as a clock on a wall in China showed it. */
function beijing(text: string): Date | null {
  const match = /^(\d{4})[/-](\d{1,2})[/-](\d{1,2})[ T](\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text.trim());
  if (!match) return null;
  const [year, month, day, hour, minute, second = '0'] = match.slice(1);
  const pad = (part: string | undefined) => String(part).padStart(2, '0');
  const at = new Date(`${year}-${pad(month)}-${pad(day)}T${pad(hour)}:${pad(minute)}:${pad(second)}+08:00`);
  return Number.isNaN(at.getTime()) ? null : at;
}

/** Longer than a report may be here: the whole is kept in the other system. */
function shortened(text: string): string {
  const characters = [...text];
  return characters.length <= BODY_LIMIT ? text : `${characters.slice(0, BODY_LIMIT - 1).join('')}…`;
}

async function replay(room: RequestsRoom, id: string, reply: string, at: Date): Promise<boolean> {
  const clerk = (departmentId: string | null): Actor => ({
    kind: 'official',
    id: IMPORTER,
    name: '历史导入',
    roles: ['clerk', 'dispatcher', 'reviewer'],
    departmentId,
  });
  const take = async (action: Action, input: object) => {
    const request = (await findRequest(room.sql, id))!;
    return ACTIONS.get(action)!.run(
      room,
      { actor: clerk(request.departmentId), requestId: id, now: at },
      input,
    );
  };
  const request = (await findRequest(room.sql, id))!;
  if (request.state === 'submitted') {
    const best = request.suggestions[0];
    if (!best || !(await take('accept', {})).ok) return false;
    if (!(await take('dispatch', { category: best.category, departmentId: best.departmentId })).ok)
      return false;
  }
  if (!(await take('sign', {})).ok) return false;
  const { points } = answeredPoints(`${request.title}\n${request.body}`, reply);
  const text = [...reply].slice(0, 5_000).join('');
  const replied = await take('reply', {
    text,
    outcome: 'answered',
    points: points.map((point) => ({ point: point.text, answer: '见答复正文（历史导入）' })),
  });
  if (replied.ok) return (await take('approve-reply', { note: '历史导入' })).ok;
  await room.sql`
    insert into requests.note (request_id, id, at, author_id, author_name, text)
    values (${id}, gen_random_uuid(), ${at}, ${IMPORTER}, '历史导入', ${`原系统答复（未通过答复检查）：${text}`})`;
  return false;
}

const IMPORTER = '00000000-0000-7000-8000-00000000017e';
