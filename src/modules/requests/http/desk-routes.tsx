import type { Context } from 'hono';
import type { Bilingual } from '../../../kernel/bilingual.ts';
import { endOfDate, localDateAt } from '../../../kernel/calendar/index.ts';
import type { AppError, FieldFault } from '../../../kernel/errors.ts';
import { maskName, maskPhone } from '../../../kernel/identifiers/index.ts';
import type { Result } from '../../../kernel/result.ts';
import { allow } from '../../../platform/http/access-table.ts';
import { formInput, formTexts } from '../../../platform/http/form-data.ts';
import { page, seeOther, type Web, type WebContext } from '../../../platform/http/web.ts';
import { type Actor, hasRole, type Role } from '../../../platform/identity/actor.ts';
import type { NavigationItem } from '../../../ui/components.ts';
import { RadioField, TextAreaField } from '../../../ui/components.ts';
import type { View } from '../../../ui/view.ts';
import {
  centreQueue,
  deskDetail,
  officeCounts,
  officeQueue,
  QUEUE_PAGE,
  type QueueRow,
  stepsOf,
} from '../db/desk.ts';
import { findRequestByNumber } from '../db/requests.ts';
import type { CitizenRequest } from '../domain/request.ts';
import { standingsOf } from '../domain/standing.ts';
import type { State } from '../domain/states.ts';
import { answeredPoints } from '../domain/text/answered-points.ts';
import { type Action, actionsFor, type Standing } from '../domain/transitions.ts';
import { ActionPage, DeskRequestPage, QueuePage, RequestActionPage } from '../pages/desk-pages.tsx';
import type { RequestsRoom } from '../room.ts';
import { ACTIONS } from '../use-cases/actions/index.ts';
import { addNote } from '../use-cases/add-note.ts';
import { actOnBadRating, BAD_RATING_STEPS, type BadRatingAction } from '../use-cases/bad-rating.ts';
import { loadBonds } from '../use-cases/bonds.ts';
import { notYours } from '../use-cases/refusals.ts';
import { type RevealedReporter, revealReporter } from '../use-cases/reveal-reporter.ts';
import { REPORTER_PURPOSE } from '../use-cases/tell-reporter.ts';
import { namesFor } from './names.ts';

const DESK_ROLES = [
  'hotline',
  'dispatcher',
  'clerk',
  'leader',
  'reviewer',
  'adjudicator',
  'supervisor',
  'inspector',
] as const satisfies readonly Role[];

export const deskAccess = [
  allow('GET', '/desk', ...DESK_ROLES),
  allow('GET', '/desk/requests/:number', ...DESK_ROLES),
  allow('POST', '/desk/requests/:number/note', ...DESK_ROLES),
  allow('GET', '/desk/requests/:number/reveal', ...DESK_ROLES),
  allow('POST', '/desk/requests/:number/reveal', ...DESK_ROLES),
  allow('GET', '/desk/requests/:number/bad-rating/:action', ...DESK_ROLES),
  allow('POST', '/desk/requests/:number/bad-rating/:action', ...DESK_ROLES),
  allow('GET', '/desk/requests/:number/:action', ...DESK_ROLES),
  allow('POST', '/desk/requests/:number/:action', ...DESK_ROLES),
];

interface Queue {
  readonly id: string;
  readonly name: Bilingual;
  readonly roles: readonly Role[];
  /** null: the actor's own office. */
  readonly states: readonly State[] | null;
}

/** What each role has to do first. The first queue that fits is shown. */
const QUEUES: readonly Queue[] = [
  { id: 'mine', name: { zh: '本单位待办', en: 'My office' }, roles: ['clerk', 'leader'], states: null },
  {
    id: 'triage',
    name: { zh: '待受理和派单', en: 'To accept and send' },
    roles: ['dispatcher', 'hotline', 'inspector'],
    states: ['submitted', 'accepted'],
  },
  {
    id: 'review',
    name: { zh: '待审核', en: 'To review' },
    roles: ['reviewer'],
    states: ['replied', 'extension-requested', 'termination-requested'],
  },
  {
    id: 'adjudicate',
    name: { zh: '待裁定', en: 'To adjudicate' },
    roles: ['adjudicator'],
    states: ['return-requested'],
  },
  {
    id: 'waiting',
    name: { zh: '等群众补充', en: 'Waiting for the citizen' },
    roles: ['dispatcher', 'supervisor'],
    states: ['need-info'],
  },
];

