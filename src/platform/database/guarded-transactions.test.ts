import { setTimeout as pause } from 'node:timers/promises';
import { beforeEach, expect, test } from 'vitest';
import { connect, type Tx } from './connect.ts';
import { silentLog, testDatabase } from './testing.ts';
import { inTransaction } from './transaction.ts';

const { sql: bystander, connection } = await testDatabase({ poolSize: 2 });
/** One connection only: whatever is sent next takes the place of the one that was lost. */
const { sql } = connect(connection, { log: silentLog, poolSize: 1 });

await bystander`create table public.entry (text text)`;
beforeEach(() => bystander`truncate public.entry`);

async function cutConnectionOf(tx: Tx): Promise<void> {
  const [own] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
  await bystander`select pg_terminate_backend(${own!.pid})`;
}

const entries = async () =>
  (await bystander<{ text: string }[]>`select text from public.entry`).map(({ text }) => text);

test('a transaction that lost its connection in a pause stores nothing, even after the pool reconnected', async () => {
  const lost = inTransaction(sql, async (tx) => {
    await tx`insert into public.entry values ('first half')`;
    await cutConnectionOf(tx);
    await pause(150);
    await sql`select 1`;
    await tx`insert into public.entry values ('second half')`;
  });
  await expect(lost).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
  await pause(300);
  expect(await entries()).toEqual([]);
});

test('nor does one that shrugs the loss off and goes on', async () => {
  const lost = inTransaction(sql, async (tx) => {
    await cutConnectionOf(tx);
    for (let attempt = 0; attempt < 20; attempt++) {
      await Promise.resolve()
        .then(() => tx`insert into public.entry values ('zombie')`)
        .catch(() => undefined);
      await pause(attempt);
    }
  });
  await expect(lost).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
  await pause(300);
  expect(await entries()).toEqual([]);
});

test('its late rollback does not undo the work of the next transaction', async () => {
  const failing = inTransaction(sql, async (tx) => {
    await cutConnectionOf(tx);
    await pause(200);
    throw new Error('changed my mind');
  });
  await expect(failing).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
  await inTransaction(sql, async (tx) => {
    await tx`insert into public.entry values ('kept')`;
    await pause(300);
    await tx`insert into public.entry values ('kept too')`;
  });
  expect(await entries()).toEqual(['kept', 'kept too']);
});

test('a savepoint inside takes back only its own part', async () => {
  await inTransaction(sql, async (tx) => {
    await tx`insert into public.entry values ('outer')`;
    const inner = tx.savepoint(async (part) => {
      await part`insert into public.entry values ('inner')`;
      throw new Error('not this part');
    });
    await inner.catch(() => undefined);
  });
  expect(await entries()).toEqual(['outer']);
});

test('a cut connection costs the query it carried and not one more', async () => {
  for (let cut = 0; cut < 20; cut++) {
    const carried = sql`select pg_terminate_backend(pg_backend_pid()), ${'x'.repeat(cut * 100)}::text`;
    await expect(carried).rejects.toMatchObject({ code: '57P01' });
    await pause(cut);
    expect(await sql`select ${cut}::int as cut`).toEqual([{ cut }]);
  }
});

test('a wrong password and a missing database are told as the server says them', async () => {
  const wrong = connect({ ...connection, password: 'wrong' }, { log: silentLog });
  await expect(wrong.sql`select 1`).rejects.toMatchObject({ code: '28P01' });
  const missing = connect({ ...connection, database: 'no_such' }, { log: silentLog });
  await expect(missing.sql`select 1`).rejects.toMatchObject({ code: '3D000' });
  await Promise.all([wrong.close(), missing.close()]);
});
