import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { AppError, type FieldFault } from '../../../kernel/errors.ts';
import { parseMobilePhone } from '../../../kernel/identifiers/index.ts';
import { cleanText } from '../../../kernel/text/index.ts';
import { fileResponse } from '../../../platform/files/file-response.ts';
import { allow } from '../../../platform/http/access-table.ts';
import { type FormInput, formInput, formTexts } from '../../../platform/http/form-data.ts';
import { page, seeOther, type Web, type WebContext } from '../../../platform/http/web.ts';
import type { View } from '../../../ui/view.ts';
import {
  type Draft,
  type DraftPhoto,
  draftId,
  dropDraft,
  EMPTY_DRAFT,
  readDraft,
  writeDraft,
} from '../db/drafts.ts';
import { type RequestType, TYPES } from '../domain/states.ts';
import {
  CheckPage,
  ContactPage,
  DonePage,
  MAX_PHOTOS,
  PhotoPage,
  REPORT_STEPS,
  type ReportStep,
  WhatPage,
  WherePage,
} from '../pages/report-pages.tsx';
import type { RequestsRoom } from '../room.ts';
import { expectedHandling } from '../use-cases/expected-handling.ts';
import { nearDuplicates } from '../use-cases/near-duplicates.ts';
import { BODY_LIMIT, type SubmitInput, submitRequest } from '../use-cases/submit-request.ts';

const DRAFT = 'draft';
/** What the pages ask; anything else that is sent along is not kept. */
const FIELDS: ReadonlySet<string> = new Set([
  'body',
  'type',
  'avoidDepartmentId',
  'divisionCode',
  'address',
  'latitude',
  'longitude',
  'principalId',
  'phone',
  'name',
  'visibility',
]);

export const reportAccess = [
  allow('GET', '/report', 'anyone'),
  allow('GET', '/report/photos/:file', 'anyone'),
  allow('GET', '/report/done', 'anyone'),
  allow('POST', '/report/restart', 'anyone'),
  allow('GET', '/report/:step', 'anyone'),
  allow('POST', '/report/:step', 'anyone'),
];