export function deskRoutes(web: Web, room: RequestsRoom): void {
  const { sql } = room;

  web.get('/desk', async (c) => {
    const { actor, view } = who(c);
    const mine = QUEUES.filter(({ roles }) => hasRole(actor, ...roles));
    const queue = mine.find(({ id }) => id === c.req.query('queue')) ?? mine[0] ?? QUEUES[4]!;
    const rows = await rowsOf(queue, actor, c.req.query('after'));
    const own = queue.states === null && actor.departmentId !== null;
    const counts = own
      ? await officeCounts(sql, actor.departmentId!, view.now, endOfDate(localDateAt(view.now)))
      : null;
    return page(
      c,
      <QueuePage
        view={view}
        navigation={navigation(view, actor)}
        title={
          counts
            ? view.t(
                `我的待办：${counts.late + counts.dueToday + counts.later} 件，${counts.late} 件超期`,
                `My queue: ${counts.late + counts.dueToday + counts.later}, ${counts.late} late`,
              )
            : view.say(queue.name)
        }
        tabs={mine.map(({ id, name }) => ({
          href: `/desk?queue=${id}`,
          label: view.say(name),
          current: id === queue.id,
        }))}
        counts={counts}
        rows={rows.slice(0, QUEUE_PAGE)}
        older={
          rows.length > QUEUE_PAGE
            ? `/desk?queue=${queue.id}&after=${cursorOf(rows[QUEUE_PAGE - 1]!, own)}`
            : undefined
        }
        caption={
          own
            ? view.t('按到期时间排序，最急的在前', 'By due date, most urgent first')
            : view.t('按等待时间排序，等得最久的在前', 'By waiting time, longest first')
        }
        names={namesFor(room, view)}
      />,
    );
  });

  web.get('/desk/requests/:number', async (c) => showRequest(c, await found(c), null, []));

  web.post('/desk/requests/:number/note', async (c) => {
    const seen = await found(c);
    const result = await addNote(room, acting(c, seen.request), await formInput(c));
    return result.ok ? back(c, seen.request) : showRequest(c, seen, null, result.error.fields);
  });

  web.get('/desk/requests/:number/reveal', async (c) => revealForm(c, (await found(c)).request, []));
  web.post('/desk/requests/:number/reveal', async (c) => {
    const seen = await found(c);
    const result = await revealReporter(room, acting(c, seen.request), await formInput(c));
    if (result.ok) return showRequest(c, seen, result.value, []);
    return faultsOr(result, (faults) => revealForm(c, seen.request, faults));
  });

  web.get('/desk/requests/:number/bad-rating/:action', async (c) =>
    badRatingForm(c, (await found(c)).request, []),
  );
  web.post('/desk/requests/:number/bad-rating/:action', async (c) => {
    const { request } = await found(c);
    const result = await actOnBadRating(room, acting(c, request), badRatingAction(c), await formInput(c));
    return result.ok ? back(c, request) : faultsOr(result, (faults) => badRatingForm(c, request, faults));
  });

  web.get('/desk/requests/:number/:action', async (c) => {
    const seen = await found(c);
    return actionForm(c, seen, suggestedValues(c, seen.request), []);
  });

  web.post('/desk/requests/:number/:action', async (c) => {
    const seen = await found(c);
    const input = await formInput(c);
    const result = await ACTIONS.get(actionOf(c))!.run(room, acting(c, seen.request), nested(input));
    return result.ok
      ? back(c, seen.request)
      : faultsOr(result, (faults) => actionForm(c, seen, formTexts(input), faults));
  });

  interface Seen {
    readonly request: CitizenRequest;
    readonly standings: readonly Standing[];
  }

  async function found(c: WebContext): Promise<Seen> {
    const { actor } = who(c);
    const request = await findRequestByNumber(sql, c.req.param('number') ?? '');
    if (!request) throw notYours();
    const standings = await sql.begin(async (tx) =>
      standingsOf(actor, request, await loadBonds(tx, room, actor, request, undefined)),
    );
    if (!standings.some((standing) => standing !== 'reporter')) throw notYours();
    return { request, standings };
  }

  async function rowsOf(queue: Queue, actor: Actor, cursor: string | undefined): Promise<QueueRow[]> {
    const after = cursor?.split('_');
    const at = after?.[0] ? new Date(Number(after[0])) : undefined;
    const id = after?.[1] ?? '';
    if (queue.states === null && actor.departmentId !== null)
      return officeQueue(sql, actor.departmentId, at ? { after: { dueAt: at, id } } : {});
    const confidential = hasRole(actor, 'inspector');
    return centreQueue(sql, queue.states ?? [], {
      confidential,
      ...(at ? { after: { since: at, id } } : {}),
    });
  }

  async function showRequest(
    c: WebContext,
    { request, standings }: Seen,
    revealed: RevealedReporter | null,
    faults: readonly FieldFault[],
  ) {
    const { view, actor } = who(c);
    const [steps, detail] = await Promise.all([stepsOf(sql, request.id), deskDetail(sql, request)]);
    return page(
      c,
      <DeskRequestPage
        view={view}
        navigation={navigation(view, actor)}
        request={request}
        steps={steps}
        detail={detail}
        actions={actionsFor(
          request.state,
          standings.filter((standing) => standing !== 'reporter'),
        )}
        badRatingActions={badRatingChoices(view, actor, detail.badRating)}
        reporter={revealed ?? maskedReporter(request)}
        revealed={revealed !== null}
        mayReveal={standings.some((standing) => standing !== 'co' && standing !== 'supervisor')}
        names={namesFor(room, view)}
        faults={faults}
      />,
      faults.length > 0 ? 422 : 200,
    );
  }

  function maskedReporter(request: CitizenRequest): RevealedReporter {
    const open = (sealed: Buffer | null) => sealed && room.personalData.open(sealed, REPORTER_PURPOSE);
    const [name, phone] = [open(request.reporterName), open(request.reporterPhone)];
    return { name: name && maskName(name), phone: phone && maskPhone(phone) };
  }

  async function actionForm(
    c: WebContext,
    { request, standings }: Seen,
    values: Readonly<Record<string, string>>,
    faults: readonly FieldFault[],
  ) {
    const { view, actor } = who(c);
    const action = actionOf(c);
    if (!actionsFor(request.state, standings).includes(action)) return back(c, request);
    const { points } = answeredPoints(`${request.title}\n${request.body}`, values.text ?? '');
    const { templates } = action === 'reply' ? await deskDetail(sql, request) : { templates: [] };
    const form = {
      view,
      values,
      faults,
      templates,
      points: points.map(({ text }) => text),
      offices: room.organisation
        .departments()
        .filter(({ id }) => id !== request.avoidDepartmentId)
        .map(({ id, name, nameEn }) => ({ value: id, label: view.t(name, `${nameEn} ${name}`) })),
    };
    const path = `/desk/requests/${request.number}/${action}`;
    return page(
      c,
      <RequestActionPage
        view={view}
        navigation={navigation(view, actor)}
        request={request}
        action={action}
        path={path}
        faults={faults}
        form={form}
      />,
      faults.length > 0 ? 422 : 200,
    );
  }

  function revealForm(c: WebContext, request: CitizenRequest, faults: readonly FieldFault[]) {
    const { view, actor } = who(c);
    return page(
      c,
      <ActionPage
        view={view}
        navigation={navigation(view, actor)}
        request={request}
        title={view.t('查看反映人信息', 'Show the reporter')}
        path={`/desk/requests/${request.number}/reveal`}
        faults={faults}
      >
        <TextAreaField
          view={view}
          name="purpose"
          label={view.t('为什么要看？本人可以查到这条记录', 'Why? The person can read this record')}
          rows={2}
          faults={faults}
        />
      </ActionPage>,
      faults.length > 0 ? 422 : 200,
    );
  }

  function badRatingForm(c: WebContext, request: CitizenRequest, faults: readonly FieldFault[]) {
    const { view, actor } = who(c);
    const action = badRatingAction(c);
    const { title, question } = BAD_RATING_WORDS[action];
    return page(
      c,
      <ActionPage
        view={view}
        navigation={navigation(view, actor)}
        request={request}
        title={view.say(title)}
        path={`/desk/requests/${request.number}/bad-rating/${action}`}
        faults={faults}
      >
        {question && (
          <RadioField
            view={view}
            name="yes"
            label={view.say(question)}
            inline
            faults={faults}
            choices={[
              { value: 'yes', label: view.t('是', 'Yes') },
              { value: 'no', label: view.t('否', 'No') },
            ]}
          />
        )}
        <TextAreaField
          view={view}
          name="text"
          label={view.t('情况说明', 'What was found')}
          rows={4}
          limit={1_000}
          faults={faults}
        />
      </ActionPage>,
      faults.length > 0 ? 422 : 200,
    );
  }
}

