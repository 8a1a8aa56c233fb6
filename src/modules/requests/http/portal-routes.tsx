import { createHmac, timingSafeEqual } from 'node:crypto';
import { getCookie, setCookie } from 'hono/cookie';
import type { AppError, FieldFault } from '../../../kernel/errors.ts';
import { fileResponse } from '../../../platform/files/file-response.ts';
import { allow } from '../../../platform/http/access-table.ts';
import { formInput, formTexts } from '../../../platform/http/form-data.ts';
import { page, seeOther, type Web, type WebContext } from '../../../platform/http/web.ts';
import type { Actor } from '../../../platform/identity/actor.ts';
import {
  PUBLIC_PAGE,
  publicDetail,
  publicRequests,
  requestOfFile,
  requestsOfReporters,
} from '../db/public.ts';
import { findRequestByNumber } from '../db/requests.ts';
import { searchRequests } from '../db/search.ts';
import { categories, isCategoryId } from '../domain/categories.ts';
import type { CitizenRequest } from '../domain/request.ts';
import { standingsOf } from '../domain/standing.ts';
import { isOpen, OPEN_STATES, type State } from '../domain/states.ts';
import { type Action, actionsFor } from '../domain/transitions.ts';
import { tasksLike } from '../pages/common-tasks.ts';
import { HomePage, ListPage, ReporterActionPage, TrackPage } from '../pages/portal-pages.tsx';
import { PublicRequestPage } from '../pages/request-page.tsx';
import type { RequestsRoom } from '../room.ts';
import { ACTIONS } from '../use-cases/actions/index.ts';
import { hashQueryCode, loadBonds } from '../use-cases/bonds.ts';
import { notYours } from '../use-cases/refusals.ts';
import { namesFor } from './names.ts';

export const portalAccess = [
  allow('GET', '/', 'anyone'),
  allow('GET', '/search', 'anyone'),
  allow('GET', '/requests', 'anyone'),
  allow('GET', '/track', 'anyone'),
  allow('POST', '/track', 'anyone'),
  allow('GET', '/my/requests', 'signed-in'),
  allow('GET', '/files/:file', 'anyone'),
  allow('GET', '/requests/:number', 'anyone'),
  allow('GET', '/requests/:number/:action', 'anyone'),
  allow('POST', '/requests/:number/:action', 'anyone'),
];

/** What reporters do themselves; in this order the page offers it. */
const REPORTER_ACTIONS: readonly Action[] = [
  'supply-info',
  'rate',
  'reopen',
  'supplement',
  'appeal-rejection',
  'appeal-termination',
  'withdraw',
];
const CODE_HOURS = 12;

