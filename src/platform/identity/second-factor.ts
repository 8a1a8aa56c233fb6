import { Secret, TOTP } from 'otpauth';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { Sql } from '../database/connect.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';
import type { Actor } from './actor.ts';
import { DELAY_RULES } from './attempt-delay.ts';
import { beginAttempt, takeBackAttempt } from './attempts.ts';
import type { IdentityParts } from './parts.ts';
import type { Sessions, SignedIn } from './sessions.ts';

/** RFC 6238 with the values that every authenticator app supports. */
const STEP_SECONDS = 30;
const SECRET_BYTES = 20;
/** One step either way, for clocks that are a little off. @source RFC 6238 §5.2 */
const STEPS_OFF = 1;

const SECRET = 'totp.secret';

export interface Enrolment {
  /** Base32, for typing into an app that cannot scan. */
  readonly secret: string;
  /** `otpauth://` address, for the QR code. */
  readonly address: string;
}

export type CodeRefusal =
  | { readonly reason: 'wrong' }
  | { readonly reason: 'wait'; readonly seconds: number };

export interface SecondFactor {
  /** The enrolment that waits for its first code, begun when there is none; null when the account has its factor. */
  enrolTotp(actor: Actor): Promise<Enrolment | null>;
  /** The first right code confirms the enrolment and replaces the session by one with two factors. */
  confirmTotp(actor: Actor, code: string, token: string): Promise<Result<SignedIn, CodeRefusal>>;
  /** A step-up check of a confirmed factor. Each code is accepted once, also when it is sent twice at once. */
  verifyTotp(accountId: string, code: string): Promise<Result<true, CodeRefusal>>;
  /** Takes the factor away, for somebody who lost the telephone; an operator's act, audited. Ends all sessions. */
  removeTotp(accountId: string, by: Actor): Promise<void>;
  hasTotp(accountId: string): Promise<boolean>;
}

export function createSecondFactor(
  parts: IdentityParts,
  sessions: Pick<Sessions, 'upgradeSession' | 'revokeSessions'>,
): SecondFactor {
  const { sql, personalData, audit, clock } = parts;

  async function guarded(
    accountId: string,
    accepted: () => Promise<boolean>,
  ): Promise<Result<true, CodeRefusal>> {
    const now = clock();
    const counted = [{ subject: `totp:${accountId}`, rule: DELAY_RULES.accountFromNetwork }];
    const attempt = await beginAttempt(sql, counted, now);
    if (!attempt.ok) return err({ reason: 'wait', seconds: attempt.error });
    if (!(await accepted())) return err({ reason: 'wrong' });
    await takeBackAttempt(sql, attempt.value, now);
    return ok(true);
  }

  async function confirm(actor: Actor, code: string): Promise<boolean> {
    const now = clock();
    return sql.begin(async (tx) => {
      const [row] = await tx<{ secretSealed: Buffer }[]>`
        select secret_sealed from platform.totp where account_id = ${actor.id} and confirmed_at is null for update`;
      const step = row ? matchingStep(personalData.open(row.secretSealed, SECRET), code, now) : null;
      if (step === null) return false;
      await tx`
        update platform.totp set confirmed_at = ${now}, last_used_step = ${step} where account_id = ${actor.id}`;
      await audit.record(tx, {
        at: now,
        actor,
        action: 'identity.confirm-second-factor',
        subject: actor.id,
        about: actor.id,
      });
      return true;
    });
  }

  return {
    async enrolTotp(actor) {
      const fresh = new Secret({ size: SECRET_BYTES }).base32;
      await sql`
        insert into platform.totp (account_id, secret_sealed, created_at)
        values (${actor.id}, ${personalData.seal(fresh, SECRET)}, ${clock()})
        on conflict (account_id) do nothing`;
      const [row] = await sql<{ secretSealed: Buffer; confirmedAt: Date | null; login: string | null }[]>`
        select t.secret_sealed, t.confirmed_at, a.login
        from platform.totp t join platform.account a on a.id = t.account_id where t.account_id = ${actor.id}`;
      if (!row || row.confirmedAt !== null) return null;
      const secret = personalData.open(row.secretSealed, SECRET);
      return { secret, address: totpOf(secret, row.login ?? '').toString() };
    },

    async confirmTotp(actor, code, token) {
      const accepted = await guarded(actor.id, () => confirm(actor, code));
      if (!accepted.ok) return accepted;
      const signedIn = await sessions.upgradeSession(token, 'password+totp');
      return signedIn === null ? err({ reason: 'wrong' }) : ok(signedIn);
    },

    verifyTotp: (accountId, code) =>
      guarded(accountId, () => acceptTotp(sql, personalData, accountId, code, clock())),

    async removeTotp(accountId, by) {
      await sql.begin(async (tx) => {
        await tx`delete from platform.totp where account_id = ${accountId}`;
        await audit.record(tx, {
          at: clock(),
          actor: by,
          action: 'identity.remove-second-factor',
          subject: accountId,
          about: accountId,
        });
      });
      await sessions.revokeSessions(accountId, by);
    },

    hasTotp: (accountId) => hasConfirmedTotp(sql, accountId),
  };
}

export async function hasConfirmedTotp(sql: Sql, accountId: string): Promise<boolean> {
  const rows = await sql`
    select 1 from platform.totp where account_id = ${accountId} and confirmed_at is not null`;
  return rows.length > 0;
}

/**
 * Whether this code opens the door now. Each code does so once: the step it belongs to must be later than
 * the last accepted one, and the row moves on in the same statement that checks it.
 */
export async function acceptTotp(
  sql: Sql,
  personalData: PersonalData,
  accountId: string,
  code: string,
  now: Date,
): Promise<boolean> {
  const [row] = await sql<{ secretSealed: Buffer }[]>`
    select secret_sealed from platform.totp where account_id = ${accountId} and confirmed_at is not null`;
  if (!row) return false;
  const step = matchingStep(personalData.open(row.secretSealed, SECRET), code, now);
  if (step === null) return false;
  const moved = await sql`
    update platform.totp set last_used_step = ${step}
    where account_id = ${accountId} and last_used_step < ${step} returning account_id`;
  return moved.length === 1;
}

/** The 30-second step whose code this is, or null. */
function matchingStep(secret: string, code: string, now: Date): number | null {
  const token = code.normalize('NFKC').replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const timestamp = now.getTime();
  const off = totpOf(secret, '').validate({ token, timestamp, window: STEPS_OFF });
  return off === null ? null : Math.floor(timestamp / 1000 / STEP_SECONDS) + off;
}

const totpOf = (secret: string, login: string) =>
  new TOTP({
    issuer: '畅通 Changtong',
    label: login || 'account',
    secret: Secret.fromBase32(secret),
    period: STEP_SECONDS,
  });
