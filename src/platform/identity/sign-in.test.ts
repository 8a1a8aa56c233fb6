import { Secret, TOTP } from 'otpauth';
import { beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '../database/testing.ts';
import { ADDRESS_PURPOSE } from '../notify/notifier.ts';
import { type Actor, SYSTEM } from './actor.ts';
import { CODE_TRIES, type PasswordSignIn } from './sign-in.ts';
import { testIdentity } from './testing.ts';

const { sql } = await testDatabase();
const PASSWORD = 'a good long sentence';
const HOME = '192.0.2.10';
const device = 'Firefox · Linux';
const OFFICIAL: Actor = { kind: 'official', id: '', name: '', roles: [], departmentId: 'lighting' };

let made = 0;
beforeEach(async () => {
  await sql`truncate platform.account, platform.account_role, platform.session, platform.totp, platform.sign_in_code,
    platform.sign_in_attempt, platform.notification`;
});

async function official(
  house: ReturnType<typeof testIdentity>,
  roles: Parameters<typeof house.identity.createOfficial>[1]['roles'] = ['clerk'],
) {
  const login = `official-${++made}`;
  const { accountId } = await sql.begin((tx) =>
    house.identity.createOfficial(
      tx,
      { login, password: PASSWORD, name: '江一鸣', roles, departmentId: 'lighting' },
      SYSTEM,
    ),
  );
  const attempt = (more: Partial<PasswordSignIn> = {}) =>
    house.identity.signInWithPassword({ login, password: PASSWORD, address: HOME, device, ...more });
  return { accountId, login, attempt };
}

async function enrolled(house: ReturnType<typeof testIdentity>, roles?: Parameters<typeof official>[1]) {
  const person = await official(house, roles);
  const signedIn = await person.attempt();
  if (!signedIn.ok) throw new Error('not signed in');
  const actor = { ...OFFICIAL, id: person.accountId };
  const enrolment = await house.identity.enrolTotp(actor);
  const totp = new TOTP({ secret: Secret.fromBase32(enrolment!.secret) });
  const code = () => totp.generate({ timestamp: house.clock().getTime() });
  const confirmed = await house.identity.confirmTotp(actor, code(), signedIn.value.token);
  house.pass(30);
  return { ...person, actor, code, confirmed, firstToken: signedIn.value.token };
}

describe('a password', () => {
  it('opens the desk of the official with role and office', async () => {
    const house = testIdentity({ sql });
    const signedIn = await (await official(house)).attempt();
    const session = signedIn.ok && (await house.identity.sessionActor(signedIn.value.token));
    expect(session).toMatchObject({ actor: { name: '江一鸣', roles: ['clerk'], departmentId: 'lighting' } });
  });

  it('is asked for in the same way and with the same work for a login that does not exist', async () => {
    const house = testIdentity({ sql });
    const { attempt } = await official(house);
    const argon2 = await import('@node-rs/argon2');
    const known = await attempt({ password: 'wrong wrong wrong' });
    const unknown = await attempt({ login: 'nobody-here', password: 'wrong wrong wrong' });
    expect(unknown).toEqual(known);
    const passwords = await import('./passwords.ts');
    const [row] = await sql<{ passwordHash: string }[]>`select password_hash from platform.account limit 1`;
    const settings = (hash: string) => hash.split('$').slice(0, 4).join('$');
    expect(settings(await passwords.decoyHash())).toBe(settings(row!.passwordHash));
    expect(settings(row!.passwordHash)).toBe('$argon2id$v=19$m=19456,t=2,p=1');
    expect(await argon2.verify(row!.passwordHash, PASSWORD)).toBe(true);
  });

  it('is not in the database', async () => {
    await official(testIdentity({ sql }));
    const rows = await sql`select a::text as text from platform.account a`;
    expect(JSON.stringify(rows)).not.toContain(PASSWORD);
  });

  it('that is a megabyte long is refused without hashing it', async () => {
    const { attempt } = await official(testIdentity({ sql }));
    expect(await attempt({ password: 'x'.repeat(1_000_000) })).toEqual({
      ok: false,
      error: { reason: 'wrong' },
    });
  });
});

describe('guessing passwords', () => {
  it('is slowed down after five failures, and a refused attempt does not prolong the wait', async () => {
    const house = testIdentity({ sql });
    const { attempt } = await official(house);
    for (let guess = 0; guess < 5; guess++)
      expect(await attempt({ password: 'wrong wrong wrong' })).toMatchObject({ error: { reason: 'wrong' } });
    const refused = await attempt();
    expect(refused).toMatchObject({ error: { reason: 'wait', seconds: 5 } });
    expect(await attempt()).toEqual(refused);
    house.pass(5);
    expect((await attempt()).ok).toBe(true);
  });

  it('is slowed down just as much with a hundred guesses at once', async () => {
    const { attempt } = await official(testIdentity({ sql }));
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => attempt({ password: 'wrong wrong wrong' })),
    );
    const heard = answers.filter((answer) => !answer.ok && answer.error.reason === 'wrong');
    expect(heard).toHaveLength(5);
  });

  it('waits in the same way for a login that does not exist', async () => {
    const { attempt } = await official(testIdentity({ sql }));
    const login = 'nobody-here';
    for (let guess = 0; guess < 5; guess++) await attempt({ login });
    expect(await attempt({ login })).toMatchObject({ error: { reason: 'wait', seconds: 5 } });
  });

  it('from many addresses does not lock the official out of the usual one', async () => {
    const house = testIdentity({ sql });
    const { attempt } = await official(house);
    expect((await attempt()).ok).toBe(true);
    for (let guess = 0; guess < 12; guess++)
      await attempt({ address: `198.51.100.${guess}`, password: 'wrong wrong wrong' });
    expect(await attempt({ address: '198.51.100.99' })).toMatchObject({ error: { reason: 'wait' } });
    expect((await attempt()).ok).toBe(true);
  });

  it('of many logins from one network is slowed down too, across its IPv6 addresses', async () => {
    const house = testIdentity({ sql });
    const { attempt } = await official(house);
    const count = (subject: string) => sql`
      insert into platform.sign_in_attempt (subject, failures, last_at, blocked_until)
      values (${subject}, 49, ${house.clock()}, ${house.clock()})`;
    await count('network:2001:db8:1:2::/64');
    await attempt({ address: '2001:db8:1:2::7', password: 'wrong wrong wrong' });
    expect(await attempt({ address: '2001:db8:1:2:ffff::1' })).toMatchObject({ error: { reason: 'wait' } });
    expect((await attempt({ address: '2001:db8:1:3::1' })).ok).toBe(true);
  });
});

