import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { AppError, type FieldFault } from '../../../kernel/errors.ts';
import { parseMobilePhone } from '../../../kernel/identifiers/index.ts';
import { newId } from '../../../kernel/ids.ts';
import { cleanText } from '../../../kernel/text/index.ts';
import { fileResponse } from '../../../platform/files/file-response.ts';
import { allow } from '../../../platform/http/access-table.ts';
import { type FormInput, formInput } from '../../../platform/http/form-data.ts';
import { page, seeOther, type Web, type WebContext } from '../../../platform/http/web.ts';
import { type Draft, type DraftPhoto, dropDraft, EMPTY_DRAFT, readDraft, writeDraft } from '../db/drafts.ts';
import { TYPES } from '../domain/states.ts';
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
import { nearDuplicates } from '../use-cases/near-duplicates.ts';
import { suggestOffices } from '../use-cases/route-request.ts';
import { BODY_LIMIT, type SubmitInput, submitRequest } from '../use-cases/submit-request.ts';

const DRAFT = 'draft';

export const reportAccess = [
  allow('GET', '/report', 'anyone'),
  allow('GET', '/report/photos/:file', 'anyone'),
  allow('GET', '/report/:step', 'anyone'),
  allow('POST', '/report/:step', 'anyone'),
];

/** The report form, one question a page. What is typed is kept on the server from the first step on. */
export function reportRoutes(web: Web, room: RequestsRoom): void {
  web.get('/report', (c) => seeOther(c, '/report/what'));

  web.get('/report/photos/:file', async (c) => {
    const draft = await draftOf(c);
    const own = draft.photos.some(({ fileId }) => fileId === c.req.param('file'));
    const file = own ? await room.files.open(c.req.param('file'), 'thumbnail') : null;
    return file ? fileResponse(file) : c.notFound();
  });

  web.get('/report/:step', async (c) => show(c, stepOf(c), await draftOf(c), []));

  web.post('/report/:step', async (c) => {
    const step = stepOf(c);
    const draft = await draftOf(c);
    const input = await formInput(c);
    if (step === 'check') return send(c, draft, String(input.key ?? ''));
    const { next, faults, stay } = await stepTaken(step, draft, input, c.get('view').now);
    await keep(c, next);
    if (faults.length > 0) return show(c, step, next, faults);
    return seeOther(c, `/report/${stay ? step : REPORT_STEPS[REPORT_STEPS.indexOf(step) + 1]}`);
  });

  const draftOf = (c: WebContext): Promise<Draft> => readDraft(room, getCookie(c, DRAFT));

  async function keep(c: WebContext, draft: Draft): Promise<void> {
    const key = await writeDraft(room, getCookie(c, DRAFT), draft);
    setCookie(c, DRAFT, key, { httpOnly: true, sameSite: 'Lax', path: '/report', maxAge: 7 * 86_400 });
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
    if (step === 'where') return page(c, <WherePage {...props} divisions={divisionChoices()} />, status);
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
        formKey={newId(view.now)}
        place={`${room.organisation.divisionPath(divisionCode)} ${address}`}
        office={likelyOffice(draft)}
        similar={similar}
      />,
      status,
    );
  }

  /** Districts and streets in one list, the street under its district. */
  const divisionChoices = () =>
    room.organisation
      .divisions()
      .filter(({ level, code }) => (level === 'district' || level === 'street') && !code.startsWith('98'))
      .sort((a, b) => a.code.localeCompare(b.code))
      .map(({ code, name, level, parentCode }) => {
        const parent = parentCode ? room.organisation.division(parentCode)?.name : '';
        return { value: code, label: level === 'street' ? `　${parent} ${name}` : `${parent} ${name}` };
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

  function likelyOffice({ fields }: Draft): string | null {
    if (fields.avoidDepartmentId) return null;
    const guesses = room.classifier.classify({ title: '', text: fields.body ?? '' }, 1);
    const [best] = suggestOffices(room, guesses, {
      type: (fields.type ?? 'help') as keyof typeof TYPES,
      divisionCode: fields.divisionCode ?? '',
    });
    return best ? (room.organisation.department(best.departmentId)?.name ?? null) : null;
  }

  async function send(c: WebContext, draft: Draft, key: string): Promise<Response> {
    const { fields, photos } = draft;
    const input = { ...fields, attachments: photos.map(({ fileId }) => fileId) } as unknown as SubmitInput;
    const result = await submitRequest(room, input, {
      actor: c.get('actor'),
      now: c.get('view').now,
      channel: 'web',
      ...(key ? { idempotencyKey: `web:${key}` } : {}),
    });
    if (!result.ok) {
      if (result.error.fields.length === 0) throw result.error;
      return show(c, stepWith(result.error.fields), draft, result.error.fields);
    }
    await dropDraft(room, getCookie(c, DRAFT));
    await keep(c, EMPTY_DRAFT);
    const office = result.value.departmentId
      ? (room.organisation.department(result.value.departmentId)?.name ?? null)
      : null;
    return page(c, <DonePage view={c.get('view')} receipt={result.value} office={office} />);
  }
}

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
  Object.fromEntries(
    Object.entries(input).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );

const uploads = (value: FormInput[string] | undefined): File[] =>
  [value].flat().filter((each): each is File => each instanceof File && each.size > 0);
