import type { AppError } from '../../../kernel/errors.ts';
import type { Result } from '../../../kernel/result.ts';
import { type Actor, SYSTEM } from '../../../platform/identity/actor.ts';
import type { Platform } from '../../../platform/platform.ts';
import { roomOf } from '../create-room.ts';
import { findRequest } from '../db/requests.ts';
import { answeredPoints } from '../domain/text/answered-points.ts';
import type { Action } from '../domain/transitions.ts';
import type { RequestsRoom } from '../room.ts';
import { ACTIONS } from '../use-cases/actions/index.ts';
import { draftList, putListInForce } from '../use-cases/responsibility-list.ts';
import { submitRequest } from '../use-cases/submit-request.ts';
import { firstRules } from './responsibility-rules.ts';
import { type Ending, type Story, stories } from './stories.ts';

const HOUR = 3_600_000;

/** Endings in which a hotline clerk decided during the call. */
const BY_PHONE: ReadonlySet<Ending> = new Set(['refused', 'answered-at-once', 'waiting-for-triage']);

/** The demonstration's requests, told through the same use cases as real ones, each at its own moment in the past. */
export async function loadStories(platform: Platform): Promise<void> {
  const room = roomOf(platform);
  const now = platform.clock();
  const version = must(await draftList(room, SYSTEM, now, { note: '第一版职责清单', rules: firstRules }));
  must(await putListInForce(room, SYSTEM, now, version));
  await addTemplates(room, now);
  for (const story of stories) await tell(room, story, now);
}

async function tell(room: RequestsRoom, story: Story, now: Date): Promise<void> {
  const districts = room.organisation.divisions().filter(({ level }) => level === 'district');
  const divisionCode = districts[story.district % districts.length]!.code;
  let at = new Date(now.getTime() - story.daysAgo * 24 * HOUR - 2 * HOUR);
  const actor: Actor = { kind: 'anonymous', id: 'anonymous', name: '', roles: [], departmentId: null };
  const { type, title, body, address } = story;
  const { id, queryCode } = must(
    await submitRequest(
      room,
      { type, title, body, divisionCode, address, visibility: 'public' },
      { actor, now: at, channel: BY_PHONE.has(story.ending) ? 'phone' : 'web' },
    ),
  );
  const script = chapters(story);
  const step =
    script.length > 0 ? Math.min(6 * HOUR, (now.getTime() - at.getTime()) / (script.length + 1)) : 0;
  for (const { action, role, input } of script) {
    at = new Date(at.getTime() + step);
    const request = (await findRequest(room.sql, id))!;
    if (action === 'accept' && request.state !== 'submitted') continue;
    if (action === 'dispatch' && request.state !== 'accepted') continue;
    const person = role === 'reporter' ? actor : official(role, request.departmentId);
    const credential = role === 'reporter' ? { credential: { queryCode } } : {};
    must(
      await ACTIONS.get(action)!.run(
        room,
        { actor: person, requestId: id, now: at, ...credential },
        await input(room, request),
      ),
    );
  }
}

type Seen = NonNullable<Awaited<ReturnType<typeof findRequest>>>;
interface Chapter {
  readonly action: Action;
  readonly role: 'reporter' | 'clerk' | 'leader' | 'dispatcher' | 'reviewer';
  input(room: RequestsRoom, request: Seen): Promise<object> | object;
}

