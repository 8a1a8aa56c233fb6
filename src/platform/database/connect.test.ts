import { expect, test } from 'vitest';
import { AppError } from '../../kernel/errors.ts';
import { connect } from './connect.ts';
import { silentLog, testDatabase } from './testing.ts';
import { inTransaction } from './transaction.ts';

const database = await testDatabase();
const { sql } = database;

test('a row arrives with camel-case columns and its JSON untouched', async () => {
  const [row] = await sql`select 1 as promised_work_days, '{"amount_fen": 5}'::jsonb as payload_data`;
  expect(row).toEqual({ promisedWorkDays: 1, payloadData: { amount_fen: 5 } });
});

test('counts and sums arrive as numbers, and one too large is refused rather than rounded', async () => {
  const [row] =
    await sql`select count(*) as people, sum(v) as total, avg(v) as mean from (values (1::int8), (2)) t(v)`;
  expect(row).toEqual({ people: 2, total: 3, mean: 1.5 });
  await expect(sql`select 9007199254740993::int8 as id`).rejects.toThrow(/9007199254740993/);
});

test('a calendar day is the day as written, in and out', async () => {
  const [row] = await sql`select ${'2026-10-01'}::date as day, ${['2026-10-01']}::date[] as days`;
  expect(row).toEqual({ day: '2026-10-01', days: ['2026-10-01'] });
});

test('an instant is a Date, and sessions count in UTC', async () => {
  const at = new Date('2026-01-01T16:30:00.123Z');
  const [row] = await sql`select ${at}::timestamptz as at, current_setting('timezone') as zone`;
  expect(row).toEqual({ at, zone: 'UTC' });
});

test('arrays of integers and of texts go in and come out', async () => {
  const [row] = await sql`select ${[1, 2]}::int8[] as numbers, ${['云', '岭']}::text[] as words`;
  expect(row).toEqual({ numbers: [1, 2], words: ['云', '岭'] });
});

test('Chinese text has trigrams, so near-identical reports can be found', async () => {
  const [row] = await sql`select similarity('人民路路灯坏了三天没人修', '人民路的路灯坏了没人修') as alike`;
  expect(row!.alike).toBeGreaterThan(0.3);
});

test('a transaction that fails leaves nothing behind', async () => {
  await sql`create table lamp (name text)`;
  const failing = inTransaction(sql, async (tx) => {
    await tx`insert into lamp values ('one')`;
    throw new Error('broken');
  });
  await expect(failing).rejects.toThrow('broken');
  expect(await sql`select * from lamp`).toHaveLength(0);
});

test('a transaction gives back what its work gives back, lists of promises aside', async () => {
  expect(await inTransaction(sql, async () => [1, 2])).toEqual([1, 2]);
});

test('two clerks who update each other’s rows crosswise both succeed: the deadlock is done again', async () => {
  await sql`create table counter (id int primary key, value int)`;
  await sql`insert into counter values (1, 0), (2, 0)`;
  let waiting = 2;
  const bothStarted = withResolvers();
  const clerk = (first: number, second: number) =>
    inTransaction(sql, async (tx) => {
      await tx`update counter set value = value + 1 where id = ${first}`;
      if (--waiting === 0) bothStarted.resolve(undefined);
      await bothStarted.promise;
      await tx`update counter set value = value + 1 where id = ${second}`;
    });
  await Promise.all([clerk(1, 2), clerk(2, 1)]);
  expect(await sql`select value from counter`).toEqual([{ value: 2 }, { value: 2 }]);
});

test('a statement that takes too long is ended and says so to the person', async () => {
  const hasty = connect(database.connection, { log: silentLog, statementTimeoutMs: 50 });
  const slow = inTransaction(hasty.sql, (tx) => tx`select pg_sleep(5)`.then(() => null));
  await expect(slow).rejects.toMatchObject({ code: 'DATABASE_TOO_SLOW', status: 503 });
  await hasty.close();
});

test('a database that is not there answers no ping and refuses in words', async () => {
  const nowhere = connect('postgres://nobody:x@127.0.0.1:1/none', { log: silentLog });
  expect(await nowhere.ping()).toBe(false);
  const attempt = inTransaction(nowhere.sql, (tx) => tx`select 1`);
  await expect(attempt).rejects.toBeInstanceOf(AppError);
  await expect(attempt).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE', status: 503 });
  await nowhere.close();
});

test('behind a pooler that keeps no prepared statements queries work as well', async () => {
  const pooled = connect(database.connection, { log: silentLog, prepare: false });
  expect(await pooled.sql`select ${7}::int as seven`).toEqual([{ seven: 7 }]);
  await pooled.close();
});

function withResolvers() {
  let resolve!: (value: unknown) => void;
  const promise = new Promise((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
