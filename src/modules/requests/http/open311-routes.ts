import type { StatusCode } from 'hono/utils/http-status';
import type { AppError } from '../../../kernel/errors.ts';
import { allow } from '../../../platform/http/access-table.ts';
import type { Web, WebContext } from '../../../platform/http/web.ts';
import type { Actor } from '../../../platform/identity/actor.ts';
import { type Open311Row, open311Requests, open311Updates } from '../db/open311.ts';
import { findRequestByNumber } from '../db/requests.ts';
import { categories, categoryOf, isCategoryId, sectors } from '../domain/categories.ts';
import { maskInText } from '../domain/mask-in-text.ts';
import { isOpen, STATES, type State } from '../domain/states.ts';
import type { RequestsRoom } from '../room.ts';
import { ACTIONS } from '../use-cases/actions/index.ts';
import { type SubmitInput, submitRequest } from '../use-cases/submit-request.ts';
import { type Open311Document, toJson, toXml } from './open311-format.ts';

const BASE = '/open311/v2';
const FORMATS = ['json', 'xml'] as const;
type Format = (typeof FORMATS)[number];

const PATHS = [
  ['GET', 'discovery'],
  ['GET', 'services'],
  ['GET', 'requests'],
  ['POST', 'requests'],
  ['GET', 'servicerequestupdates'],
  ['POST', 'servicerequestupdates'],
] as const;

export const open311Access = [
  ...FORMATS.flatMap((format) =>
    PATHS.map(([method, name]) => allow(method, `${BASE}/${name}.${format}`, 'anyone')),
  ),
  ...['services', 'requests', 'tokens'].map((name) => allow('GET', `${BASE}/${name}/:file`, 'anyone')),
];

const SIZES = ['street', 'district', 'city', 'province'];
/** The protocol's page size and its upper bound. */
const PAGE_SIZE = { default: 50, most: 1_000 };
/** Without dates a list reaches this far back, as the specification says. */
const SPAN_DAYS = 90;
const DAY_MS = 86_400_000;

/** An error as GeoReport v2 writes it: a list of code and description, with the same HTTP status. */
class Open311Error extends Error {
  constructor(
    readonly status: 400 | 403 | 404 | 409 | 413 | 422 | 500,
    readonly description: string,
  ) {
    super(description);
  }
}

/**
 * Open311 GeoReport v2 with mySociety's updates extension.
 * @source wiki.open311.org/GeoReport_v2
 */