/** What happened, up to the ending. */
function chapters(story: Story): Chapter[] {
  const chapter = (
    action: Action,
    role: Chapter['role'],
    input: object | Chapter['input'] = {},
  ): Chapter => ({
    action,
    role,
    input: typeof input === 'function' ? (input as Chapter['input']) : () => input,
  });
  const sent = [
    chapter('accept', 'dispatcher'),
    chapter('dispatch', 'dispatcher', (room: RequestsRoom, request: Seen) => ({
      category: story.category,
      departmentId: officeOf(room, story, request),
    })),
  ];
  const signed = [...sent, chapter('sign', 'clerk')];
  const replied = [
    ...signed,
    chapter('record-contact', 'clerk', { text: '已电话联系，约定现场查看' }),
    chapter('reply', 'clerk', (_room: RequestsRoom, request: Seen) => replyInput(story, request)),
  ];
  const closed = [...replied, chapter('approve-reply', 'reviewer')];
  switch (story.ending) {
    case 'waiting-for-triage':
      return [];
    case 'waiting-for-signature':
      return sent;
    case 'handling':
    case 'late':
      return signed;
    case 'asked-for-more':
      return [
        ...signed,
        chapter('ask-info', 'clerk', { text: '请补充电梯的编号（贴在轿厢里），方便检验机构核对。' }),
      ];
    case 'hand-back':
      return [
        ...sent,
        chapter('request-return', 'clerk', {
          evidence: '该店所在地属开发区，按职责分工由开发区市场监管所办理。',
          proposedDepartmentId: 'market',
        }),
      ];
    case 'extension-asked':
      return [
        ...signed,
        chapter('request-extension', 'clerk', {
          amount: 5,
          reason: '机构负责人在外地，正在联系其到场调解。',
        }),
      ];
    case 'planned':
      return [
        ...signed,
        chapter('plan', 'leader', {
          measures: '公交公司正在调整冬季排班，元旦起 12 路末班车延后到 22:00。',
          date: '2027-01-15',
        }),
      ];
    case 'under-review':
      return replied;
    case 'closed-good':
      return [...closed, chapter('rate', 'reporter', { score: 5, solved: true, comment: '' })];
    case 'closed-bad':
      return [
        ...closed,
        chapter('rate', 'reporter', { score: 1, solved: false, comment: '只说了会查，没有结果。' }),
      ];
    case 'reopened':
      return [
        ...closed,
        chapter('rate', 'reporter', { score: 2, solved: false, comment: '钱没有退到。' }),
        chapter('reopen', 'reporter', { text: '平台说退了 30 元，但我的账户没有收到。' }),
      ];
    case 'refused':
      return [
        chapter('reject', 'dispatcher', {
          reason: 'litigation',
          explanation: '这是已经判决的借款纠纷，可向作出判决的法院申请强制执行。',
        }),
      ];
    case 'answered-at-once':
      return [chapter('answer-directly', 'dispatcher', { text: story.reply! })];
  }
}

function officeOf(room: RequestsRoom, story: Story, request: Seen): string {
  const rule = firstRules.find(({ category }) => category === story.category)!;
  return room.organisation.departmentFor(rule.departmentKind, request.divisionCode)!.id;
}

/** Every point that the machine did not find answered is matched by hand, as a clerk would. */
function replyInput(story: Story, request: Seen) {
  const { points } = answeredPoints(`${request.title}\n${request.body}`, story.reply!);
  return {
    text: story.reply!,
    outcome: 'solved',
    points: points.map(({ text }) => ({ point: text, answer: story.reply! })),
  };
}

const official = (role: Exclude<Chapter['role'], 'reporter'>, departmentId: string | null): Actor => ({
  kind: 'official',
  id: DEMONSTRATION_OFFICIALS[role],
  name: { clerk: '承办员', leader: '负责人', dispatcher: '派单员', reviewer: '审核员' }[role],
  roles: [role],
  departmentId: role === 'clerk' || role === 'leader' ? departmentId : 'citizen-service-centre',
});

/** Ids of people who are not accounts: history that was there before the demonstration began. */
const DEMONSTRATION_OFFICIALS = {
  clerk: '00000000-0000-7000-8000-00000000c1e4',
  leader: '00000000-0000-7000-8000-0000000001ea',
  dispatcher: '00000000-0000-7000-8000-0000000d15fa',
  reviewer: '00000000-0000-7000-8000-000000000e71',
} as const;

async function addTemplates(room: RequestsRoom, now: Date): Promise<void> {
  const rows = [
    { name: '设施维修', text: '您反映的……已于 × 月 × 日修好：更换……。今后……' },
    { name: '政策解答', text: '可以办。需要的材料：……；在哪里办：……；多久办好：……' },
    { name: '查处结果', text: '经查，……。处理结果：……，依据：……。如有异议，可以……' },
  ].map((row, index) => ({
    ...row,
    id: `00000000-0000-7000-8000-00000000000${index + 1}`,
    createdBy: SYSTEM.id,
    createdAt: now,
  }));
  await room.sql`insert into requests.reply_template ${room.sql(rows as never)} on conflict do nothing`;
}

function must<T>(result: Result<T, AppError>): T {
  if (result.ok) return result.value;
  throw new Error(
    `The demonstration does not pass its own rules: ${result.error.code} ${JSON.stringify(result.error.fields)}`,
    { cause: result.error },
  );
}
