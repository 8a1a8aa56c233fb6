import { z } from 'zod';
import type { FieldFault } from '../../../kernel/errors.ts';
import { clearSession, readSession, writeSession } from '../../http/session-cookie.ts';
import { formData, page, seeOther, sentence, type Web, type WebContext } from '../../http/web.ts';
import type { Platform } from '../../platform.ts';
import { codePage, type SignInPageProps, signInPage } from '../pages/sign-in-page.tsx';
import { returnPath } from '../return-path.ts';
import type { SignedIn } from '../sessions.ts';
import type { Origin } from '../sign-in.ts';
import { codeFaults, passwordFaults, requestFaults, statusOf } from './refusal-faults.ts';

const next = z.string().default('');
const needed = (zh: string, en: string) => z.string(sentence(zh, en)).trim().min(1, sentence(zh, en));

const PHONE_FORM = z.object({ phone: needed('请填手机号', 'Enter your mobile number'), next });
const CODE_FORM = z.object({
  codeId: z.string(),
  code: needed('请填短信里的 6 位数字', 'Enter the 6 digits of the message'),
  next,
});
const OFFICIAL_FORM = z.object({
  login: needed('请填登录名', 'Enter your login'),
  password: z
    .string(sentence('请填密码', 'Enter your password'))
    .min(1, sentence('请填密码', 'Enter your password')),
  code: z.string().default(''),
  next,
});
const DEMONSTRATION_FORM = z.object({ accountId: z.string().default(''), next });

export function signInRoutes(web: Web, platform: Platform): void {
  const { identity } = platform;

  web.get('/sign-in', (c) => showSignIn(c, platform, {}));

  web.post('/sign-in/code', async (c) => {
    const form = await formData(c, PHONE_FORM);
    const typed = { phone: text(form.input.phone) };
    if (!form.ok) return showSignIn(c, platform, typed, form.error, 422);
    const { phone } = form.value;
    const sent = await identity.requestCode({
      phone,
      address: c.get('address'),
      language: c.get('view').lang,
    });
    if (!sent.ok) {
      if (sent.error.reason === 'wait') c.header('retry-after', String(sent.error.seconds));
      return showSignIn(c, platform, typed, requestFaults(sent.error), statusOf(sent.error));
    }
    return seeOther(
      c,
      `/sign-in/code?${new URLSearchParams({ id: sent.value.codeId, next: wanted(form.value.next) })}`,
    );
  });

  web.get('/sign-in/code', (c) =>
    page(
      c,
      codePage({ view: c.get('view'), next: wanted(c.req.query('next')), codeId: c.req.query('id') ?? '' }),
    ),
  );

  web.post('/sign-in/code/check', async (c) => {
    const form = await formData(c, CODE_FORM);
    const view = c.get('view');
    const again = { view, next: wanted(text(form.input.next)), codeId: text(form.input.codeId) ?? '' };
    if (!form.ok) return page(c, codePage({ ...again, faults: form.error }), 422);
    const { codeId, code } = form.value;
    const signedIn = await identity.signInWithCode({ codeId, code, ...originOf(c) });
    if (signedIn.ok) return enter(c, platform, signedIn.value, form.value.next);
    return page(c, codePage({ ...again, faults: codeFaults(signedIn.error) }), statusOf(signedIn.error));
  });

  web.post('/sign-in/official', async (c) => {
    const form = await formData(c, OFFICIAL_FORM);
    const typed = { login: text(form.input.login) };
    if (!form.ok) return showSignIn(c, platform, typed, form.error, 422);
    const { login, password, code } = form.value;
    const signedIn = await identity.signInWithPassword({
      login,
      password,
      code: code.trim(),
      ...originOf(c),
    });
    if (signedIn.ok) return enter(c, platform, signedIn.value, form.value.next);
    if (signedIn.error.reason === 'wait') c.header('retry-after', String(signedIn.error.seconds));
    return showSignIn(c, platform, typed, passwordFaults(signedIn.error), statusOf(signedIn.error));
  });

  web.post('/sign-in/demonstration', async (c) => {
    const form = await formData(c, DEMONSTRATION_FORM);
    const accountId = form.ok ? form.value.accountId : '';
    const signedIn = await identity.signInToDemonstration(accountId, originOf(c));
    if (signedIn === null) return c.notFound();
    return enter(c, platform, signedIn, form.ok ? form.value.next : '');
  });

  web.post('/sign-out', async (c) => {
    const token = readSession(c);
    if (token !== undefined) await identity.signOut(token);
    clearSession(c);
    return seeOther(c, '/');
  });
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The page to come back to, or ''. Pages of signing in and out are not among them: they would turn in a circle. */
function wanted(asked: string | undefined): string {
  const path = returnPath(asked, '');
  return /^\/sign-(in|out)\b/.test(path) ? '' : path;
}

function showSignIn(
  c: WebContext,
  { identity }: Platform,
  typed: { readonly phone?: string | undefined; readonly login?: string | undefined },
  faults: readonly FieldFault[] = [],
  status: 200 | 422 | 429 = 200,
) {
  const props: SignInPageProps = {
    view: c.get('view'),
    next: wanted(c.req.query('next') ?? c.req.query('back')),
    faults,
    demonstration: identity.demonstrationAccounts(),
    ...(typed.phone !== undefined && { phone: typed.phone }),
    ...(typed.login !== undefined && { login: typed.login }),
  };
  return page(c, signInPage(props), status);
}

export const originOf = (c: WebContext): Origin => ({
  address: c.get('address'),
  device: deviceText(c.req.header('user-agent') ?? ''),
  previousToken: readSession(c),
});

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/HarmonyOS/i, 'HarmonyOS'],
  [/iPhone|iPad/i, 'iOS'],
  [/Android/i, 'Android'],
  [/Windows/i, 'Windows'],
  [/Mac OS X/i, 'macOS'],
  [/Linux/i, 'Linux'],
];
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger/i, '微信'],
  [/Edg\//i, 'Edge'],
  [/Firefox\//i, 'Firefox'],
  [/Chrome\//i, 'Chrome'],
  [/Safari\//i, 'Safari'],
];

/** "Chrome · Android": enough to recognise one's own telephone in the list. */
function deviceText(userAgent: string): string {
  const named = [BROWSERS, SYSTEMS].flatMap(
    (list) => list.find(([pattern]) => pattern.test(userAgent))?.[1] ?? [],
  );
  return named.length > 0 ? named.join(' · ') : userAgent.slice(0, 60);
}

/** Sets the cookie and goes where the person wanted to, or to the first page of their role. */
async function enter(
  c: WebContext,
  platform: Platform,
  signedIn: SignedIn,
  asked: string,
): Promise<Response> {
  keepSession(c, platform, signedIn);
  const session = await platform.identity.sessionActor(signedIn.token);
  if (session?.needs === 'second-factor') return seeOther(c, '/account/second-factor');
  return seeOther(c, wanted(asked) || (signedIn.kind === 'official' ? '/desk' : '/'));
}

export function keepSession(
  c: WebContext,
  { config, clock }: Platform,
  { token, expiresAt }: SignedIn,
): void {
  const seconds = Math.floor((expiresAt.getTime() - clock().getTime()) / 1000);
  writeSession(c, token, seconds, config.publicUrl.startsWith('https:'));
}
