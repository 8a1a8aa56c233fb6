import { describe, expect, it } from 'vitest';
import { looksAt } from '../audit/looks-at.ts';
import { testDatabase } from '../database/testing.ts';
import type { Actor } from './actor.ts';
import { actorOf, DEMONSTRATION, seedDemonstrationAccounts } from './demonstration.ts';
import type { MandateTerms } from './mandates.ts';
import { testIdentity } from './testing.ts';

const { sql } = await testDatabase();
const house = testIdentity({ sql });
const { identity } = house;
await seedDemonstrationAccounts({ sql, identity, clock: house.clock });

const { lin, zhou, helper, lighting, counter } = DEMONSTRATION;
const clerk: Actor = actorOf(lighting);
const inDays = (days: number) => new Date(house.clock().getTime() + days * 86_400_000);

describe('the name of a citizen', () => {
  it('and the phone are sealed in the database', async () => {
    const rows = await sql<{ citizenNameSealed: Buffer; phoneSealed: Buffer }[]>`
      select citizen_name_sealed, phone_sealed from platform.account where id = ${lin.id}`;
    expect(rows[0]!.citizenNameSealed.toString('utf8')).not.toContain('林');
    expect(rows[0]!.phoneSealed.toString('utf8')).not.toContain(lin.phone);
  });

  it('is told for a purpose, and the citizen reads who looked and why', async () => {
    const looking = { viewer: clerk, purpose: '电话回访路灯报修' };
    expect(await sql.begin((tx) => identity.personName(tx, lin.id, looking))).toBe('林小满');
    const { items } = await looksAt(sql, lin.id);
    expect(items).toEqual([
      expect.objectContaining({ actorName: '江一鸣', purpose: '电话回访路灯报修', self: false }),
    ]);
  });

  it('is not written down as a look when people see their own', async () => {
    const before = (await looksAt(sql, lin.id)).items.length;
    await sql.begin((tx) =>
      identity.revealPerson(tx, lin.id, { viewer: actorOf(lin), purpose: 'own account' }),
    );
    expect((await looksAt(sql, lin.id)).items).toHaveLength(before);
  });

  it('is masked where no purpose was given; an official acts in public', async () => {
    const names = await identity.shownNames(sql, [lin.id, lighting.id]);
    expect([names.get(lin.id), names.get(lighting.id)]).toEqual(['林**', '江一鸣']);
  });
});

describe('one phone', () => {
  it('is one account, also when ten windows open it at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        sql.begin((tx) => identity.findOrCreateCitizen(tx, { phone: '154 2222 3333', name: '新人' })),
      ),
    );
    expect(new Set(answers.map(({ accountId }) => accountId)).size).toBe(1);
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
    expect(await identity.accountForPhone(sql, '+8615422223333')).toBe(answers[0]!.accountId);
  });

  it('keeps the name it has when somebody else writes another', async () => {
    await sql.begin((tx) => identity.findOrCreateCitizen(tx, { phone: lin.phone, name: '别人' }));
    const looking = { viewer: actorOf(lin), purpose: 'own account' };
    expect(await sql.begin((tx) => identity.personName(tx, lin.id, looking))).toBe('林小满');
  });

  it('that is none is refused with a sentence', async () => {
    const wrong = sql.begin((tx) => identity.findOrCreateCitizen(tx, { phone: '12345' }));
    await expect(wrong).rejects.toMatchObject({ code: 'PHONE_NOT_VALID', status: 422 });
  });
});

describe('an official account', () => {
  const official = {
    login: 'clerk-lighting',
    name: '重名',
    roles: ['clerk'],
    departmentId: 'lighting',
  } as const;

  it('has a login that nobody else has, and a password of some length', async () => {
    const create = (password: string) =>
      sql.begin((tx) =>
        identity.createOfficial(tx, { ...official, password }, actorOf(DEMONSTRATION.operator)),
      );
    await expect(create('long enough for us')).rejects.toMatchObject({ code: 'ACCOUNT_LOGIN_TAKEN' });
    await expect(create('short')).rejects.toMatchObject({ code: 'ACCOUNT_PASSWORD_SHORT' });
  });

  it('is found by role and office', async () => {
    const found = await identity.officialsWith(sql, 'clerk', 'lighting');
    expect(found).toEqual([
      expect.objectContaining({ name: '江一鸣', roles: ['clerk'], departmentId: 'lighting' }),
    ]);
    expect((await identity.officialsWith(sql, 'clerk')).length).toBeGreaterThan(10);
  });
});