export function portalRoutes(web: Web, room: RequestsRoom): void {
  const { sql } = room;

  web.get('/', async (c) => {
    const { view, actor } = who(c);
    const own =
      actor.kind === 'citizen' ? (await ownRequests(actor)).filter(({ state }) => isOpen(state)) : null;
    const recent = (await publicRequests(sql, {})).slice(0, 5);
    return page(
      c,
      <HomePage view={view} own={own?.slice(0, 5) ?? null} recent={recent} names={namesFor(room, view)} />,
    );
  });

  web.get('/search', async (c) => {
    const { view } = who(c);
    const text = (c.req.query('q') ?? '').slice(0, 200);
    const rows = await searchRequests(sql, text, view.now, { publicOnly: true });
    return page(
      c,
      <ListPage
        view={view}
        title={text === '' ? view.t('查一查', 'Search') : view.t(`“${text}”`, `“${text}”`)}
        rows={rows}
        names={namesFor(room, view)}
        search={text}
        tasks={tasksLike(text)}
      />,
    );
  });

  web.get('/requests', async (c) => {
    const { view } = who(c);
    const { division = '', category = '', state = '', before } = c.req.query();
    const rows = await publicRequests(sql, {
      divisionCode: /^\d{6,12}$/.test(division) ? division : undefined,
      category: isCategoryId(category) ? category : undefined,
      states: STATES_SHOWN[state],
      lateAt: state === 'late' ? view.now : undefined,
      before: cursor(before),
    });
    const shown = rows.slice(0, PUBLIC_PAGE);
    const last = shown.at(-1);
    const older =
      rows.length > PUBLIC_PAGE && last
        ? `/requests?${new URLSearchParams({ division, category, state, before: `${last.receivedAt.getTime()}_${last.id}` })}`
        : undefined;
    return page(
      c,
      <ListPage
        view={view}
        title={view.t('大家反映的问题', 'What others reported')}
        rows={shown}
        names={namesFor(room, view)}
        older={older}
        filters={{
          values: { division, category, state },
          divisions: room.organisation
            .divisions()
            .filter(({ level }) => level === 'district')
            .map(({ code, name, nameEn }) => ({ value: code, label: view.t(name, `${nameEn} ${name}`) })),
          categories: categories.map(({ id, name }) => ({ value: id, label: view.say(name) })),
        }}
      />,
    );
  });

  web.get('/my/requests', async (c) => {
    const { view, actor } = who(c);
    return page(
      c,
      <ListPage
        view={view}
        title={view.t('我的诉求', 'My requests')}
        rows={await ownRequests(actor)}
        names={namesFor(room, view)}
        personal
      />,
    );
  });

  web.get('/track', (c) =>
    page(c, <TrackPage view={c.get('view')} faults={[]} values={{ number: c.req.query('number') ?? '' }} />),
  );

  web.post('/track', async (c) => {
    const values = formTexts(await formInput(c));
    const number = (values.number ?? '').trim().toUpperCase();
    const request = await findRequestByNumber(sql, number);
    const faults = trackFaults(request, values.code ?? '');
    if (faults.length > 0 || !request)
      return page(c, <TrackPage view={c.get('view')} faults={faults} values={values} />, 422);
    if (values.code) keepCode(c, request);
    return seeOther(c, `/requests/${request.number}`);
  });

  web.get('/requests/:number', async (c) => {
    const { view } = who(c);
    const { request, own } = await seen(c);
    const detail = await publicDetail(sql, request);
    const office = request.departmentId ? room.organisation.department(request.departmentId) : undefined;
    return page(
      c,
      <PublicRequestPage
        view={view}
        request={request}
        detail={detail}
        own={own}
        actions={own ? ownActions(request) : []}
        names={namesFor(room, view)}
        office={
          office
            ? { name: view.t(office.name, `${office.nameEn} ${office.name}`), phone: office.phone }
            : null
        }
      />,
    );
  });

  web.get('/requests/:number/:action', async (c) => actionForm(c, await mine(c), {}));

  web.post('/requests/:number/:action', async (c) => {
    const request = await mine(c);
    const input = await formInput(c);
    const credential = holdsCode(c, request) ? { credential: { codeShown: true } as const } : {};
    const acting = { actor: c.get('actor'), requestId: request.id, now: c.get('view').now, ...credential };
    const result = await ACTIONS.get(actionOf(c))!.run(room, acting, input);
    if (result.ok) return seeOther(c, `/requests/${request.number}`);
    return actionForm(c, request, formTexts(input), result.error);
  });

  web.get('/files/:file', async (c) => {
    const found = await requestOfFile(sql, c.req.param('file'));
    if (!found || !(await mayOpen(c, found))) return c.notFound();
    const file = await room.files.open(
      c.req.param('file'),
      c.req.query('size') === 'small' ? 'thumbnail' : 'original',
    );
    return file ? fileResponse(file) : c.notFound();
  });

  async function seen(c: WebContext): Promise<{ request: CitizenRequest; own: boolean }> {
    const request = await findRequestByNumber(sql, c.req.param('number') ?? '');
    if (!request) throw notYours();
    const own = await isOwn(c, request);
    if (request.visibility === 'confidential' && !own) throw notYours();
    return { request, own };
  }

  async function mine(c: WebContext): Promise<CitizenRequest> {
    const { request, own } = await seen(c);
    if (!own) throw notYours();
    return request;
  }

  async function isOwn(c: WebContext, request: CitizenRequest): Promise<boolean> {
    const actor = c.get('actor');
    if (holdsCode(c, request)) return true;
    if (actor.kind !== 'citizen' || request.reporterId === null) return false;
    return request.reporterId === actor.id || (await standings(c, request)).includes('reporter');
  }

  /** Everybody sees what a public page shows; the rest is for the reporter and for those who work on it. */
  async function mayOpen(c: WebContext, { request, kind }: FileOfRequest): Promise<boolean> {
    const onThePage = request.visibility === 'public' && request.state !== 'archived';
    if (onThePage && (kind === 'report' || kind === 'reply')) return true;
    if (kind !== 'evidence' && (await isOwn(c, request))) return true;
    return c.get('actor').kind === 'official' && (await standings(c, request)).length > 0;
  }

  /** One's own and those of the people one may act for. */
  async function ownRequests(actor: Actor) {
    const mandates = await room.identity.activeMandates(sql, actor.id);
    const principals = mandates
      .filter(({ scope }) => scope === 'requests')
      .map(({ principalId }) => principalId);
    return requestsOfReporters(sql, [actor.id, ...principals]);
  }

  const standings = (c: WebContext, request: CitizenRequest) =>
    sql.begin(async (tx) =>
      standingsOf(c.get('actor'), request, await loadBonds(tx, room, c.get('actor'), request, undefined)),
    );

  async function actionForm(
    c: WebContext,
    request: CitizenRequest,
    values: Readonly<Record<string, string>>,
    error?: AppError,
  ) {
    const action = actionOf(c);
    const view = c.get('view');
    if (!error && !ownActions(request).includes(action)) return seeOther(c, `/requests/${request.number}`);
    const faults = error?.fields ?? [];
    const form = { view, values, faults, offices: [], points: [], templates: [] };
    const refusal = faults.length === 0 ? error?.userMessage : undefined;
    return page(
      c,
      <ReporterActionPage view={view} request={request} action={action} form={form} refusal={refusal} />,
      error?.status ?? 200,
    );
  }

  const codeProof = (request: CitizenRequest) =>
    createHmac('sha256', room.config.keys.session)
      .update(`code ${request.id}`)
      .update(request.queryCodeHash)
      .digest('base64url');

  const keepCode = (c: WebContext, request: CitizenRequest) =>
    setCookie(c, `code-${request.number}`, codeProof(request), {
      httpOnly: true,
      sameSite: 'Lax',
      path: '/',
      secure: room.config.publicUrl.startsWith('https:'),
      maxAge: CODE_HOURS * 3_600,
    });

  function holdsCode(c: WebContext, request: CitizenRequest): boolean {
    const shown = Buffer.from(getCookie(c, `code-${request.number}`) ?? '');
    const expected = Buffer.from(codeProof(request));
    return shown.length === expected.length && timingSafeEqual(shown, expected);
  }
}

