import { LRUCache } from 'lru-cache';
import type { Language } from '../../kernel/bilingual.ts';
import { newId } from '../../kernel/ids.ts';
import type { Size, Theme } from '../../ui/view.ts';
import type { Sql } from '../database/connect.ts';
import type { Actor, Role } from './actor.ts';
import type { IdentityParts } from './parts.ts';
import { type NamedRow, openName } from './people.ts';
import { csrfKeyOf, newToken, tokenHash } from './tokens.ts';
import { needsSecondFactor } from './two-factor-roles.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Milliseconds that a session lives unused, and at most. All four are our assumption. */
export const SESSION_LIVES = {
  official: { idle: 30 * MINUTE, absolute: 12 * HOUR },
  citizen: { idle: 30 * DAY, absolute: 180 * DAY },
} as const;

/** How long another process may still honour a session that was ended here. */
export const CACHE_MILLISECONDS = 5 * SECOND;

/** "Last seen" is written at most this often, so that reading a page is not a write. */
const SEEN_EVERY = MINUTE;

const CACHED_SESSIONS = 20_000;

export type Factors = 'password' | 'password+totp' | 'sms-code' | 'demonstration';

export interface Preferences {
  readonly language: Language | null;
  readonly theme: Theme | null;
  readonly size: Size | null;
}

export interface SessionActor {
  readonly actor: Actor;
  readonly sessionId: string;
  readonly factors: Factors;
  /** Key for this session's form tokens; not in the database. */
  readonly csrfKey: Buffer;
  readonly preferences: Preferences;
  /** The account's roles ask for a second factor that this session lacks: the actor has no roles until it is set up. */
  readonly needs: 'second-factor' | null;
}

export interface NewSession {
  readonly accountId: string;
  readonly kind: 'citizen' | 'official';
  readonly factors: Factors;
  /** What the person will recognise in the list of sessions: the browser's own description. */
  readonly device: string;
  readonly address: string;
  /** The token that the browser brought along; it ends, so nobody can plant one before a sign-in. */
  readonly previousToken?: string | undefined;
}

export interface SignedIn {
  /** For the cookie; shown once, kept nowhere. */
  readonly token: string;
  readonly accountId: string;
  readonly kind: 'citizen' | 'official';
  readonly sessionId: string;
  readonly expiresAt: Date;
}

export interface SessionLine {
  readonly id: string;
  readonly device: string;
  readonly address: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly factors: Factors;
}

export interface Sessions {
  openSession(session: NewSession): Promise<SignedIn>;
  /** Ends the session of this token and opens one with more factors in its place. */
  upgradeSession(token: string, factors: Factors): Promise<SignedIn | null>;
  /** Who holds this token now; null when it is unknown, ended, or over. Another process may be 5 s behind. */
  sessionActor(token: string): Promise<SessionActor | null>;
  signOut(token: string): Promise<void>;
  /** Ends one session of the account, or all of them; returns how many. */
  revokeSessions(accountId: string, by: Actor, only?: { readonly sessionId: string }): Promise<number>;
  sessionsOf(accountId: string): Promise<readonly SessionLine[]>;
  /** Reads the account anew at its next request in this process. */
  forgetAccount(accountId: string): void;
  /** Deletes sessions and codes that ended more than 30 days ago; returns how many sessions. */
  sweepSessions(): Promise<number>;
}

interface SessionRow extends NamedRow, Preferences {
  readonly id: string;
  readonly accountId: string;
  readonly kind: 'citizen' | 'official';
  readonly factors: Factors;
  readonly device: string;
  readonly address: string;
  readonly lastSeenAt: Date;
  readonly idleExpiresAt: Date;
  readonly absoluteExpiresAt: Date;
  readonly roles: readonly Role[];
  readonly departmentId: string | null;
}

interface Cached {
  readonly session: SessionActor;
  readonly accountId: string;
  readonly readAt: number;
  readonly expiresAt: number;
}

