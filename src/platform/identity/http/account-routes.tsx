import { setCookie } from 'hono/cookie';
import QRCode from 'qrcode';
import { z } from 'zod';
import type { FieldFault } from '../../../kernel/errors.ts';
import { isId } from '../../../kernel/ids.ts';
import { looksAt } from '../../audit/looks-at.ts';
import { clearSession, readSession } from '../../http/session-cookie.ts';
import {
  formData,
  page,
  requireActor,
  seeOther,
  sentence,
  type Web,
  type WebContext,
} from '../../http/web.ts';
import type { Platform } from '../../platform.ts';
import { accountPage } from '../pages/account-page.tsx';
import { looksPage } from '../pages/looks-page.tsx';
import { secondFactorPage, secondFactorSetPage } from '../pages/second-factor-page.tsx';
import { maskedPhone } from '../people.ts';
import { codeFaults } from './refusal-faults.ts';
import { keepSession } from './sign-in-routes.tsx';

/** The longest name that a Chinese identity card can carry is far below this; it only stops a flood. */
const LONGEST_NAME = 100;
const YEAR_SECONDS = 365 * 86_400;

const NAME_FORM = z.object({
  name: z
    .string(sentence('请填姓名', 'Enter your name'))
    .trim()
    .min(1, sentence('请填姓名', 'Enter your name'))
    .max(LONGEST_NAME, sentence(`姓名请不要超过 ${LONGEST_NAME} 个字`, `At most ${LONGEST_NAME} characters`)),
});
const DISPLAY_FORM = z.object({
  language: z.enum(['zh', 'en']),
  theme: z.enum(['auto', 'light', 'dark', 'contrast']),
  size: z.enum(['standard', 'elder']),
});
const END_FORM = z.object({ sessionId: z.string().default('') });
const CODE_FORM = z.object({ code: z.string().default('') });

export function accountRoutes(web: Web, platform: Platform): void {
  const { identity, sql } = platform;

  web.get('/account', (c) => showAccount(c, platform));

  web.post('/account/name', async (c) => {
    const form = await formData(c, NAME_FORM);
    if (!form.ok) return showAccount(c, platform, form.error);
    await identity.saveName(requireActor(c, 'citizen').id, form.value.name);
    return seeOther(c, '/account?done=1');
  });

  web.post('/account/display', async (c) => {
    const form = await formData(c, DISPLAY_FORM);
    if (!form.ok) return showAccount(c, platform, form.error);
    const { language, theme, size } = form.value;
    await identity.savePreferences(requireActor(c).id, form.value);
    for (const [name, value] of Object.entries({ lang: language, theme, size }))
      setCookie(c, name, value, { path: '/', maxAge: YEAR_SECONDS, sameSite: 'Lax' });
    return seeOther(c, '/account?done=1');
  });

  web.post('/account/sessions/end', async (c) => {
    const form = await formData(c, END_FORM);
    const actor = requireActor(c);
    const sessionId = form.ok ? form.value.sessionId : '';
    if (sessionId === 'all') {
      await identity.revokeSessions(actor.id, actor);
      clearSession(c);
      return seeOther(c, '/sign-in');
    }
    if (isId(sessionId)) await identity.revokeSessions(actor.id, actor, { sessionId });
    return seeOther(c, '/account?done=1');
  });

  web.get('/account/looks', async (c) =>
    page(
      c,
      looksPage(c.get('view'), await looksAt(sql, requireActor(c).id, { cursor: c.req.query('cursor') })),
    ),
  );

  web.get('/account/second-factor', (c) => showSecondFactor(c, platform));

  web.post('/account/second-factor', async (c) => {
    const form = await formData(c, CODE_FORM);
    const code = form.ok ? form.value.code : '';
    const confirmed = await identity.confirmTotp(requireActor(c), code, readSession(c) ?? '');
    if (!confirmed.ok) return showSecondFactor(c, platform, confirmFaults(confirmed.error));
    keepSession(c, platform, confirmed.value);
    return seeOther(c, '/account?done=1');
  });
}

async function showAccount(
  c: WebContext,
  { identity, organisation, sql }: Platform,
  faults: readonly FieldFault[] = [],
) {
  const actor = requireActor(c);
  const view = c.get('view');
  const own = await sql.begin((tx) =>
    identity.revealPerson(tx, actor.id, { viewer: actor, purpose: 'own account' }),
  );
  const props = {
    view,
    actor,
    name: own.name ?? actor.name,
    phone: own.phone && maskedPhone(own.phone),
    office: actor.departmentId && officeName(organisation.department(actor.departmentId), view.lang),
    sessions: await identity.sessionsOf(actor.id),
    sessionId: c.get('sessionId'),
    secondFactor: await secondFactorState(
      identity,
      actor.id,
      actor.kind === 'official' && actor.roles.length === 0,
    ),
    done: c.req.query('done') === '1',
    faults,
  } as const;
  return page(c, accountPage(props), faults.length > 0 ? 422 : 200);
}

const officeName = (
  office: { readonly name: string; readonly nameEn: string } | null | undefined,
  lang: 'zh' | 'en',
) => (office ? (lang === 'zh' ? office.name : `${office.nameEn} ${office.name}`) : null);

async function secondFactorState(identity: Platform['identity'], accountId: string, missing: boolean) {
  if (missing) return 'missing';
  return (await identity.hasTotp(accountId)) ? 'set' : 'not-asked';
}

async function showSecondFactor(c: WebContext, { identity }: Platform, faults: readonly FieldFault[] = []) {
  const actor = requireActor(c);
  const view = c.get('view');
  const enrolment = actor.kind === 'official' ? await identity.enrolTotp(actor) : null;
  if (enrolment === null) return page(c, secondFactorSetPage(view));
  const qr = await QRCode.toString(enrolment.address, { type: 'svg', margin: 2 });
  const { secret } = enrolment;
  return page(c, secondFactorPage({ view, secret, qr, faults }), faults.length > 0 ? 422 : 200);
}

const WRONG_CODE: readonly FieldFault[] = [
  {
    field: 'code',
    message: {
      zh: '数字不对，或已经用过。请等验证器换下一组数字再填；一直不对，请校准手机的时间。',
      en: 'Not the right digits, or used already. Wait for the next ones; if it keeps failing, set the clock of your phone.',
    },
  },
];

const confirmFaults = (refusal: { reason: 'wrong' } | { reason: 'wait'; seconds: number }) =>
  refusal.reason === 'wait' ? codeFaults(refusal) : WRONG_CODE;