export function open311Routes(web: Web, room: RequestsRoom): void {
  for (const format of FORMATS) {
    web.get(`${BASE}/discovery.${format}`, (c) => answer(c, format, discovery(room)));
    web.get(`${BASE}/services.${format}`, (c) => answer(c, format, services()));
    web.get(`${BASE}/requests.${format}`, (c) => guarded(c, format, () => list(c)));
    web.post(`${BASE}/requests.${format}`, (c) => guarded(c, format, () => submit(c), 201));
    web.get(`${BASE}/servicerequestupdates.${format}`, (c) => guarded(c, format, () => updates(c)));
    web.post(`${BASE}/servicerequestupdates.${format}`, (c) => guarded(c, format, () => postUpdate(c)));
  }
  web.get(`${BASE}/services/:file`, (c) => one(c, (code) => definition(code)));
  web.get(`${BASE}/requests/:file`, (c) => one(c, requestsNumbered));
  web.get(`${BASE}/tokens/:file`, (c) => one(c, token));

  /** `{id}.json` and `{id}.xml`; numbers and codes may hold dots, so the last one decides. */
  function one(
    c: WebContext,
    find: (id: string) => Promise<Open311Document> | Open311Document,
  ): Promise<Response> {
    const match = /^(.+)\.(json|xml)$/.exec(c.req.param('file') ?? '');
    const format = (match?.[2] ?? 'json') as Format;
    return guarded(c, format, () => {
      if (!match) throw new Open311Error(404, 'Ask for .json or .xml');
      return find(match[1]!);
    });
  }

  async function list(c: WebContext): Promise<Open311Document> {
    const query = c.req.query();
    const now = c.get('view').now;
    const numbers = commaList(query.service_request_id);
    const { from, to } = span(query.start_date, query.end_date, now, numbers !== undefined);
    const limit = Math.min(positive(query.page_size, PAGE_SIZE.default), PAGE_SIZE.most);
    const rows = await open311Requests(room.sql, {
      numbers: numbers?.slice(0, PAGE_SIZE.most),
      categories: commaList(query.service_code),
      status: statuses(query.status),
      from,
      to,
      updatedAfter: date(query.updated_after, 'updated_after'),
      updatedBefore: date(query.updated_before, 'updated_before'),
      limit,
      offset: (positive(query.page, 1) - 1) * limit,
    });
    return requestDocument(rows);
  }

  async function requestsNumbered(number: string): Promise<Open311Document> {
    const rows = await open311Requests(room.sql, {
      numbers: commaList(number),
      limit: PAGE_SIZE.most,
      offset: 0,
    });
    if (rows.length === 0) throw new Open311Error(404, `service_request_id ${number} was not found`);
    return requestDocument(rows);
  }

  const requestDocument = (rows: readonly Open311Row[]): Open311Document => ({
    root: 'service_requests',
    item: 'request',
    items: rows.map(requestItem),
  });

  function requestItem(row: Open311Row) {
    const office = row.departmentId ? room.organisation.department(row.departmentId) : undefined;
    const name = isCategoryId(row.category) ? categoryOf(row.category).name.zh : row.category;
    return {
      service_request_id: row.number,
      status: isOpen(row.state) ? 'open' : 'closed',
      status_notes: row.notes ? maskInText(row.notes) : STATES[row.state].name.zh,
      extended_status: row.state,
      service_name: name,
      service_code: row.category,
      description: maskInText(`${row.title}\n${row.body}`),
      agency_responsible: office?.name ?? '',
      service_notice: '',
      requested_datetime: row.receivedAt.toISOString(),
      updated_datetime: (row.lastAt ?? row.stateSince).toISOString(),
      expected_datetime: row.dueAt?.toISOString() ?? '',
      address: `${room.organisation.divisionPath(row.divisionCode)} ${row.address}`.trim(),
      address_id: '',
      zipcode: '',
      lat: row.latitude ?? '',
      long: row.longitude ?? '',
      media_url: row.mediaFile ? `${room.config.publicUrl}/files/${row.mediaFile}` : '',
    };
  }

  async function submit(c: WebContext): Promise<Open311Document> {
    const fields = await body(c);
    const client = await clientOf(fields);
    const code = String(fields.service_code ?? '');
    if (!isCategoryId(code))
      throw new Open311Error(
        code === '' ? 400 : 404,
        code === ''
          ? 'service_code was not provided'
          : `service_code ${code} was not found: see services.json`,
      );
    const place = placeOf(fields);
    const attachments = await media(fields.media, c.get('view').now);
    const result = await submitRequest(
      room,
      {
        type: categoryOf(code).handling,
        body: String(fields.description ?? '').replaceAll('\r\n', '\n'),
        divisionCode: place.divisionCode,
        address: String(fields.address_string ?? ''),
        latitude: place.latitude,
        longitude: place.longitude,
        name: personName(fields),
        phone: typeof fields.phone === 'string' && fields.phone !== '' ? fields.phone : undefined,
        attachments,
      } as SubmitInput,
      { actor: client, now: c.get('view').now, channel: 'open311', ...idempotency(c) },
    );
    if (!result.ok) throw refused(result.error);
    const { number, queryCode } = result.value;
    return {
      root: 'service_requests',
      item: 'request',
      items: [{ service_request_id: number, service_notice: `查询码 ${queryCode}`, account_id: '' }],
    };
  }

  /** The place must be given as coordinates, address or both; the district is found in the address, else the province takes it. */
  function placeOf(fields: Fields) {
    const latitude = coordinate(fields.lat, 'lat', 3, 54);
    const longitude = coordinate(fields.long, 'long', 73, 136);
    const address = String(fields.address_string ?? '');
    if (latitude === undefined && address === '' && !fields.address_id)
      throw new Open311Error(400, 'A location must be provided: lat and long, address_string or address_id');
    const smallest = divisionNamedIn(address);
    const code =
      typeof fields.address_id === 'string' && room.organisation.division(fields.address_id)
        ? fields.address_id
        : (smallest?.code ?? provinceCode());
    return { latitude, longitude, divisionCode: code };
  }

  /** The smallest division that the address names; a street counts only with its district, since many have one of that name. */
  function divisionNamedIn(address: string) {
    const { organisation } = room;
    const named = organisation
      .divisions()
      .filter(
        ({ level, name, code }) => level !== 'province' && !code.startsWith('98') && address.includes(name),
      );
    const known = new Set(named.map(({ code }) => code));
    return named
      .filter(({ level, parentCode }) => level !== 'street' || known.has(parentCode ?? ''))
      .sort((a, b) => SIZES.indexOf(a.level) - SIZES.indexOf(b.level))[0];
  }

  const provinceCode = () =>
    room.organisation.divisions().find(({ level, code }) => level === 'province' && !code.startsWith('98'))
      ?.code ?? '';

  async function media(value: unknown, now: Date): Promise<string[]> {
    const files = [value].flat().filter((each): each is File => each instanceof File && each.size > 0);
    const ids: string[] = [];
    for (const file of files.slice(0, 6)) {
      const stored = await room.files.putImage({
        bytes: new Uint8Array(await file.arrayBuffer()),
        name: file.name,
        now,
      });
      if (!stored.ok) throw new Open311Error(400, `${stored.error.message.zh} ${stored.error.message.en}`);
      ids.push(stored.value.id);
    }
    return ids;
  }

  async function clientOf(fields: Fields): Promise<Actor> {
    const key = typeof fields.api_key === 'string' ? fields.api_key : '';
    const client = key === '' ? null : await room.identity.clientForKey(key);
    if (!client)
      throw new Open311Error(403, key === '' ? 'api_key was not provided' : 'api_key is not valid');
    return { kind: 'client', id: client.id, name: client.name, roles: [], departmentId: null };
  }

  async function token(id: string): Promise<Open311Document> {
    const [row] = await room.sql<
      { number: string }[]
    >`select number from requests.idempotency where key = ${`open311:${id}`}`;
    const number = row?.number ?? (await findRequestByNumber(room.sql, id))?.number;
    if (!number) throw new Open311Error(404, `token ${id} was not found`);
    return { root: 'service_requests', item: 'request', items: [{ service_request_id: number, token: id }] };
  }

  async function updates(c: WebContext): Promise<Open311Document> {
    const query = c.req.query();
    const { from, to } = span(query.start_date, query.end_date, c.get('view').now, false);
    const rows = await open311Updates(room.sql, from!, to!, PAGE_SIZE.most);
    const items = rows.map(({ number, seq, at, toState, text }) => ({
      update_id: `${number}-${seq}`,
      service_request_id: number,
      status: extendedStatus(toState),
      updated_datetime: at.toISOString(),
      description: text ? maskInText(text) : STATES[toState].name.zh,
      media_url: '',
    }));
    return { root: 'service_request_updates', item: 'request_update', items };
  }

  async function postUpdate(c: WebContext): Promise<Open311Document> {
    const fields = await body(c);
    await clientOf(fields);
    const request = await findRequestByNumber(room.sql, String(fields.service_request_id ?? ''));
    if (!request) throw new Open311Error(404, 'service_request_id was not found');
    const action =
      String(fields.status ?? '').toLowerCase() === 'open' && !isOpen(request.state)
        ? 'reopen'
        : 'supplement';
    // The client speaks for whoever reported through it, and for nobody else's request.
    if (request.channel !== 'open311')
      throw new Open311Error(403, 'This request was not made through this interface');
    const result = await ACTIONS.get(action)!.run(
      room,
      {
        actor: { kind: 'client', id: 'open311', name: '', roles: [], departmentId: null },
        requestId: request.id,
        now: c.get('view').now,
        credential: { codeShown: true },
      },
      { text: String(fields.description ?? '') },
    );
    if (!result.ok) throw refused(result.error);
    return {
      root: 'service_request_updates',
      item: 'request_update',
      items: [{ update_id: `${request.number}-${result.value.request.version}` }],
    };
  }
}