type FileOfRequest = NonNullable<Awaited<ReturnType<typeof requestOfFile>>>;

const who = (c: WebContext) => ({ view: c.get('view'), actor: c.get('actor') });

const ownActions = (request: CitizenRequest): Action[] => {
  const possible = actionsFor(request.state, ['reporter']);
  return REPORTER_ACTIONS.filter(
    (action) => possible.includes(action) && !(action === 'rate' && request.ratedAt !== null),
  );
};

function actionOf(c: WebContext): Action {
  const action = c.req.param('action') as Action;
  if (!REPORTER_ACTIONS.includes(action)) throw notYours();
  return action;
}

function cursor(text: string | undefined) {
  const match = /^(\d{1,15})_([0-9a-f-]{36})$/.exec(text ?? '');
  return match ? { at: new Date(Number(match[1])), id: match[2]! } : undefined;
}

/** The filter's words and the states behind them. */
const STATES_SHOWN: Readonly<Record<string, readonly State[]>> = {
  open: OPEN_STATES,
  late: OPEN_STATES,
  over: ['closed', 'answered'],
};

/** A confidential report and a number that does not exist are told apart by nobody without the code. */
function trackFaults(request: CitizenRequest | null, code: string): FieldFault[] {
  const right =
    request !== null && code !== '' && timingSafeEqual(hashQueryCode(code), request.queryCodeHash);
  if (right) return [];
  if (!request || request.visibility === 'confidential') {
    return [
      {
        field: 'number',
        message: {
          zh: '没有这个编号，请核对；保密的举报还要填对查询码',
          en: 'No such number: check it. A confidential report also needs its query code',
        },
      },
    ];
  }
  if (code === '') return [];
  return [
    {
      field: 'code',
      message: {
        zh: '查询码不对，请核对（8 位字母和数字，没有 0、1、O、I）',
        en: 'Wrong query code: 8 letters and digits, without 0, 1, O and I',
      },
    },
  ];
}