export function createSessions(parts: IdentityParts): Sessions {
  const { sql, config, personalData, audit, clock } = parts;
  const cache = new LRUCache<string, Cached>({ max: CACHED_SESSIONS });
  /** Grows with every ending: a row read before it must not come into the cache after it. */
  let endings = 0;

  function forget(matches: (cached: Cached) => boolean) {
    endings += 1;
    for (const [key, cached] of cache.entries()) if (matches(cached)) cache.delete(key);
  }

  function remembered(key: string, now: number): SessionActor | null {
    const cached = cache.get(key);
    if (!cached || now - cached.readAt >= CACHE_MILLISECONDS || now >= cached.expiresAt) return null;
    return cached.session;
  }

  async function sessionActor(token: string): Promise<SessionActor | null> {
    const hash = tokenHash(token);
    const key = hash.toString('base64');
    const now = clock();
    const known = remembered(key, now.getTime());
    if (known) return known;
    const endingsBefore = endings;
    const row = await readSession(sql, hash, now, config.CHANGTONG_DEMO);
    if (!row) return null;
    if (!(await noteSeen(sql, hash, row, now))) return null;
    const session = toSessionActor(token, row);
    if (endings === endingsBefore) {
      const expiresAt = Math.min(row.idleExpiresAt.getTime(), row.absoluteExpiresAt.getTime());
      cache.set(key, { session, accountId: row.accountId, readAt: now.getTime(), expiresAt });
    }
    return session;
  }

  function toSessionActor(token: string, row: SessionRow): SessionActor {
    const secondFactorMissing =
      needsSecondFactor(row.roles, config.CHANGTONG_DEMO) && row.factors !== 'password+totp';
    const ownRoles: readonly Role[] = row.kind === 'citizen' ? ['citizen'] : row.roles;
    return {
      actor: {
        kind: row.kind,
        id: row.accountId,
        name: openName(personalData, row),
        roles: secondFactorMissing ? [] : ownRoles,
        departmentId: row.departmentId,
      },
      sessionId: row.id,
      factors: row.factors,
      csrfKey: csrfKeyOf(token),
      preferences: { language: row.language, theme: row.theme, size: row.size },
      needs: secondFactorMissing ? 'second-factor' : null,
    };
  }

  async function signOut(token: string): Promise<void> {
    const rows = await sql<{ id: string }[]>`
      update platform.session set revoked_at = ${clock()}
      where token_hash = ${tokenHash(token)} and revoked_at is null returning id`;
    forget((cached) => rows.some((row) => row.id === cached.session.sessionId));
  }

  async function openSession(opening: NewSession): Promise<SignedIn> {
    const { accountId, kind, factors } = opening;
    const now = clock();
    const token = newToken();
    const sessionId = newId(now);
    const lives = SESSION_LIVES[kind];
    const expiresAt = new Date(now.getTime() + lives.absolute);
    await sql`
      insert into platform.session (token_hash, id, account_id, factors, created_at, last_seen_at,
        idle_expires_at, absolute_expires_at, device, address)
      values (${tokenHash(token)}, ${sessionId}, ${accountId}, ${factors}, ${now}, ${now},
        ${new Date(now.getTime() + lives.idle)}, ${expiresAt}, ${opening.device.slice(0, 300)}, ${opening.address})`;
    if (opening.previousToken !== undefined) await signOut(opening.previousToken);
    return { token, accountId, kind, sessionId, expiresAt };
  }

  return {
    sessionActor,
    signOut,
    openSession,

    async upgradeSession(token, factors) {
      const row = await readSession(sql, tokenHash(token), clock(), config.CHANGTONG_DEMO);
      if (!row) return null;
      const { accountId, kind, device, address } = row;
      return openSession({ accountId, kind, factors, device, address, previousToken: token });
    },

    async revokeSessions(accountId, by, only) {
      const now = clock();
      const ended = await sql.begin(async (tx) => {
        const rows = await tx<{ id: string }[]>`
          update platform.session set revoked_at = ${now}
          where account_id = ${accountId} and revoked_at is null and idle_expires_at > ${now}
            and (${only?.sessionId ?? null}::uuid is null or id = ${only?.sessionId ?? null})
          returning id`;
        await audit.record(tx, {
          at: now,
          actor: by,
          action: 'identity.revoke-sessions',
          subject: accountId,
          about: accountId,
          detail: { sessions: rows.length },
        });
        return rows.length;
      });
      forget((cached) => cached.accountId === accountId);
      return ended;
    },

    sessionsOf: (accountId) => sql<SessionLine[]>`
      select id, device, address, created_at, last_seen_at, factors from platform.session
      where account_id = ${accountId} and revoked_at is null
        and idle_expires_at > ${clock()} and absolute_expires_at > ${clock()}
      order by last_seen_at desc, id desc limit 50`,

    forgetAccount: (accountId) => forget((cached) => cached.accountId === accountId),

    async sweepSessions() {
      const before = new Date(clock().getTime() - 30 * DAY);
      await sql`delete from platform.sign_in_code where expires_at < ${before}`;
      await sql`delete from platform.sign_in_attempt where last_at < ${before}`;
      const swept = await sql`
        delete from platform.session
        where idle_expires_at < ${before} or absolute_expires_at < ${before} or revoked_at < ${before}`;
      return swept.count;
    },
  };
}

/** One prepared statement for every request: session, account, roles and office. */
async function readSession(sql: Sql, hash: Buffer, now: Date, demo: boolean): Promise<SessionRow | null> {
  const [row] = await sql<SessionRow[]>`
    select s.id, s.account_id, s.factors, s.device, s.address, s.last_seen_at, s.idle_expires_at, s.absolute_expires_at,
      a.kind, a.official_name, a.citizen_name_sealed, a.phone_sealed, a.language, a.theme, a.size,
      array(select r.role from platform.account_role r where r.account_id = a.id order by r.role) as roles,
      (select r.department_id from platform.account_role r where r.account_id = a.id limit 1) as department_id
    from platform.session s join platform.account a on a.id = s.account_id
    where s.token_hash = ${hash} and s.revoked_at is null
      and s.idle_expires_at > ${now} and s.absolute_expires_at > ${now}
      and a.status = 'active' and (${demo}::boolean or not a.demonstration)`;
  return row ?? null;
}

/** False when the session was ended since it was read. */
async function noteSeen(sql: Sql, hash: Buffer, row: SessionRow, now: Date): Promise<boolean> {
  if (now.getTime() - row.lastSeenAt.getTime() < SEEN_EVERY) return true;
  const seen = await sql`
    update platform.session
    set last_seen_at = ${now}, idle_expires_at = ${new Date(now.getTime() + SESSION_LIVES[row.kind].idle)}
    where token_hash = ${hash} and revoked_at is null`;
  return seen.count === 1;
}
