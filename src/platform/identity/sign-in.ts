import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import type { Language } from '../../kernel/bilingual.ts';
import { isId, newId } from '../../kernel/ids.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { type Accounts, plainLogin } from './accounts.ts';
import { ANONYMOUS } from './actor.ts';
import { DELAY_RULES } from './attempt-delay.ts';
import { beginAttempt, type Counted, forgetFailures, takeBackAttempt } from './attempts.ts';
import { networkOf } from './network.ts';
import type { IdentityParts } from './parts.ts';
import { passwordMatches } from './passwords.ts';
import { isMobilePhone, plainPhone } from './people.ts';
import { acceptTotp, hasConfirmedTotp } from './second-factor.ts';
import type { Sessions, SignedIn } from './sessions.ts';

/** All three are our assumption. */
export const CODE_MINUTES = 5;
export const CODE_TRIES = 5;
const CODE_DIGITS = 6;

/** An address from which the account signed in this recently is not slowed by strangers' failures. Our assumption. */
const FAMILIAR_DAYS = 30;

/** Where a sign-in comes from, as the HTTP floor knows it. */
export interface Origin {
  /** The real address: the socket's or the trusted proxy's, never what the client says. */
  readonly address: string;
  readonly device: string;
  readonly previousToken?: string | undefined;
}

export interface PasswordSignIn extends Origin {
  readonly login: string;
  readonly password: string;
  /** Of the authenticator app; empty when the person has none. */
  readonly code?: string | undefined;
}

export interface CodeSignIn extends Origin {
  readonly codeId: string;
  readonly code: string;
}

export type Waiting = { readonly reason: 'wait'; readonly seconds: number };
/** `wrong` never says which of login, password and code it was, nor whether the login exists. */
export type PasswordRefusal = Waiting | { readonly reason: 'wrong' } | { readonly reason: 'code-needed' };
export type RequestRefusal = Waiting | { readonly reason: 'phone-not-valid' };
export type CodeSignInRefusal =
  | Waiting
  | { readonly reason: 'wrong'; readonly triesLeft: number }
  /** Too old, used, replaced by a newer one, or out of tries. */
  | { readonly reason: 'over' };

export interface RequestedCode {
  /** Goes back with the code; a stranger without it cannot use up the tries. */
  readonly codeId: string;
  readonly expiresAt: Date;
}

export interface SignIn {
  signInWithPassword(input: PasswordSignIn): Promise<Result<SignedIn, PasswordRefusal>>;
  /** Sends six digits by SMS. The answer is the same whether the phone has an account or not. */
  requestCode(input: {
    readonly phone: string;
    readonly address: string;
    readonly language: Language;
  }): Promise<Result<RequestedCode, RequestRefusal>>;
  /** The first sign-in with a phone opens its citizen account. */
  signInWithCode(input: CodeSignIn): Promise<Result<SignedIn, CodeSignInRefusal>>;
}

export function createSignIn(
  parts: IdentityParts,
  needs: { readonly accounts: Accounts } & Pick<Sessions, 'openSession' | 'signOut'>,
): SignIn {
  return {
    signInWithPassword: (input) => signInWithPassword(parts, needs, input),
    requestCode: (input) => requestCode(parts, input),
    signInWithCode: (input) => signInWithCode(parts, needs, input),
  };
}

interface LoginRow {
  readonly id: string;
  readonly passwordHash: string;
}

async function signInWithPassword(
  parts: IdentityParts,
  needs: Pick<Sessions, 'openSession'>,
  input: PasswordSignIn,
): Promise<Result<SignedIn, PasswordRefusal>> {
  const { sql, personalData, clock } = parts;
  const now = clock();
  const login = plainLogin(input.login).slice(0, 100);
  const account = await accountOf(parts, login);
  const counted = await passwordSubjects(parts, login, account?.id ?? null, input.address);
  const attempt = await beginAttempt(sql, counted.all, now);
  if (!attempt.ok) return err({ reason: 'wait', seconds: attempt.error });

  const matches = await passwordMatches(account?.passwordHash ?? null, input.password);
  if (!matches || account === null) return refusePassword(parts, account?.id ?? null);
  const twoFactors = await hasConfirmedTotp(sql, account.id);
  if (twoFactors && !input.code) {
    // Not a guess, so not a failure; but only a complete sign-in lets the count start anew.
    await takeBackAttempt(sql, attempt.value, now);
    return err({ reason: 'code-needed' });
  }
  if (twoFactors && !(await acceptTotp(sql, personalData, account.id, input.code ?? '', now))) {
    return refusePassword(parts, account.id);
  }
  await takeBackAttempt(sql, attempt.value, now);
  await forgetFailures(sql, counted.ofAccount);
  const factors = twoFactors ? 'password+totp' : 'password';
  return ok(
    await needs.openSession({ accountId: account.id, kind: 'official', factors, ...originOf(input) }),
  );
}