type Fields = Readonly<Record<string, unknown>>;

async function guarded(
  c: WebContext,
  format: Format,
  make: () => Promise<Open311Document> | Open311Document,
  status: StatusCode = 200,
): Promise<Response> {
  try {
    return answer(c, format, await make(), status);
  } catch (error) {
    if (!(error instanceof Open311Error)) throw error;
    return answer(
      c,
      format,
      { root: 'errors', item: 'error', items: [{ code: error.status, description: error.description }] },
      error.status,
    );
  }
}

/** One validator wants exactly `text/xml`, without a charset; the declaration in the document names it. */
function answer(
  c: WebContext,
  format: Format,
  document: Open311Document,
  status: StatusCode = 200,
): Response {
  const [text, type] =
    format === 'xml'
      ? [toXml(document), 'text/xml']
      : [JSON.stringify(toJson(document)), 'application/json; charset=utf-8'];
  return c.newResponse(text, status, { 'content-type': type });
}

const discovery = ({ config, clock }: RequestsRoom): Open311Document => {
  const endpoint = (type: string) => ({
    specification: 'http://wiki.open311.org/GeoReport_v2',
    url: `${config.publicUrl}${BASE}`,
    changeset: '2026-11-24T00:00:00Z',
    type,
    formats: { format: ['text/xml', 'application/json'] },
  });
  const endpoints = [endpoint('production'), endpoint('test')];
  return {
    root: 'discovery',
    item: 'discovery',
    single: true,
    items: [
      {
        changeset: clock().toISOString(),
        contact: '12345',
        key_service: `${config.publicUrl}/help`,
        endpoints: { endpoint: endpoints },
      },
    ],
  };
};