const who = (c: WebContext) => ({ actor: c.get('actor'), view: c.get('view') });
const acting = (c: WebContext, { id }: CitizenRequest) => ({
  actor: c.get('actor'),
  requestId: id,
  now: c.get('view').now,
});
const back = (c: WebContext, { number }: CitizenRequest) => seeOther(c, `/desk/requests/${number}`);
const cursorOf = ({ dueAt, stateSince, id }: QueueRow, own: boolean) =>
  `${((own ? dueAt : stateSince) ?? stateSince).getTime()}_${id}`;

/** A refusal that points at fields comes back as the form; any other is an error page. */
function faultsOr(
  result: Result<unknown, AppError> & { ok: false },
  form: (faults: readonly FieldFault[]) => Response | Promise<Response>,
) {
  if (result.error.fields.length === 0) throw result.error;
  return form(result.error.fields);
}

function actionOf(c: Context): Action {
  const action = c.req.param('action') as Action;
  if (!ACTIONS.has(action)) throw notYours();
  return action;
}

function badRatingAction(c: Context): BadRatingAction {
  const action = c.req.param('action') as BadRatingAction;
  if (!(action in BAD_RATING_STEPS)) throw notYours();
  return action;
}

/** `points.0.answer` and the like become the array that the use case takes. */
function nested(input: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const points: Record<string, string>[] = [];
  const rest: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(input)) {
    const match = /^points\.(\d{1,3})\.(point|answer)$/.exec(name);
    if (!match) rest[name] = value;
    else points[Number(match[1])] = { ...points[Number(match[1])], [match[2]!]: String(value) };
  }
  return points.length > 0 ? { ...rest, points: points.filter(Boolean) } : rest;
}

