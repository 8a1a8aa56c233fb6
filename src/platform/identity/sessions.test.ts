import { describe, expect, it } from 'vitest';
import { testDatabase } from '../database/testing.ts';
import { SYSTEM } from './actor.ts';
import { DEMONSTRATION, DEMONSTRATION_PASSWORD, seedDemonstrationAccounts } from './demonstration.ts';
import { CACHE_MILLISECONDS } from './sessions.ts';
import { testIdentity } from './testing.ts';

const { sql } = await testDatabase();
const seeding = testIdentity({ sql });
await seedDemonstrationAccounts({ sql, identity: seeding.identity, clock: seeding.clock });

const address = '192.0.2.10';
const device = 'Firefox · Linux';
const START = new Date('2026-11-24T02:00:00Z');

async function signedIn(
  house: ReturnType<typeof testIdentity>,
  who: { readonly id: string },
  previousToken?: string,
) {
  const answer = await house.identity.signInToDemonstration(who.id, { address, device, previousToken });
  if (answer === null) throw new Error('not offered');
  return answer;
}

async function untilSomebodyWaits() {
  for (;;) {
    const waiting = await sql`select 1 from pg_locks where not granted and locktype = 'transactionid'`;
    if (waiting.length > 0) return;
  }
}

describe('a session', () => {
  it('has a token that the database does not know', async () => {
    const { token } = await signedIn(testIdentity({ sql }), DEMONSTRATION.lin);
    const rows = await sql`select s::text as text from platform.session s`;
    const raw = Buffer.from(token, 'base64url').toString('hex');
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(JSON.stringify(rows)).not.toContain(raw);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  });

  it('of an official ends after half an hour unused, and not while it is used', async () => {
    const house = testIdentity({ sql });
    const { token } = await signedIn(house, DEMONSTRATION.lighting);
    for (let minutes = 0; minutes < 100; minutes += 20) {
      house.pass(20 * 60);
      expect(await house.identity.sessionActor(token)).not.toBeNull();
    }
    house.pass(30 * 60);
    expect(await house.identity.sessionActor(token)).toBeNull();
  });

  it('of an official ends after twelve hours however busy it is', async () => {
    const house = testIdentity({ sql });
    const { token } = await signedIn(house, DEMONSTRATION.lighting);
    for (let minutes = 20; minutes < 12 * 60; minutes += 20) {
      house.setNow(new Date(START.getTime() + minutes * 60_000));
      expect(await house.identity.sessionActor(token)).not.toBeNull();
    }
    house.setNow(new Date(START.getTime() + 12 * 3_600_000));
    expect(await house.identity.sessionActor(token)).toBeNull();
  });

  it('of a citizen lasts a month unused', async () => {
    const house = testIdentity({ sql });
    const { token } = await signedIn(house, DEMONSTRATION.lin);
    house.pass(29 * 86_400);
    expect(await house.identity.sessionActor(token)).toMatchObject({
      actor: { name: '林小满', kind: 'citizen' },
    });
    house.pass(30 * 86_400);
    expect(await house.identity.sessionActor(token)).toBeNull();
  });

  it('that is ended is over at once in this process and within five seconds in another', async () => {
    const here = testIdentity({ sql });
    const there = testIdentity({ sql });
    const { token, accountId } = await signedIn(here, DEMONSTRATION.lighting);
    expect(await here.identity.sessionActor(token)).not.toBeNull();
    expect(await there.identity.sessionActor(token)).not.toBeNull();
    await here.identity.revokeSessions(accountId, SYSTEM);
    expect(await here.identity.sessionActor(token)).toBeNull();
    there.pass(CACHE_MILLISECONDS / 1000);
    expect(await there.identity.sessionActor(token)).toBeNull();
  });

  it('ended while it is being read does not come back from memory', async () => {
    const house = testIdentity({ sql });
    const { token, accountId, sessionId } = await signedIn(house, DEMONSTRATION.lighting);
    house.pass(120);
    const reading = await sql.begin(async (tx) => {
      await tx`update platform.session set revoked_at = ${house.clock()} where id = ${sessionId}`;
      // Has read the row as it was, and now waits to write when it was last seen.
      const pending = { answer: house.identity.sessionActor(token) };
      await untilSomebodyWaits();
      house.identity.forgetAccount(accountId);
      return pending;
    });
    expect(await reading.answer).toBeNull();
    expect(await house.identity.sessionActor(token)).toBeNull();
  });

  it('ends when the person signs out, and the others of the account stay', async () => {
    const house = testIdentity({ sql });
    const telephone = await signedIn(house, DEMONSTRATION.lin);
    const computer = await signedIn(house, DEMONSTRATION.lin);
    await house.identity.signOut(telephone.token);
    expect(await house.identity.sessionActor(telephone.token)).toBeNull();
    expect(await house.identity.sessionActor(computer.token)).not.toBeNull();
  });

  it('gets a new token at sign-in, and the one the browser brought along is over', async () => {
    const house = testIdentity({ sql });
    const planted = await signedIn(house, DEMONSTRATION.lin);
    const real = await signedIn(house, DEMONSTRATION.zhou, planted.token);
    expect(real.token).not.toBe(planted.token);
    expect(await house.identity.sessionActor(planted.token)).toBeNull();
  });

  it('loses its roles with the post, and everything with the account', async () => {
    const house = testIdentity({ sql });
    const { token, accountId } = await signedIn(house, DEMONSTRATION.water);
    await house.identity.changePost(accountId, { roles: ['reviewer'], departmentId: 'transport' }, SYSTEM);
    expect(await house.identity.sessionActor(token)).toBeNull();
    const next = await signedIn(house, DEMONSTRATION.water);
    expect(await house.identity.sessionActor(next.token)).toMatchObject({
      actor: { roles: ['reviewer'], departmentId: 'transport' },
    });
    await house.identity.closeAccount(accountId, SYSTEM);
    expect(await house.identity.sessionActor(next.token)).toBeNull();
  });

  it('carries what the person chose to see', async () => {
    const house = testIdentity({ sql });
    const { token } = await signedIn(house, DEMONSTRATION.zhou);
    expect(await house.identity.sessionActor(token)).toMatchObject({
      preferences: { size: 'elder', language: null },
    });
    await house.identity.savePreferences(DEMONSTRATION.zhou.id, { language: 'en' });
    expect(await house.identity.sessionActor(token)).toMatchObject({
      preferences: { size: 'elder', language: 'en' },
    });
  });

  it('has a key for form tokens that differs from every other session', async () => {
    const house = testIdentity({ sql });
    const one = await house.identity.sessionActor((await signedIn(house, DEMONSTRATION.lin)).token);
    const two = await house.identity.sessionActor((await signedIn(house, DEMONSTRATION.lin)).token);
    expect(one!.csrfKey.equals(two!.csrfKey)).toBe(false);
  });
});

