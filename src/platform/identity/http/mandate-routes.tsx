import { z } from 'zod';
import type { FieldFault } from '../../../kernel/errors.ts';
import { isId } from '../../../kernel/ids.ts';
import {
  type FormInput,
  formData,
  page,
  requireActor,
  seeOther,
  sentence,
  type Web,
  type WebContext,
} from '../../http/web.ts';
import type { Platform } from '../../platform.ts';
import { MANDATE_SCOPES, type MandateScope } from '../mandates.ts';
import { counterMandatePage, type MandateInput, mandatesPage } from '../pages/mandates-page.tsx';
import { mandateFaults } from './refusal-faults.ts';

const SCOPES = Object.keys(MANDATE_SCOPES) as [MandateScope, ...MandateScope[]];
const needed = (zh: string, en: string) =>
  z.string(sentence(zh, en)).trim().min(1, sentence(zh, en)).max(100);

const TERMS = {
  helperPhone: needed('请填代办人的手机号', 'Enter the helper’s mobile number'),
  helperName: needed('请填代办人的姓名', 'Enter the helper’s name'),
  scope: z.enum(SCOPES, sentence('请选可以替办什么', 'Choose what the helper may do')),
  until: z
    .string(sentence('请选到哪天为止', 'Choose the last day'))
    .refine(isDay, sentence('请选到哪天为止', 'Choose the last day')),
};
const OWN_FORM = z.object(TERMS);
const COUNTER_FORM = z.object({
  ...TERMS,
  principalPhone: needed('请填本人手机号', 'Enter the person’s mobile number'),
  principalName: needed('请填本人姓名', 'Enter the person’s name'),
  paperReference: needed('请填授权书编号', 'Enter the number of the paper'),
});
const END_FORM = z.object({ mandateId: z.string().default('') });

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(endOfDay(text).getTime());
}

/** The mandate covers its last day in China's time. */
const endOfDay = (day: string) => new Date(`${day}T24:00:00+08:00`);

const termsOf = ({ helperPhone, helperName, scope, until }: z.output<typeof OWN_FORM>) => ({
  helper: { phone: helperPhone, name: helperName },
  scope,
  until: endOfDay(until),
});

export function mandateRoutes(web: Web, platform: Platform): void {
  const { identity } = platform;

  web.get('/account/mandates', (c) => showMandates(c, platform));

  web.post('/account/mandates', async (c) => {
    const form = await formData(c, OWN_FORM);
    if (!form.ok) return showMandates(c, platform, form.error, form.input);
    const granted = await identity.grantMandate(requireActor(c, 'citizen'), termsOf(form.value));
    if (!granted.ok) return showMandates(c, platform, mandateFaults(granted.error), form.input);
    return seeOther(c, '/account/mandates?done=1');
  });

  web.post('/account/mandates/end', async (c) => {
    const form = await formData(c, END_FORM);
    const mandateId = form.ok ? form.value.mandateId : '';
    // Ended twice is ended: the list shows it either way.
    if (isId(mandateId)) await identity.revokeMandate(requireActor(c, 'citizen'), mandateId);
    return seeOther(c, '/account/mandates?done=1');
  });

  web.get('/desk/mandates', (c) =>
    page(c, counterMandatePage({ view: c.get('view'), done: c.req.query('done') === '1' })),
  );

  web.post('/desk/mandates', async (c) => {
    const form = await formData(c, COUNTER_FORM);
    if (!form.ok) return showCounter(c, form.error, form.input);
    const { principalPhone, principalName, paperReference } = form.value;
    const granted = await identity.grantMandateAtCounter(requireActor(c, 'clerk'), {
      ...termsOf(form.value),
      principal: { phone: principalPhone, name: principalName },
      paperReference,
    });
    if (!granted.ok) return showCounter(c, mandateFaults(granted.error), form.input);
    return seeOther(c, '/desk/mandates?done=1');
  });
}

async function showMandates(
  c: WebContext,
  { identity }: Platform,
  faults: readonly FieldFault[] = [],
  input: FormInput = {},
) {
  const { id: accountId } = requireActor(c, 'citizen');
  const mandates = await identity.mandatesOf(accountId);
  const done = c.req.query('done') === '1';
  const props = { view: c.get('view'), accountId, mandates, done, faults, input: texts(input) };
  return page(c, mandatesPage(props), faults.length > 0 ? 422 : 200);
}

const showCounter = (c: WebContext, faults: readonly FieldFault[], input: FormInput) =>
  page(c, counterMandatePage({ view: c.get('view'), done: false, faults, input: texts(input) }), 422);

const texts = (input: FormInput): MandateInput =>
  Object.fromEntries(
    Object.entries(input).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
