import type { Language } from '../../kernel/bilingual.ts';
import { AppError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { Sql, Tx } from '../database/connect.ts';
import type { Actor, Role } from './actor.ts';
import type { IdentityParts } from './parts.ts';
import { hashPassword, SHORTEST_PASSWORD } from './passwords.ts';
import { isMobilePhone, maskedName, NAME, type NamedRow, openName, PHONE, plainPhone } from './people.ts';
import type { Preferences, Sessions } from './sessions.ts';

export interface NewOfficial {
  /** Fixed ids are for the demonstration province. */
  readonly id?: string;
  readonly login: string;
  readonly password: string;
  readonly name: string;
  readonly phone?: string;
  readonly roles: readonly Exclude<Role, 'citizen'>[];
  readonly departmentId: string | null;
  readonly demonstration?: boolean;
}

export interface NewCitizen {
  readonly id?: string;
  /** Mainland mobile number; how it is typed does not matter. */
  readonly phone: string;
  /** Kept only when the account has no name yet: nobody renames somebody else's account. */
  readonly name?: string;
  readonly demonstration?: boolean;
}

export interface Person {
  readonly accountId: string;
  readonly kind: 'citizen' | 'official';
  readonly name: string | null;
  readonly phone: string | null;
}

/** Why somebody looks at a person's data. The person reads it on the page 谁看过我的数据. */
export interface Looking {
  readonly viewer: Actor;
  readonly purpose: string;
}

export interface Official {
  readonly accountId: string;
  readonly name: string;
  readonly login: string;
  readonly roles: readonly Role[];
  readonly departmentId: string | null;
}

export interface Accounts {
  /** @throws AppError ACCOUNT_LOGIN_TAKEN (409), ACCOUNT_PASSWORD_SHORT (422) */
  createOfficial(tx: Tx, official: NewOfficial, by: Actor): Promise<{ readonly accountId: string }>;
  /** Replaces the official's office and roles, and ends all sessions that were opened with the old ones. */
  changePost(accountId: string, post: Pick<NewOfficial, 'roles' | 'departmentId'>, by: Actor): Promise<void>;
  /** Nobody can sign in to the account any more; its sessions end. What it did stays. */
  closeAccount(accountId: string, by: Actor): Promise<void>;
  /** One citizen account a phone, also when two callers come at once. @throws AppError PHONE_NOT_VALID (422) */
  findOrCreateCitizen(
    tx: Tx,
    citizen: NewCitizen,
  ): Promise<{ readonly accountId: string; readonly created: boolean }>;
  /** The citizen account of a phone, or null. */
  accountForPhone(sql: Sql | Tx, phone: string): Promise<string | null>;
  /** The real name, for one purpose; unless people look at themselves, the look is in the audit log. */
  personName(tx: Tx, accountId: string, looking: Looking): Promise<string | null>;
  /** Name and phone in one look. @throws AppError ACCOUNT_NOT_FOUND (404) */
  revealPerson(tx: Tx, accountId: string, looking: Looking): Promise<Person>;
  /** What any page may show without a purpose: 林**, or the official's name. */
  shownNames(sql: Sql | Tx, accountIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Where the machine sends this person's messages; never for a page. */
  messageAddress(
    sql: Sql | Tx,
    accountId: string,
  ): Promise<{ readonly phone: string | null; readonly language: Language | null }>;
  /** Active officials with the role, in that office when one is given; by name. */
  officialsWith(sql: Sql | Tx, role: Role, departmentId?: string): Promise<readonly Official[]>;
  saveName(accountId: string, name: string): Promise<void>;
  savePreferences(accountId: string, preferences: Partial<Preferences>): Promise<void>;
}

export function createAccounts(
  parts: IdentityParts,
  sessions: Pick<Sessions, 'forgetAccount' | 'revokeSessions'>,
): Accounts {
  const { sql, personalData, audit, clock } = parts;

  async function writeRoles(tx: Tx, accountId: string, post: Pick<NewOfficial, 'roles' | 'departmentId'>) {
    await tx`delete from platform.account_role where account_id = ${accountId}`;
    await tx`
      insert into platform.account_role (account_id, role, department_id, granted_at)
      select ${accountId}, role, ${post.departmentId}, ${clock()} from unnest(${[...post.roles]}::text[]) as role`;
  }

  // The driver cannot send bytea[]; the index is found under every key that may have been used for it.
  const hexIndexes = (phone: string) =>
    personalData.blindIndexes('phone', phone).map((index) => index.toString('hex'));

  const accountForPhone = async (db: Sql | Tx, phone: string): Promise<string | null> => {
    const [row] = await db<{ id: string }[]>`
      select id from platform.account
      where kind = 'citizen' and phone_index = any(array(select decode(index, 'hex') from unnest(${hexIndexes(phone)}::text[]) as index))
      limit 1`;
    return row?.id ?? null;
  };

  async function insertCitizen(tx: Tx, citizen: NewCitizen): Promise<string | null> {
    const phone = plainPhone(citizen.phone);
    const name = citizen.name?.trim();
    const [row] = await tx<{ id: string }[]>`
      insert into platform.account
        (id, kind, demonstration, citizen_name_sealed, phone_sealed, phone_index, created_at)
      values (${citizen.id ?? newId(clock())}, 'citizen', ${citizen.demonstration ?? false},
        ${name ? personalData.seal(name, NAME) : null}, ${personalData.seal(phone, PHONE)},
        ${personalData.blindIndex('phone', phone)}, ${clock()})
      on conflict (kind, phone_index) do nothing
      returning id`;
    return row?.id ?? null;
  }

  const giveName = (db: Sql | Tx, accountId: string, name: string) => db`
    update platform.account set citizen_name_sealed = ${personalData.seal(name, NAME)}
    where id = ${accountId} and kind = 'citizen' and citizen_name_sealed is null`;

  async function person(db: Sql | Tx, accountId: string): Promise<Person> {
    const [row] = await db<({ kind: Person['kind'] } & NamedRow)[]>`
      select kind, official_name, citizen_name_sealed, phone_sealed from platform.account where id = ${accountId}`;
    if (!row) throw accountNotFound();
    return {
      accountId,
      kind: row.kind,
      name: row.officialName ?? (row.citizenNameSealed && personalData.open(row.citizenNameSealed, NAME)),
      phone: row.phoneSealed && personalData.open(row.phoneSealed, PHONE),
    };
  }

  async function noteLook(tx: Tx, accountId: string, { viewer, purpose }: Looking, what: readonly string[]) {
    if (viewer.id === accountId) return;
    await audit.record(tx, {
      at: clock(),
      actor: viewer,
      action: 'identity.look-at-person',
      subject: accountId,
      about: accountId,
      purpose,
      detail: { what },
    });
  }

  return {
    accountForPhone,

    async createOfficial(tx, official, by) {
      if (official.password.length < SHORTEST_PASSWORD) throw passwordShort();
      const id = official.id ?? newId(clock());
      const phone = official.phone === undefined ? null : plainPhone(official.phone);
      const [row] = await tx`
        insert into platform.account
          (id, kind, demonstration, official_name, login, password_hash, phone_sealed, phone_index, created_at)
        values (${id}, 'official', ${official.demonstration ?? false}, ${official.name.trim()},
          ${plainLogin(official.login)}, ${await hashPassword(official.password)},
          ${phone === null ? null : personalData.seal(phone, PHONE)},
          ${phone === null ? null : personalData.blindIndex('phone', phone)}, ${clock()})
        on conflict (login) do nothing
        returning id`;
      if (!row) throw loginTaken(official.login);
      await writeRoles(tx, id, official);
      const { roles, departmentId } = official;
      await audit.record(tx, {
        at: clock(),
        actor: by,
        action: 'identity.create-official',
        subject: id,
        detail: { roles, departmentId },
      });
      return { accountId: id };
    },

    async changePost(accountId, post, by) {
      await sql.begin(async (tx) => {
        await writeRoles(tx, accountId, post);
        await audit.record(tx, {
          at: clock(),
          actor: by,
          action: 'identity.change-post',
          subject: accountId,
          detail: { ...post },
        });
      });
      await sessions.revokeSessions(accountId, by);
    },

    async closeAccount(accountId, by) {
      await sql.begin(async (tx) => {
        await tx`update platform.account set status = 'closed' where id = ${accountId}`;
        await audit.record(tx, {
          at: clock(),
          actor: by,
          action: 'identity.close-account',
          subject: accountId,
        });
      });
      await sessions.revokeSessions(accountId, by);
    },

    async findOrCreateCitizen(tx, citizen) {
      if (!isMobilePhone(citizen.phone)) throw phoneNotValid();
      const found = await accountForPhone(tx, citizen.phone);
      const created = found === null ? await insertCitizen(tx, citizen) : null;
      // Lost the race to another caller: that row is there now.
      const accountId = found ?? created ?? (await accountForPhone(tx, citizen.phone));
      if (accountId === null) throw new Error('A citizen account vanished while it was looked up');
      const name = citizen.name?.trim();
      if (created === null && name) await giveName(tx, accountId, name);
      return { accountId, created: created !== null };
    },

    async personName(tx, accountId, looking) {
      const found = await person(tx, accountId);
      if (found.kind === 'citizen') await noteLook(tx, accountId, looking, ['name']);
      return found.name;
    },

    async revealPerson(tx, accountId, looking) {
      const found = await person(tx, accountId);
      await noteLook(tx, accountId, looking, ['name', 'phone']);
      return found;
    },

    async shownNames(db, accountIds) {
      const rows = await db<({ id: string } & NamedRow)[]>`
        select id, official_name, citizen_name_sealed, phone_sealed from platform.account
        where id = any(${[...accountIds]}::uuid[])`;
      return new Map(
        rows.map((row) => [
          row.id,
          row.citizenNameSealed ? maskedName(openName(personalData, row)) : openName(personalData, row),
        ]),
      );
    },

    async messageAddress(db, accountId) {
      const [row] = await db<{ phoneSealed: Buffer | null; language: Language | null }[]>`
        select phone_sealed, language from platform.account where id = ${accountId} and status = 'active'`;
      if (!row) return { phone: null, language: null };
      return { phone: row.phoneSealed && personalData.open(row.phoneSealed, PHONE), language: row.language };
    },

    officialsWith: (db, role, departmentId) => db<Official[]>`
      select a.id as account_id, a.official_name as name, a.login, own.department_id,
        array(select r.role from platform.account_role r where r.account_id = a.id order by r.role) as roles
      from platform.account_role own join platform.account a on a.id = own.account_id
      where own.role = ${role} and a.status = 'active'
        and (${departmentId ?? null}::text is null or own.department_id = ${departmentId ?? null})
      order by a.official_name collate "zh-Hans-x-icu", a.id`,

    async saveName(accountId, name) {
      await sql`
        update platform.account set citizen_name_sealed = ${personalData.seal(name.trim(), NAME)}
        where id = ${accountId} and kind = 'citizen'`;
      sessions.forgetAccount(accountId);
    },

    async savePreferences(accountId, { language = null, theme = null, size = null }) {
      await sql`
        update platform.account
        set language = coalesce(${language}, language), theme = coalesce(${theme}, theme), size = coalesce(${size}, size)
        where id = ${accountId}`;
      sessions.forgetAccount(accountId);
    },
  };
}

export const plainLogin = (login: string): string => login.normalize('NFKC').trim().toLowerCase();

export const phoneNotValid = () =>
  new AppError('PHONE_NOT_VALID', {
    status: 422,
    userMessage: {
      zh: '手机号应为 11 位数字，以 1 开头。请检查后重填；没有手机请打 12345 或到窗口办理。',
      en: 'A mobile number has 11 digits and starts with 1. Check it and try again; without a mobile, phone 12345 or go to a service window.',
    },
  });

const accountNotFound = () =>
  new AppError('ACCOUNT_NOT_FOUND', {
    status: 404,
    userMessage: {
      zh: '没有找到这个账号，可能已经注销。请返回上一页核对。',
      en: 'There is no such account; it may have been closed. Go back and check.',
    },
  });

const loginTaken = (login: string) =>
  new AppError('ACCOUNT_LOGIN_TAKEN', {
    status: 409,
    userMessage: {
      zh: `登录名“${login}”已经有人用。请换一个登录名再保存。`,
      en: `The login "${login}" is taken. Choose another one and save again.`,
    },
  });

const passwordShort = () =>
  new AppError('ACCOUNT_PASSWORD_SHORT', {
    status: 422,
    userMessage: {
      zh: `密码至少要 ${SHORTEST_PASSWORD} 个字符。请写长一些，可以是一句好记的话。`,
      en: `A password needs at least ${SHORTEST_PASSWORD} characters. Make it longer; a sentence you remember will do.`,
    },
  });
