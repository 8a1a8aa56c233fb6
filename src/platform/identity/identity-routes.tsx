import { parseLocalDate, startOfDate } from '../../kernel/calendar/index.ts';
import type { FieldFault } from '../../kernel/errors.ts';
import { looksAt } from '../audit/looks-at.ts';
import { allow } from '../http/access-table.ts';
import { formInput } from '../http/form-data.ts';
import { clearSession, readSession, writeSession } from '../http/session-cookie.ts';
import { page, seeOther, type Web, type WebContext } from '../http/web.ts';
import type { Platform } from '../platform.ts';
import { MANDATE_SCOPES, type MandateRefusal, type MandateScope } from './mandates.ts';
import { AccountPage, LooksPage, MandatesPage } from './pages/account-pages.tsx';
import { CodePage, SignInPage } from './pages/sign-in-pages.tsx';
import { returnPath } from './return-path.ts';
import type { SignedIn } from './sessions.ts';
import type { Waiting } from './sign-in.ts';

export const identityAccess = [
  allow('GET', '/sign-in', 'anyone'),
  allow('POST', '/sign-in/phone', 'anyone'),
  allow('POST', '/sign-in/code', 'anyone'),
  allow('POST', '/sign-in/official', 'anyone'),
  allow('POST', '/sign-in/demonstration', 'anyone'),
  allow('POST', '/sign-out', 'anyone'),
  allow('GET', '/account', 'signed-in'),
  allow('POST', '/account/sessions/end', 'signed-in'),
  allow('GET', '/account/looks', 'signed-in'),
  allow('GET', '/account/mandates', 'signed-in'),
  allow('POST', '/account/mandates', 'signed-in'),
  allow('POST', '/account/mandates/end', 'signed-in'),
];

type Values = Readonly<Record<string, string>>;

export function identityRoutes(web: Web, platform: Platform): void {
  const { identity, sql } = platform;

  web.get('/sign-in', (c) => signInPage(c, { next: c.req.query('next') ?? '' }, []));

  web.post('/sign-in/phone', async (c) => {
    const values = await texts(c);
    const asked = await identity.requestCode({
      phone: values.phone ?? '',
      address: c.get('address'),
      language: c.get('view').lang,
    });
    if (asked.ok) return codePage(c, values, asked.value.codeId, []);
    return signInPage(c, values, [
      asked.error.reason === 'wait' ? waiting('phone', asked.error) : PHONE_WRONG,
    ]);
  });

  web.post('/sign-in/code', async (c) => {
    const values = await texts(c);
    const { codeId = '', code = '' } = values;
    const result = await identity.signInWithCode({ codeId, code, ...origin(c) });
    if (result.ok) return enter(c, result.value, values);
    const { error } = result;
    if (error.reason === 'over') return signInPage(c, values, [CODE_OVER]);
    return codePage(c, values, codeId, [
      error.reason === 'wait' ? waiting('code', error) : wrongCode(error.triesLeft),
    ]);
  });

  web.post('/sign-in/official', async (c) => {
    const values = await texts(c);
    const result = await identity.signInWithPassword({
      login: values.login ?? '',
      password: values.password ?? '',
      code: values.totp || undefined,
      ...origin(c),
    });
    if (result.ok) return enter(c, result.value, values);
    const { error } = result;
    return signInPage(c, values, [
      error.reason === 'wait'
        ? waiting('login', error)
        : error.reason === 'code-needed'
          ? TOTP_NEEDED
          : LOGIN_WRONG,
    ]);
  });

  web.post('/sign-in/demonstration', async (c) => {
    const values = await texts(c);
    const signedIn = await identity.signInToDemonstration(values.accountId ?? '', origin(c));
    return signedIn ? enter(c, signedIn, values) : signInPage(c, values, [NO_DEMONSTRATION]);
  });

  web.post('/sign-out', async (c) => {
    const token = readSession(c);
    if (token !== undefined) await identity.signOut(token);
    clearSession(c);
    return seeOther(c, '/');
  });

  web.get('/account', async (c) => {
    const { id, name } = c.get('actor');
    return page(
      c,
      <AccountPage
        view={c.get('view')}
        name={name}
        sessions={await identity.sessionsOf(id)}
        current={c.get('sessionId') ?? ''}
      />,
    );
  });

  web.post('/account/sessions/end', async (c) => {
    const { sessionId = '' } = await texts(c);
    await identity.revokeSessions(c.get('actor').id, c.get('actor'), { sessionId });
    return seeOther(c, '/account');
  });

  web.get('/account/looks', async (c) => {
    const { items, cursor } = await looksAt(sql, c.get('actor').id, { cursor: c.req.query('before') });
    return page(
      c,
      <LooksPage
        view={c.get('view')}
        looks={items}
        older={cursor === null ? undefined : `/account/looks?before=${cursor}`}
      />,
    );
  });

  web.get('/account/mandates', (c) => mandatesPage(c, {}, []));

  web.post('/account/mandates', async (c) => {
    const values = await texts(c);
    const until = parseLocalDate(values.until ?? '');
    const scope = values.scope ?? '';
    if (!until.ok || !Object.hasOwn(MANDATE_SCOPES, scope))
      return mandatesPage(c, values, [MANDATE_FAULTS['dates-not-valid']]);
    const result = await identity.grantMandate(c.get('actor'), {
      helper: { phone: values.phone ?? '' },
      scope: scope as MandateScope,
      until: startOfDate(until.value),
    });
    return result.ok
      ? seeOther(c, '/account/mandates')
      : mandatesPage(c, values, [MANDATE_FAULTS[result.error]]);
  });

  web.post('/account/mandates/end', async (c) => {
    const { mandateId = '' } = await texts(c);
    await identity.revokeMandate(c.get('actor'), mandateId);
    return seeOther(c, '/account/mandates');
  });

  function signInPage(c: WebContext, values: Values, faults: readonly FieldFault[]) {
    const next = returnPath(values.next, '');
    return page(
      c,
      <SignInPage
        view={c.get('view')}
        next={next}
        faults={faults}
        values={values}
        demonstration={identity.demonstrationAccounts()}
      />,
      faults.length > 0 ? 422 : 200,
    );
  }

  function codePage(c: WebContext, values: Values, codeId: string, faults: readonly FieldFault[]) {
    return page(
      c,
      <CodePage view={c.get('view')} next={returnPath(values.next, '')} codeId={codeId} faults={faults} />,
      faults.length > 0 ? 422 : 200,
    );
  }

  async function mandatesPage(c: WebContext, values: Values, faults: readonly FieldFault[]) {
    const { id } = c.get('actor');
    return page(
      c,
      <MandatesPage
        view={c.get('view')}
        mandates={await identity.mandatesOf(id)}
        accountId={id}
        values={values}
        faults={faults}
      />,
      faults.length > 0 ? 422 : 200,
    );
  }

  /** A new session, and on to where the person wanted to go: officials to their desk, citizens home. */
  function enter(c: WebContext, signedIn: SignedIn, { next }: Values) {
    writeSession(c, signedIn.token, signedIn.expiresAt, platform.config.publicUrl.startsWith('https:'));
    return seeOther(c, returnPath(next, signedIn.kind === 'official' ? '/desk' : '/'));
  }

  const origin = (c: WebContext) => ({
    address: c.get('address'),
    device: (c.req.header('user-agent') ?? '').slice(0, 200) || '未知设备',
    previousToken: readSession(c),
  });
}