describe('the second factor', () => {
  it('is asked for once it is set up', async () => {
    const house = testIdentity({ sql });
    const { attempt, code } = await enrolled(house);
    expect(await attempt()).toEqual({ ok: false, error: { reason: 'code-needed' } });
    expect((await attempt({ code: code() })).ok).toBe(true);
  });

  it('accepts a code once inside its step', async () => {
    const house = testIdentity({ sql });
    const { attempt, code } = await enrolled(house);
    expect((await attempt({ code: code() })).ok).toBe(true);
    expect(await attempt({ code: code() })).toEqual({ ok: false, error: { reason: 'wrong' } });
    house.pass(30);
    expect((await attempt({ code: code() })).ok).toBe(true);
  });

  it('accepts a code once when it is sent many times at the same moment', async () => {
    const house = testIdentity({ sql });
    const { accountId, code } = await enrolled(house);
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => house.identity.verifyTotp(accountId, code())),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  });

  it('refuses the code that confirmed the enrolment', async () => {
    const house = testIdentity({ sql });
    const { accountId, code } = await enrolled(house);
    house.pass(-30);
    expect(await house.identity.verifyTotp(accountId, code())).toEqual({
      ok: false,
      error: { reason: 'wrong' },
    });
  });

  it('is slowed down when it is guessed, even by somebody who has the password', async () => {
    const house = testIdentity({ sql });
    const { attempt } = await enrolled(house);
    for (let guess = 0; guess < 5; guess++) {
      await attempt({ code: '000000' });
      await attempt();
    }
    expect(await attempt()).toMatchObject({ error: { reason: 'wait' } });
  });

  it('is what a supervisor needs outside the demonstration to have any role at all', async () => {
    const house = testIdentity({ sql }, { demo: false });
    const { firstToken, confirmed } = await enrolled(house, ['supervisor']);
    expect(await house.identity.sessionActor(firstToken)).toBeNull();
    expect(confirmed.ok && (await house.identity.sessionActor(confirmed.value.token))).toMatchObject({
      actor: { roles: ['supervisor'] },
      needs: null,
    });
    const plain = await official(house, ['supervisor']);
    const signedIn = await plain.attempt();
    expect(signedIn.ok && (await house.identity.sessionActor(signedIn.value.token))).toMatchObject({
      actor: { roles: [] },
      needs: 'second-factor',
    });
  });

  it('has no secret in the database in plain text', async () => {
    const house = testIdentity({ sql });
    const person = await official(house);
    const enrolment = await house.identity.enrolTotp({ ...OFFICIAL, id: person.accountId });
    expect(await house.identity.enrolTotp({ ...OFFICIAL, id: person.accountId })).toEqual(enrolment);
    const [row] = await sql<{ secretSealed: Buffer }[]>`select secret_sealed from platform.totp`;
    expect(row!.secretSealed.toString('latin1')).not.toContain(enrolment!.secret);
  });
});