/** The report form, one question a page. What is typed is kept on the server from the first step on. */
export function reportRoutes(web: Web, room: RequestsRoom): void {
  web.get('/report', (c) => seeOther(c, '/report/what'));

  web.get('/report/photos/:file', async (c) => {
    const draft = await readDraft(room, getCookie(c, DRAFT));
    const own = draft.photos.some(({ fileId }) => fileId === c.req.param('file'));
    const file = own ? await room.files.open(c.req.param('file'), 'thumbnail') : null;
    return file ? fileResponse(file) : c.notFound();
  });

  web.get('/report/done', async (c) => {
    const { sent } = await readDraft(room, getCookie(c, DRAFT));
    if (!sent) return seeOther(c, '/track');
    const { departmentId } = sent.receipt;
    const office = departmentId ? room.organisation.department(departmentId) : undefined;
    return page(c, <DonePage view={c.get('view')} receipt={sent.receipt} office={office ?? null} />);
  });

  /** For the next person at the same machine, and for a second report. */
  web.post('/report/restart', async (c) => {
    await dropDraft(room, getCookie(c, DRAFT));
    deleteCookie(c, DRAFT, { path: '/report' });
    return seeOther(c, '/report/what');
  });

  web.get('/report/:step', async (c) => {
    const step = stepOf(c);
    const draft = await readDraft(room, getCookie(c, DRAFT));
    if (draft.sent && step === 'check') return seeOther(c, '/report/done');
    return show(c, step, draft.sent ? EMPTY_DRAFT : draft, []);
  });

  web.post('/report/:step', async (c) => {
    const step = stepOf(c);
    const kept = await readDraft(room, getCookie(c, DRAFT));
    if (step === 'check') return kept.sent ? seeOther(c, '/report/done') : send(c, kept);
    const draft = kept.sent ? EMPTY_DRAFT : kept;
    const { next, faults, stay } = await stepTaken(step, draft, await formInput(c), c.get('view').now);
    await keep(c, next, kept.sent ? undefined : getCookie(c, DRAFT));
    if (faults.length > 0) return show(c, step, next, faults);
    return seeOther(c, `/report/${stay ? step : REPORT_STEPS[REPORT_STEPS.indexOf(step) + 1]}`);
  });

  /** A report that was sent is not written on: the next one gets a name of its own. */
  async function keep(c: WebContext, draft: Draft, key: string | undefined): Promise<string> {
    const kept = await writeDraft(room, key, draft);
    const secure = room.config.publicUrl.startsWith('https:');
    setCookie(c, DRAFT, kept, {
      httpOnly: true,
      sameSite: 'Lax',
      path: '/report',
      secure,
      maxAge: 7 * 86_400,
    });
    return kept;
  }

  async function stepTaken(step: ReportStep, draft: Draft, input: FormInput, now: Date) {
    const fields = { ...draft.fields, ...texts(input) };
    if (step !== 'photo') return { next: { ...draft, fields }, faults: faultsOf(step, fields), stay: false };
    const remove = typeof input.remove === 'string' ? input.remove : null;
    const kept = draft.photos.filter(({ fileId }) => fileId !== remove);
    const { photos, faults } = await addPhotos(kept, uploads(input.photos), now);
    const place = input.usePlace === 'yes' ? photos.find((photo) => photo.place)?.place : null;
    const placed = place ? { latitude: String(place.latitude), longitude: String(place.longitude) } : {};
    const added = photos.length > kept.length;
    return {
      next: { fields: { ...draft.fields, ...placed }, photos },
      faults,
      stay: remove !== null || added,
    };
  }

  async function addPhotos(kept: readonly DraftPhoto[], files: readonly File[], now: Date) {
    const photos = [...kept];
    const faults: FieldFault[] = [];
    for (const file of files) {
      if (photos.length >= MAX_PHOTOS) {
        faults.push(
          fault(
            'photos',
            `最多 ${MAX_PHOTOS} 张，“${file.name}”没有加上`,
            `At most ${MAX_PHOTOS}; “${file.name}” was not added`,
          ),
        );
        continue;
      }
      const stored = await room.files.putImage({
        bytes: new Uint8Array(await file.arrayBuffer()),
        name: file.name,
        now,
      });
      if (!stored.ok)
        faults.push({
          field: 'photos',
          message: {
            zh: `“${file.name}”：${stored.error.message.zh}`,
            en: `“${file.name}”: ${stored.error.message.en}`,
          },
        });
      else
        photos.push({
          fileId: stored.value.id,
          place: stored.value.place && {
            latitude: stored.value.place.lat,
            longitude: stored.value.place.lng,
          },
        });
    }
    return { photos, faults };
  }

  function faultsOf(step: ReportStep, fields: Readonly<Record<string, string>>): readonly FieldFault[] {
    if (step === 'what') return whatFaults(fields);
    if (step === 'where' && !room.organisation.division(fields.divisionCode ?? ''))
      return [fault('divisionCode', '请选择问题在哪个区县', 'Choose the district where it is')];
    if (step === 'where') return coordinateFaults(fields);
    if (step === 'contact' && fields.phone) {
      const phone = parseMobilePhone(fields.phone);
      return phone.ok ? [] : [{ field: 'phone', message: phone.error.message }];
    }
    return [];
  }

  async function show(
    c: WebContext,
    step: ReportStep,
    draft: Draft,
    faults: readonly FieldFault[],
  ): Promise<Response> {
    const view = c.get('view');
    const status = faults.length > 0 ? 422 : 200;
    const props = { view, draft, faults };
    if (step === 'what')
      return page(
        c,
        <WhatPage
          {...props}
          offices={room.organisation
            .departments()
            .map(({ id, name, nameEn }) => ({ value: id, label: view.t(name, `${nameEn} ${name}`) }))}
        />,
        status,
      );
    if (step === 'where') return page(c, <WherePage {...props} divisions={divisionChoices(view)} />, status);
    if (step === 'photo') return page(c, <PhotoPage {...props} maxMb={room.config.MAX_UPLOAD_MB} />, status);
    if (step === 'contact')
      return page(c, <ContactPage {...props} principals={await principals(c)} />, status);
    const missing = (['what', 'where'] as const).find((each) => faultsOf(each, draft.fields).length > 0);
    if (missing) return show(c, missing, draft, faultsOf(missing, draft.fields));
    const { body = '', divisionCode = '', address = '' } = draft.fields;
    const similar = draft.fields.avoidDepartmentId
      ? []
      : await nearDuplicates(room, { body, divisionCode, address }, view.now);
    return page(
      c,
      <CheckPage
        {...props}
        place={`${room.organisation.divisionPath(divisionCode)} ${address}`}
        forWhom={(await principals(c)).find(({ value }) => value === draft.fields.principalId)?.label}
        avoided={room.organisation.department(draft.fields.avoidDepartmentId ?? '')?.name}
        expected={
          draft.fields.avoidDepartmentId
            ? null
            : expectedHandling(room, { body, divisionCode, type: typeOf(draft) }, view.now)
        }
        similar={similar}
      />,
      status,
    );
  }

  /** Every district of the province with its streets under it. */
  const divisionChoices = ({ t }: View) =>
    room.organisation
      .divisions()
      .filter(({ level, code }) => level === 'district' && code.startsWith(HOME_PROVINCE))
      .flatMap((district) => {
        const city = room.organisation.division(district.parentCode ?? '');
        const group = t(
          `${city?.name ?? ''} ${district.name}`,
          `${district.nameEn}, ${city?.nameEn ?? ''} ${district.name}`,
        );
        const whole = t(
          `${district.name}（说不清哪个街道）`,
          `${district.nameEn} ${district.name} (street unknown)`,
        );
        return [
          { value: district.code, label: whole, group },
          ...room.organisation
            .childrenOf(district.code)
            .map(({ code, name, nameEn }) => ({ value: code, label: t(name, `${nameEn} ${name}`), group })),
        ];
      });

  async function principals(c: WebContext) {
    const actor = c.get('actor');
    if (actor.kind !== 'citizen') return [];
    const mandates = await room.identity.activeMandates(room.sql, actor.id);
    return mandates
      .filter(({ scope }) => scope === 'requests')
      .map(({ principalId, principalName }) => ({
        value: principalId,
        label: c.get('view').t(`替${principalName}`, `For ${principalName}`),
      }));
  }

  async function send(c: WebContext, draft: Draft): Promise<Response> {
    const { fields, photos } = draft;
    const key = await keep(c, draft, getCookie(c, DRAFT));
    const { now } = c.get('view');
    const input = { ...fields, attachments: photos.map(({ fileId }) => fileId) } as unknown as SubmitInput;
    const result = await submitRequest(room, input, {
      actor: c.get('actor'),
      now,
      channel: 'web',
      idempotencyKey: `web:${draftId(key)}`,
    });
    if (!result.ok) {
      if (result.error.fields.length === 0) throw result.error;
      return show(c, stepWith(result.error.fields), draft, result.error.fields);
    }
    await keep(c, { ...EMPTY_DRAFT, sent: { receipt: result.value, at: now } }, key);
    return seeOther(c, '/report/done');
  }
}