async function texts(c: WebContext): Promise<Record<string, string>> {
  const input = await formInput(c);
  return Object.fromEntries(
    Object.entries(input).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

const fault = (field: string, zh: string, en: string): FieldFault => ({ field, message: { zh, en } });
const waiting = (field: string, { seconds }: Waiting) =>
  fault(field, `试得太多了，请等 ${seconds} 秒再试`, `Too many tries: wait ${seconds} s`);
const PHONE_WRONG = fault('phone', '手机号应为 11 位数字，请核对', 'A mobile number has 11 digits: check it');
const CODE_OVER = fault('phone', '验证码已失效，请重新发送', 'The code is no longer valid: send a new one');
const wrongCode = (left: number) =>
  fault('code', `验证码不对，还可以试 ${left} 次`, `Wrong code; ${left} tries left`);
const LOGIN_WRONG = fault(
  'login',
  '工号、密码或动态口令不对，请核对后再试',
  'Login, password or one-time code is wrong: check them',
);
const TOTP_NEEDED = fault('totp', '请填写动态口令', 'Enter the one-time code');
const NO_DEMONSTRATION = fault(
  'login',
  '没有这个示范账号，请从列表里选',
  'No such demonstration account: choose from the list',
);

const MANDATE_FAULTS: Readonly<Record<MandateRefusal, FieldFault>> = {
  'phone-not-valid': fault(
    'phone',
    '手机号应为 11 位数字，请核对',
    'A mobile number has 11 digits: check it',
  ),
  'helper-is-principal': fault(
    'phone',
    '不用授权给自己，请填家人的手机号',
    'You need no mandate for yourself: give another person’s number',
  ),
  'dates-not-valid': fault(
    'until',
    '请选今天以后、一年以内的日期',
    'Choose a date after today and within a year',
  ),
  'paper-missing': fault('phone', '请写明授权书存放在哪里', 'Say where the signed paper is kept'),
};