async function accountOf({ sql, config }: IdentityParts, login: string): Promise<LoginRow | null> {
  const [row] = await sql<LoginRow[]>`
    select id, password_hash from platform.account
    where login = ${login} and kind = 'official' and status = 'active' and password_hash is not null
      and (${config.CHANGTONG_DEMO}::boolean or not demonstration)`;
  return row ?? null;
}

/** Unknown logins are counted like known ones, or the wait would tell them apart. */
async function passwordSubjects(
  parts: IdentityParts,
  login: string,
  accountId: string | null,
  address: string,
) {
  const network = networkOf(address);
  const pair: Counted = { subject: `login:${login}@${network}`, rule: DELAY_RULES.accountFromNetwork };
  const whole: Counted = { subject: `login:${login}`, rule: DELAY_RULES.account };
  const from: Counted = { subject: `network:${network}`, rule: DELAY_RULES.network };
  const familiar = accountId !== null && (await isFamiliar(parts, accountId, address));
  return {
    all: familiar ? [pair, from] : [pair, whole, from],
    ofAccount: [pair.subject, whole.subject],
  };
}

async function isFamiliar(
  { sql, clock }: IdentityParts,
  accountId: string,
  address: string,
): Promise<boolean> {
  const since = new Date(clock().getTime() - FAMILIAR_DAYS * 86_400_000);
  const rows = await sql`
    select 1 from platform.session
    where account_id = ${accountId} and address = ${address} and created_at > ${since} limit 1`;
  return rows.length > 0;
}

async function refusePassword(
  { sql, audit, clock }: IdentityParts,
  accountId: string | null,
): Promise<Result<never, PasswordRefusal>> {
  if (accountId !== null) {
    const entry = {
      at: clock(),
      actor: ANONYMOUS,
      action: 'identity.sign-in-refused',
      subject: accountId,
      about: accountId,
    };
    await sql.begin((tx) => audit.record(tx, entry));
  }
  return err({ reason: 'wrong' });
}

const originOf = ({ address, device, previousToken }: Origin) => ({ address, device, previousToken });

async function requestCode(
  parts: IdentityParts,
  input: { readonly phone: string; readonly address: string; readonly language: Language },
): Promise<Result<RequestedCode, RequestRefusal>> {
  const { sql, clock } = parts;
  if (!isMobilePhone(input.phone)) return err({ reason: 'phone-not-valid' });
  const phone = plainPhone(input.phone);
  const now = clock();
  const index = parts.personalData.blindIndex('phone', phone);
  const counted: readonly Counted[] = [
    { subject: `code-to:${index.toString('base64url')}`, rule: DELAY_RULES.codeToPhone },
    { subject: `codes-from:${networkOf(input.address)}`, rule: DELAY_RULES.codesFromNetwork },
  ];
  const attempt = await beginAttempt(sql, counted, now);
  if (!attempt.ok) return err({ reason: 'wait', seconds: attempt.error });
  return ok(await writeCode(parts, { phone, index, now, language: input.language }));
}