describe('the demonstration', () => {
  it('offers nothing, and knows none of its people, once it is switched off on the same database', async () => {
    const demo = testIdentity({ sql });
    const { token } = await signedIn(demo, DEMONSTRATION.lighting);
    const real = testIdentity({ sql }, { demo: false });
    expect(real.identity.demonstrationAccounts()).toEqual([]);
    expect(
      await real.identity.signInToDemonstration(DEMONSTRATION.lighting.id, { address, device }),
    ).toBeNull();
    expect(await real.identity.sessionActor(token)).toBeNull();
    expect(
      await real.identity.signInWithPassword({
        login: 'clerk-lighting',
        password: DEMONSTRATION_PASSWORD,
        address,
        device,
      }),
    ).toEqual({ ok: false, error: { reason: 'wrong' } });
    expect(await real.identity.clientForKey('demo')).toBeNull();
    expect(await demo.identity.clientForKey('demo')).toMatchObject({ id: 'demo', actor: { kind: 'client' } });
  });

  it('lets its officials in with the printed password', async () => {
    const answer = await testIdentity({ sql }).identity.signInWithPassword({
      login: 'Clerk-Lighting ',
      password: DEMONSTRATION_PASSWORD,
      address,
      device,
    });
    expect(answer.ok).toBe(true);
  });

  it('signs nobody in to an account that is not its own', async () => {
    const house = testIdentity({ sql });
    const real = await sql.begin((tx) => house.identity.findOrCreateCitizen(tx, { phone: '15411112222' }));
    expect(await house.identity.signInToDemonstration(real.accountId, { address, device })).toBeNull();
  });
});

describe('a program with a key', () => {
  it('is known until the key is revoked, and the key is not in the database', async () => {
    const { identity } = testIdentity({ sql });
    const client = { name: '晚报', scopes: ['open311'] };
    const { id, key } = await sql.begin((tx) => identity.createApiClient(tx, client, SYSTEM));
    expect(await identity.clientForKey(key)).toMatchObject({ id, ...client, actor: { kind: 'client', id } });
    const rows = await sql`select c::text as text from platform.api_client c`;
    expect(JSON.stringify(rows)).not.toContain(key);
    await sql.begin((tx) => identity.revokeApiClient(tx, id, SYSTEM));
    expect(await identity.clientForKey(key)).toBeNull();
  });
});