/** What the classifier would choose, chosen already; the dispatcher confirms or changes it. */
function suggestedValues(c: Context, request: CitizenRequest): Record<string, string> {
  const best = request.suggestions[0];
  if (c.req.param('action') !== 'dispatch' || !best) return {};
  return { category: best.category, departmentId: best.departmentId };
}

const BAD_RATING_WORDS: Readonly<
  Record<BadRatingAction, { title: Bilingual; question?: Bilingual; state: string; roles: readonly Role[] }>
> = {
  verify: {
    title: { zh: '核实差评', en: 'Verify the bad rating' },
    question: { zh: '差评属实吗？', en: 'Is it well-founded?' },
    state: 'to-verify',
    roles: ['reviewer'],
  },
  rectify: {
    title: { zh: '提交整改结果', en: 'Report the rectification' },
    state: 'to-rectify',
    roles: ['clerk', 'leader'],
  },
  appeal: {
    title: { zh: '对差评申诉', en: 'Appeal the bad rating' },
    state: 'to-rectify',
    roles: ['clerk', 'leader'],
  },
  'decide-appeal': {
    title: { zh: '裁定差评申诉', en: 'Decide the appeal' },
    question: { zh: '申诉成立吗？', en: 'Is the appeal granted?' },
    state: 'appealed',
    roles: ['adjudicator'],
  },
  'call-back': {
    title: { zh: '整改后回访', en: 'Call back after rectification' },
    question: { zh: '群众认可整改吗？', en: 'Is the citizen content?' },
    state: 'to-call-back',
    roles: ['reviewer'],
  },
};

function badRatingChoices(
  view: View,
  actor: Actor,
  rating: { readonly state: string; readonly departmentId: string | null } | null,
) {
  if (!rating) return [];
  return Object.entries(BAD_RATING_WORDS)
    .filter(
      ([, { state, roles }]) =>
        state === rating.state &&
        hasRole(actor, ...roles) &&
        (!hasRole(actor, 'clerk', 'leader') || actor.departmentId === rating.departmentId),
    )
    .map(([action, { title }]) => ({ action, label: view.say(title) }));
}

const navigation = (view: View, actor: Actor): NavigationItem[] => [
  { href: '/desk', label: view.t('待办', 'Queue') },
  ...(hasRole(actor, 'clerk')
    ? [{ href: '/desk/mandates', label: view.t('窗口授权', 'Mandates at the counter') }]
    : []),
  { href: '/requests', label: view.t('公开的诉求', 'Public requests') },
  { href: '/kpi', label: view.t('办理指标', 'Indicators') },
];