describe('a mandate', () => {
  const asked = { helperId: helper.id, principalId: lin.id, scope: 'requests' } as const;
  const terms: MandateTerms = { helper: { phone: helper.phone }, scope: 'requests', until: inDays(30) };
  const given = async (more: Partial<MandateTerms> = {}) => {
    const granted = await identity.grantMandate(actorOf(lin), { ...terms, ...more });
    if (!granted.ok) throw new Error(granted.error);
    return granted.value;
  };

  it('lets the daughter of 周桂兰 report for her, and see that she may', async () => {
    const may = await identity.activeMandates(sql, helper.id);
    expect(may.map(({ principalId, scope }) => [principalId, scope]).sort()).toEqual([
      [zhou.id, 'requests'],
      [zhou.id, 'services'],
    ]);
    expect(may[0]!.principalName).toBe('周**');
  });

  it('counts in its area only, for this person only, and in its time only', async () => {
    const { id } = await given({ from: inDays(1) });
    expect(await identity.mandateFor(sql, asked)).toBeNull();
    house.pass(86_400);
    expect(await identity.mandateFor(sql, asked)).toMatchObject({ id });
    expect(await identity.mandateFor(sql, { ...asked, scope: 'services' })).toBeNull();
    expect(await identity.mandateFor(sql, { ...asked, helperId: lin.id, principalId: helper.id })).toBeNull();
    house.pass(29 * 86_400);
    expect(await identity.mandateFor(sql, asked)).toBeNull();
    house.pass(-30 * 86_400);
    await identity.revokeMandate(actorOf(lin), id);
  });

  it('ends when the person, the helper or a counter clerk ends it, and nobody else can', async () => {
    for (const by of [lin, helper, counter]) {
      const { id } = await given();
      await expect(identity.revokeMandate(actorOf(zhou), id)).rejects.toMatchObject({
        code: 'MANDATE_NOT_YOURS',
      });
      expect(await identity.revokeMandate(actorOf(by), id)).toEqual({ ok: true, value: true });
      expect(await identity.revokeMandate(actorOf(by), id)).toEqual({ ok: false, error: 'already-over' });
    }
    expect(await identity.mandateFor(sql, asked)).toBeNull();
  });

  it('at a counter needs a clerk and a paper, and both people are told', async () => {
    const paper = {
      ...terms,
      principal: { phone: '15433334444', name: '老人' },
      paperReference: '授-2026-001',
    };
    await expect(identity.grantMandateAtCounter(actorOf(helper), paper)).rejects.toMatchObject({
      status: 403,
    });
    const noPaper = await identity.grantMandateAtCounter(actorOf(counter), { ...paper, paperReference: ' ' });
    expect(noPaper).toEqual({ ok: false, error: 'paper-missing' });
    const granted = await identity.grantMandateAtCounter(actorOf(counter), paper);
    if (!granted.ok) throw new Error(granted.error);
    expect(granted.value).toMatchObject({ recordedHow: 'counter', paperReference: '授-2026-001' });
    const told = await sql<{ accountId: string }[]>`
      select account_id from platform.notification where about = ${granted.value.id}`;
    expect(new Set(told.map((row) => row.accountId))).toEqual(
      new Set([granted.value.principalId, helper.id]),
    );
  });

  it.each([
    ['backwards', inDays(-1), 'dates-not-valid'],
    ['for ever', inDays(400), 'dates-not-valid'],
  ])('does not run %s', async (_how, until, error) => {
    expect(await identity.grantMandate(actorOf(lin), { ...terms, until })).toEqual({ ok: false, error });
  });

  it('is never given to oneself', async () => {
    const own = await identity.grantMandate(actorOf(lin), { ...terms, helper: { phone: lin.phone } });
    expect(own).toEqual({ ok: false, error: 'helper-is-principal' });
  });
});
