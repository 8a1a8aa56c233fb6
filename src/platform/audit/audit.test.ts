import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Tx } from '../database/connect.ts';
import { testDatabase } from '../database/testing.ts';
import type { Actor } from '../identity/actor.ts';
import { type AuditEntry, auditInsert, createAuditLog } from './audit-log.ts';
import { looksAt } from './looks-at.ts';
import { auditKey, sealAudit, verifyAudit } from './seal.ts';

const { sql } = await testDatabase();
const audit = createAuditLog();
const key = auditKey(randomBytes(32));
const now = new Date('2026-03-02T01:00:00Z');
const clerk: Actor = { kind: 'official', id: 'clerk-1', name: '陈云', roles: ['clerk'], departmentId: 'd-1' };

const look = (about: string, detail: unknown = null): AuditEntry => ({
  at: now,
  actor: clerk,
  action: 'requests.reveal-reporter',
  subject: 'LY-1',
  about,
  purpose: '回访',
  detail,
});
const record = (...entries: AuditEntry[]) => sql.begin((tx) => audit.record(tx, ...entries));

/** What somebody with all rights on the database could do. */
async function tamper(change: (tx: Tx) => Promise<unknown>): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await change(tx);
  });
}

beforeEach(async () => {
  await tamper(async (tx) => {
    await tx`delete from platform.audit_entry`;
    await tx`delete from platform.audit_seal`;
  });
});

describe('the audit log', () => {
  it('refuses to change or lose an entry', async () => {
    await record(look('p-1'));
    await expect(sql`update platform.audit_entry set purpose = 'nothing'`).rejects.toThrow('only added to');
    await expect(sql`delete from platform.audit_entry`).rejects.toThrow('only added to');
    await expect(sql`truncate platform.audit_entry`).rejects.toThrow('only added to');
    await expect(sql`update platform.audit_entry set seal = 1, purpose = 'nothing'`).rejects.toThrow(
      'only added to',
    );
  });

  it('tells a person who looked, newest first, page by page, and nothing about others', async () => {
    await record(look('p-1', { nth: 1 }), look('p-2'), look('p-1', { nth: 2 }), look('p-1', { nth: 3 }));
    const first = await looksAt(sql, 'p-1', { limit: 2 });
    const second = await looksAt(sql, 'p-1', { limit: 2, cursor: first.cursor ?? undefined });
    expect(first.items).toHaveLength(2);
    expect(first.items[0]).toMatchObject({ actorName: '陈云', purpose: '回访', self: false });
    expect(second.items).toHaveLength(1);
    expect(second.cursor).toBeNull();
    expect(await looksAt(sql, 'p-1', { cursor: "1' or true" })).toMatchObject({ items: { length: 3 } });
  });
});

describe('the chain', () => {
  it('holds over several seals and says what is not sealed yet', async () => {
    await record(look('p-1'), look('p-2'));
    await sealAudit(sql, key, now);
    await record(look('p-3'));
    await sealAudit(sql, key, now);
    await record(look('p-4'));
    expect(await verifyAudit(sql, key)).toMatchObject({ sealed: 3, unsealed: 1, broken: [] });
  });

  it('seals an entry that commits late, without calling it a forgery', async () => {
    const reserved = await sql.reserve();
    await reserved`begin`;
    await auditInsert(reserved, [look('late')]);
    await record(look('early'));
    expect(await sealAudit(sql, key, now)).toMatchObject({ sealed: 1 });
    await reserved`commit`;
    reserved.release();
    expect(await sealAudit(sql, key, now)).toMatchObject({ sealed: 1 });
    expect(await verifyAudit(sql, key)).toMatchObject({ sealed: 2, unsealed: 0, broken: [] });
  });

  it('is not forked by two sealers at once', async () => {
    await record(...Array.from({ length: 30 }, (_, index) => look(`p-${index}`)));
    await Promise.all([sealAudit(sql, key, now), sealAudit(sql, key, now), sealAudit(sql, key, now)]);
    expect(await verifyAudit(sql, key)).toMatchObject({ sealed: 30, unsealed: 0, broken: [] });
  });

  it('shows any single change to any column of any sealed entry', async () => {
    const columns = [
      'at',
      'actor_kind',
      'actor_id',
      'actor_name',
      'action',
      'subject',
      'about',
      'purpose',
      'detail',
    ];
    for (let seal = 0; seal < 3; seal++) {
      await record(look('p-1', { nth: 1 }), look('p-2', { nth: 2 }));
      await sealAudit(sql, key, now);
    }
    await sql`create table original as select * from platform.audit_entry`;
    const change = fc.record({ column: fc.constantFrom(...columns), entry: fc.nat(5) });
    await fc.assert(
      fc.asyncProperty(change, async ({ column, entry }) => {
        const forged =
          column === 'at'
            ? sql`at + interval '1 microsecond'`
            : column === 'detail'
              ? sql`'{}'`
              : sql`'forged'`;
        await tamper(
          (tx) => tx`
          update platform.audit_entry set ${sql(column)} = ${forged}
          where position = (select position from original order by position offset ${entry} limit 1)`,
        );
        expect((await verifyAudit(sql, key)).broken).toHaveLength(1);
        await tamper(
          (tx) => tx`
          update platform.audit_entry as entry set ${sql(column)} = original.${sql(column)}
          from original where original.position = entry.position`,
        );
        expect((await verifyAudit(sql, key)).broken).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it('shows a removed entry, an added one, a removed seal and a seal made without the key', async () => {
    for (const name of ['p-1', 'p-2', 'p-3']) {
      await record(look(name));
      await sealAudit(sql, key, now);
    }
    await sealAudit(sql, key, now);
    const forgedKey = auditKey(randomBytes(32));
    expect((await verifyAudit(sql, forgedKey)).broken).toHaveLength(3);
    await tamper((tx) => tx`delete from platform.audit_entry where seal = 2`);
    expect((await verifyAudit(sql, key)).broken).toEqual(['Seal 2 covers 1 entries, but 0 are there.']);
    await tamper((tx) => tx`delete from platform.audit_seal where number = 1`);
    expect((await verifyAudit(sql, key)).broken).toContain('Seal 1 is missing, but entries name it.');
  });
});