const services = (): Open311Document => ({
  root: 'services',
  item: 'service',
  items: categories.map(({ id, name, sector, keywords }) => ({
    service_code: id,
    service_name: name.zh,
    description: name.en,
    metadata: false,
    type: 'realtime',
    keywords: keywords.slice(0, 8).join(','),
    group: sectors[sector].zh,
  })),
});

function definition(code: string): Open311Document {
  if (!isCategoryId(code)) throw new Open311Error(404, `service_code ${code} was not found`);
  return {
    root: 'service_definition',
    item: 'attribute',
    single: true,
    items: [{ service_code: code, attributes: [] }],
  };
}

async function body(c: WebContext): Promise<Fields> {
  return c.req.parseBody({ all: true }).catch(() => {
    throw new Open311Error(400, 'The body could not be read: send a form in UTF-8');
  });
}

/** Names arrive split, first and last; a Chinese name is written last name first, without a space. */
function personName({ first_name: first, last_name: last }: Fields): string | undefined {
  const [given, family] = [String(first ?? '').trim(), String(last ?? '').trim()];
  const name = /\p{Script=Han}/u.test(given + family)
    ? family + given
    : [given, family].filter(Boolean).join(' ');
  return name || undefined;
}

const commaList = (text: string | undefined) =>
  text
    ?.split(',')
    .map((each) => each.trim())
    .filter(Boolean);

function statuses(text: string | undefined) {
  const asked = commaList(text);
  if (asked?.some((each) => each !== 'open' && each !== 'closed'))
    throw new Open311Error(400, 'status must be open or closed');
  return asked as ('open' | 'closed')[] | undefined;
}

function date(text: string | undefined, name: string): Date | undefined {
  if (text === undefined || text === '') return undefined;
  const at = new Date(text.replace(' ', '+'));
  if (Number.isNaN(at.getTime()))
    throw new Open311Error(400, `${name} must be a W3C date such as 2026-11-24T00:00:00Z`);
  return at;
}

function span(start: string | undefined, end: string | undefined, now: Date, everything: boolean) {
  if (everything) return { from: date(start, 'start_date'), to: date(end, 'end_date') };
  const to = date(end, 'end_date') ?? now;
  return { from: date(start, 'start_date') ?? new Date(to.getTime() - SPAN_DAYS * DAY_MS), to };
}

const positive = (text: string | undefined, otherwise: number) =>
  /^[1-9]\d{0,6}$/.test(text ?? '') ? Number(text) : otherwise;

function coordinate(value: unknown, name: string, least: number, most: number): number | undefined {
  if (value === undefined || value === '') return undefined;
  const number = Number(value);
  if (!(number >= least && number <= most))
    throw new Open311Error(400, `${name} must be between ${least} and ${most}`);
  return number;
}

const idempotency = (c: WebContext) => {
  const key = c.req.header('idempotency-key');
  return key ? { idempotencyKey: `open311:${key}` } : {};
};

/** mySociety's words for what happened, where one fits. */
function extendedStatus(state: State): string {
  if (state === 'handling') return 'investigating';
  if (state === 'planned') return 'planned';
  if (state === 'merged') return 'duplicate';
  if (state === 'rejected') return 'not_councils_responsibility';
  if (state === 'closed' || state === 'answered') return 'fixed';
  return isOpen(state) ? 'open' : 'closed';
}

function refused({ status, userMessage, fields }: AppError): Open311Error {
  const [first] = fields;
  const text = first
    ? `${first.field}: ${first.message.zh} ${first.message.en}`
    : `${userMessage.zh} ${userMessage.en}`;
  return new Open311Error(status === 409 ? 409 : status === 403 ? 403 : 400, text);
}