describe('a code by text message', () => {
  const PHONE = '15400000099';

  async function sentCode(house: ReturnType<typeof testIdentity>, phone = PHONE) {
    const requested = await house.identity.requestCode({ phone, address: HOME, language: 'zh' });
    if (!requested.ok) throw new Error(`not sent: ${requested.error.reason}`);
    const [message] = await sql<{ text: { zh: string }; address: Buffer; channel: string }[]>`
      select text, address, channel from platform.notification order by created_at desc, id desc limit 1`;
    const code = /\d{6}/.exec(message!.text.zh)![0];
    const attempt = (typed: string) =>
      house.identity.signInWithCode({ codeId: requested.value.codeId, code: typed, address: HOME, device });
    const wrong = code === '111111' ? '222222' : '111111';
    return { code, wrong, attempt, message: message! };
  }

  it('reaches the phone and opens a citizen account with the first use', async () => {
    const house = testIdentity({ sql });
    const { code, attempt, message } = await sentCode(house, '154 0000 0099');
    expect(house.personalData.open(message.address, ADDRESS_PURPOSE)).toBe(PHONE);
    expect(message.channel).toBe('sms');
    const signedIn = await attempt(code);
    expect(signedIn.ok && (await house.identity.sessionActor(signedIn.value.token))).toMatchObject({
      actor: { kind: 'citizen', roles: ['citizen'], name: '154****0099' },
    });
  });

  it('works once, also when it is sent twice at the same moment', async () => {
    const { code, attempt } = await sentCode(testIdentity({ sql }));
    const answers = await Promise.all([attempt(code), attempt(code), attempt(code)]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(await attempt(code)).toEqual({ ok: false, error: { reason: 'over' } });
  });

  it('can be tried five times, also when all tries come at once', async () => {
    const { code, wrong, attempt } = await sentCode(testIdentity({ sql }));
    const answers = await Promise.all(Array.from({ length: 20 }, () => attempt(wrong)));
    const heard = answers.filter((answer) => !answer.ok && answer.error.reason === 'wrong');
    expect(heard).toHaveLength(CODE_TRIES - 1);
    expect(await attempt(code)).toEqual({ ok: false, error: { reason: 'over' } });
  });

  it('is over after five minutes', async () => {
    const house = testIdentity({ sql });
    const { code, attempt } = await sentCode(house);
    house.pass(301);
    expect(await attempt(code)).toEqual({ ok: false, error: { reason: 'over' } });
  });

  it('is replaced by a newer one, which is sent only after a minute', async () => {
    const house = testIdentity({ sql });
    const first = await sentCode(house);
    const again = await house.identity.requestCode({ phone: PHONE, address: HOME, language: 'zh' });
    expect(again).toEqual({ ok: false, error: { reason: 'wait', seconds: 60 } });
    house.pass(60);
    const second = await sentCode(house);
    expect(await first.attempt(first.code)).toEqual({ ok: false, error: { reason: 'over' } });
    expect((await second.attempt(second.code)).ok).toBe(true);
  });

  it('cannot be used up by a stranger who knows only the phone number', async () => {
    const house = testIdentity({ sql });
    const { code, attempt } = await sentCode(house);
    for (const codeId of ['01900000-0000-7000-8000-000000000000', 'nonsense'])
      expect(await house.identity.signInWithCode({ codeId, code, address: HOME, device })).toMatchObject({
        ok: false,
      });
    expect((await attempt(code)).ok).toBe(true);
  });

  it('is not in the table that checks it, nor is the phone', async () => {
    const { code } = await sentCode(testIdentity({ sql }));
    const [row] = await sql<{ phoneSealed: Buffer; codeDigest: Buffer }[]>`
      select phone_sealed, code_digest from platform.sign_in_code`;
    expect(row!.codeDigest.toString('latin1')).not.toContain(code);
    expect(row!.phoneSealed.toString('latin1')).not.toContain(PHONE);
  });

  it('is not sent to something that is no mobile number', async () => {
    const answer = await testIdentity({ sql }).identity.requestCode({
      phone: '12345',
      address: HOME,
      language: 'zh',
    });
    expect(answer).toEqual({ ok: false, error: { reason: 'phone-not-valid' } });
  });
});