/** Division codes of this province begin with it; neighbours that we only exchange papers with do not. */
const HOME_PROVINCE = '99';

function stepOf(c: Context): ReportStep {
  const step = c.req.param('step') as ReportStep;
  if (REPORT_STEPS.includes(step)) return step;
  throw new AppError('NO_SUCH_STEP', {
    status: 404,
    userMessage: {
      zh: '没有这一步，请从“反映问题”重新开始',
      en: 'No such step: start again from “Report a problem”',
    },
  });
}

const stepWith = (faults: readonly FieldFault[]): ReportStep => {
  const field = faults[0]?.field ?? '';
  if (['divisionCode', 'address', 'latitude', 'longitude'].includes(field)) return 'where';
  return field === 'phone' || field === 'name' ? 'contact' : 'what';
};

const fault = (field: string, zh: string, en: string): FieldFault => ({ field, message: { zh, en } });

function whatFaults({ body = '', type = '' }: Readonly<Record<string, string>>): readonly FieldFault[] {
  const text = cleanText(body, { maxChars: BODY_LIMIT, multiline: true });
  if (!text.ok) return [{ field: 'body', message: text.error.message }];
  if (text.value === '')
    return [fault('body', '请写下发生了什么，一句话也行', 'Write what happened; one sentence is enough')];
  return Object.hasOwn(TYPES, type) ? [] : [fault('type', '请选择您想要什么', 'Choose what you want')];
}

function coordinateFaults({
  latitude = '',
  longitude = '',
}: Readonly<Record<string, string>>): readonly FieldFault[] {
  const faults: FieldFault[] = [];
  if (latitude !== '' && !(Number(latitude) >= 3 && Number(latitude) <= 54))
    faults.push(
      fault(
        'latitude',
        '纬度应在 3 到 54 之间，例如 25.09；不清楚可以留空',
        'Latitude must be between 3 and 54; leave it empty if unsure',
      ),
    );
  if (longitude !== '' && !(Number(longitude) >= 73 && Number(longitude) <= 136))
    faults.push(
      fault(
        'longitude',
        '经度应在 73 到 136 之间，例如 117.02；不清楚可以留空',
        'Longitude must be between 73 and 136; leave it empty if unsure',
      ),
    );
  return faults;
}

const texts = (input: FormInput): Record<string, string> =>
  Object.fromEntries(Object.entries(formTexts(input)).filter(([name]) => FIELDS.has(name)));

const typeOf = ({ fields: { type = '' } }: Draft): RequestType =>
  Object.hasOwn(TYPES, type) ? (type as RequestType) : 'help';

const uploads = (value: FormInput[string] | undefined): File[] =>
  [value].flat().filter((each): each is File => each instanceof File && each.size > 0);