async function writeCode(
  { sql, config, personalData, notify }: IdentityParts,
  {
    phone,
    index,
    now,
    language,
  }: { readonly phone: string; readonly index: Buffer; readonly now: Date; readonly language: Language },
): Promise<RequestedCode> {
  const code = String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0');
  const codeId = newId(now);
  const expiresAt = new Date(now.getTime() + CODE_MINUTES * 60_000);
  await sql.begin(async (tx) => {
    await tx`
      insert into platform.sign_in_code
        (phone_index, id, phone_sealed, code_digest, created_at, expires_at, tries_left)
      values (${index}, ${codeId}, ${personalData.seal(phone, 'sign-in-code.phone')},
        ${codeDigest(config.keys.session, codeId, code)}, ${now}, ${expiresAt}, ${CODE_TRIES})
      on conflict (phone_index) do update set
        id = excluded.id, phone_sealed = excluded.phone_sealed, code_digest = excluded.code_digest, used_at = null,
        created_at = excluded.created_at, expires_at = excluded.expires_at, tries_left = excluded.tries_left`;
    await notify.send(tx, {
      to: { channel: 'sms', address: phone },
      template: 'identity.sign-in-code',
      lang: language,
      text: {
        zh: `登录验证码 ${code}，${CODE_MINUTES} 分钟内有效。工作人员不会向您要这个号码。不是您本人操作，不用理会。`,
        en: `Your sign-in code is ${code}, valid for ${CODE_MINUTES} minutes. Nobody from the office will ask you for it. If this was not you, ignore it.`,
      },
    });
  });
  return { codeId, expiresAt };
}

/** Six digits can be tried out in a moment, so the digest needs a key that is not in the database. */
const codeDigest = (key: Buffer, codeId: string, code: string) =>
  createHmac('sha256', key).update(`sign-in code ${codeId} ${code}`).digest();

async function signInWithCode(
  parts: IdentityParts,
  needs: { readonly accounts: Accounts } & Pick<Sessions, 'openSession'>,
  input: CodeSignIn,
): Promise<Result<SignedIn, CodeSignInRefusal>> {
  const { sql, clock } = parts;
  const now = clock();
  const counted = [{ subject: `network:${networkOf(input.address)}`, rule: DELAY_RULES.network }];
  const attempt = await beginAttempt(sql, counted, now);
  if (!attempt.ok) return err({ reason: 'wait', seconds: attempt.error });
  const phone = await redeemCode(parts, input, now);
  if (!phone.ok) return phone;
  await takeBackAttempt(sql, attempt.value, now);
  const citizen = await sql.begin((tx) => needs.accounts.findOrCreateCitizen(tx, { phone: phone.value }));
  if (!(await maySignIn(parts, citizen.accountId))) return err({ reason: 'over' });
  const { accountId } = citizen;
  return ok(await needs.openSession({ accountId, kind: 'citizen', factors: 'sms-code', ...originOf(input) }));
}

async function maySignIn({ sql, config }: IdentityParts, accountId: string): Promise<boolean> {
  const rows = await sql`
    select 1 from platform.account
    where id = ${accountId} and status = 'active' and (${config.CHANGTONG_DEMO}::boolean or not demonstration)`;
  return rows.length > 0;
}

/** The phone that the code was sent to. Each try is taken before the code is compared; a right code works once. */
async function redeemCode(
  { sql, config, personalData }: IdentityParts,
  { codeId, code }: CodeSignIn,
  now: Date,
): Promise<Result<string, CodeSignInRefusal>> {
  if (!isId(codeId)) return err({ reason: 'over' });
  const [row] = await sql<{ phoneSealed: Buffer; codeDigest: Buffer; triesLeft: number }[]>`
    update platform.sign_in_code set tries_left = tries_left - 1
    where id = ${codeId} and tries_left > 0 and used_at is null and expires_at > ${now}
    returning phone_sealed, code_digest, tries_left`;
  if (!row) return err({ reason: 'over' });
  const digits = code.normalize('NFKC').replace(/\D/g, '');
  if (!timingSafeEqual(row.codeDigest, codeDigest(config.keys.session, codeId, digits))) {
    return err(row.triesLeft === 0 ? { reason: 'over' } : { reason: 'wrong', triesLeft: row.triesLeft });
  }
  const used = await sql`
    update platform.sign_in_code set used_at = ${now} where id = ${codeId} and used_at is null returning id`;
  return used.length === 1
    ? ok(personalData.open(row.phoneSealed, 'sign-in-code.phone'))
    : err({ reason: 'over' });
}
