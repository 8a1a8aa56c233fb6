import { execFileSync, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import type { AppError } from '../../src/kernel/errors.ts';
import { createDatabase, type Database } from '../../src/platform/database/connect.ts';
import { startEmbedded } from '../../src/platform/database/embedded.ts';
import { livePostmaster, stopPostmaster } from '../../src/platform/database/postmaster.ts';
import { silentLog } from '../../src/platform/database/testing.ts';
import { inTransaction } from '../../src/platform/database/transaction.ts';
import { Writer } from './writer.ts';

const log = silentLog;
const isRoot = process.getuid?.() === 0;
const afterwards: (() => Promise<unknown> | unknown)[] = [];

afterEach(async () => {
  for (const step of afterwards.splice(0).reverse()) await step();
});

async function emptyDataDir(): Promise<string> {
  const dataDir = await mkdtemp(join(await realpath(tmpdir()), 'changtong-durability-'));
  if (isRoot) await chmod(dataDir, 0o711);
  afterwards.push(async () => {
    await stopPostmaster(clusterOf(dataDir), 10_000);
    await rm(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  });
  return dataDir;
}

const clusterOf = (dataDir: string) => join(dataDir, 'postgres', 'cluster');
const serverOf = (dataDir: string) => livePostmaster(clusterOf(dataDir))?.pid ?? null;
const start = (dataDir: string, options = {}) => startEmbedded({ dataDir, log, ...options });

function startWriter(dataDir: string, firstNumber = 0): Writer {
  const writer = new Writer(dataDir, firstNumber);
  afterwards.push(() => writer.end('SIGKILL'));
  return writer;
}

async function open(dataDir: string): Promise<Database> {
  const database = await createDatabase({ dataDir, log, poolSize: 2 });
  afterwards.push(() => database.close());
  return database;
}

async function expectKept(database: Database, numbers: readonly number[]): Promise<void> {
  const rows = await database.sql<{ number: number }[]>`select number from public.receipt`;
  const kept = new Set(rows.map(({ number }) => number));
  expect(numbers.length).toBeGreaterThan(0);
  expect(numbers.filter((number) => !kept.has(number))).toEqual([]);
}

async function killServer(dataDir: string): Promise<void> {
  process.kill(serverOf(dataDir)!, 'SIGKILL');
}

test('the database server is killed while 16 clients write: it comes back by itself and every receipt is there', async () => {
  const dataDir = await emptyDataDir();
  const writer = startWriter(dataDir);
  for (let kill = 0; kill < 3; kill++) {
    await writer.acknowledges(200);
    await killServer(dataDir);
  }
  await writer.acknowledges(200);
  await writer.end('SIGTERM');
  expect([...writer.refusals.keys()].filter((code) => code !== 'DATABASE_UNAVAILABLE')).toEqual([]);
  expect(serverOf(dataDir)).toBeNull();
  await expectKept(await open(dataDir), writer.acknowledged);
});

test('the program is killed while 16 clients write: the next one takes over its server and every receipt is there', async () => {
  const dataDir = await emptyDataDir();
  const writer = startWriter(dataDir);
  await writer.acknowledges(300);
  const server = serverOf(dataDir);
  await writer.end('SIGKILL');
  const next = await open(dataDir);
  expect(serverOf(dataDir)).toBe(server);
  await expectKept(next, writer.acknowledged);
});

test('program and server are killed together, three times: every receipt is there', async () => {
  const dataDir = await emptyDataDir();
  const acknowledged: number[] = [];
  for (const first of [0, 1_000_000, 2_000_000]) {
    const writer = startWriter(dataDir, first);
    await writer.acknowledges(200);
    await killServer(dataDir);
    await writer.end('SIGKILL');
    acknowledged.push(...writer.acknowledged);
  }
  await expectKept(await open(dataDir), acknowledged);
});

test('a program killed during its first start leaves nothing in the way of the next', async () => {
  const dataDir = await emptyDataDir();
  for (const moment of [250, 450, 600]) {
    const writer = startWriter(dataDir);
    await pause(moment);
    await writer.end('SIGKILL');
  }
  expect(await (await open(dataDir)).ping()).toBe(true);
});

/** A living process that is not PostgreSQL and belongs to the server's account: what a reused pid looks like. */
async function bystander(dataDir: string): Promise<number> {
  const { uid, gid } = await stat(clusterOf(dataDir));
  const child = spawn('sleep', ['60'], isRoot ? { uid, gid } : {});
  afterwards.push(() => child.kill());
  return child.pid!;
}

test('the lock files of a killed server name a pid that another program has by now: the start goes through', async () => {
  const dataDir = await emptyDataDir();
  const first = await start(dataDir, { keepRunning: true });
  await first.stop();
  await killServer(dataDir);
  const other = await bystander(dataDir);
  for (const file of [
    join(clusterOf(dataDir), 'postmaster.pid'),
    join(dataDir, 'postgres', '.s.PGSQL.5432.lock'),
  ]) {
    const [, ...rest] = (await readFile(file, 'utf8')).split('\n');
    await writeFile(file, [other, ...rest].join('\n'));
  }
  expect(await (await open(dataDir)).ping()).toBe(true);
  expect(serverOf(dataDir)).not.toBe(other);
});

test('an empty lock file, as a power cut leaves it, does not stop the start', async () => {
  const dataDir = await emptyDataDir();
  await (await start(dataDir)).stop();
  await writeFile(join(clusterOf(dataDir), 'postmaster.pid'), '');
  expect(await (await open(dataDir)).ping()).toBe(true);
});

test('two programs share one server; the first to leave does not take it away, the last one does', async () => {
  const dataDir = await emptyDataDir();
  const [first, second] = await Promise.all([start(dataDir), start(dataDir)]);
  expect(second.pid()).toBe(first.pid());
  await first.stop();
  expect(second.pid()).not.toBeNull();
  const third = await start(dataDir);
  await second.stop();
  expect(third.pid()).not.toBeNull();
  await third.stop();
  expect(serverOf(dataDir)).toBeNull();
});

test('a server left behind with other settings is restarted with the present ones', async () => {
  const dataDir = await emptyDataDir();
  const careless = await start(dataDir, { durable: false, keepRunning: true });
  await careless.stop();
  const { sql } = await open(dataDir);
  const [settings] =
    await sql`select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`;
  expect(settings).toEqual({ fsync: 'on', commit: 'on' });
});

test('a data directory with a very long Chinese path works', async () => {
  const dataDir = join(await emptyDataDir(), '云岭省政务服务数据'.repeat(4), 'data');
  expect(await (await open(dataDir)).ping()).toBe(true);
});

test('the password file and the data are closed to other people', async () => {
  const dataDir = await emptyDataDir();
  await open(dataDir);
  const modeOf = async (path: string) => (await stat(path)).mode & 0o777;
  expect(await modeOf(join(clusterOf(dataDir), 'changtong.password'))).toBe(0o600);
  expect(await modeOf(join(dataDir, 'postgres'))).toBe(0o700);
});

test.runIf(isRoot)(
  'under a folder that only root may enter the database finds another place and says where',
  async () => {
    const closed = await emptyDataDir();
    await chmod(closed, 0o700);
    const dataDir = join(closed, 'clone', 'data');
    const first = await createDatabase({ dataDir, log });
    await first.sql`create table public.receipt (number bigint)`;
    await first.sql`insert into public.receipt values (7)`;
    await first.close();
    const home = (await readFile(join(dataDir, 'postgres.location'), 'utf8')).trim();
    afterwards.push(() => rm(home, { recursive: true }));
    await expectKept(await open(dataDir), [7]);
  },
);

test.runIf(isRoot)(
  'when that other place has gone, the program says so instead of starting empty',
  async () => {
    const dataDir = await emptyDataDir();
    await writeFile(join(dataDir, 'postgres.location'), '/nonexistent/changtong\n');
    await expect(start(dataDir)).rejects.toThrow(/which is gone.*restore a backup/);
  },
);

// A file system of its own is needed to fill one without harming the machine, and only root may mount it.
test.runIf(isRoot && process.platform === 'linux')(
  'a full disk refuses in words, and keeps every receipt',
  async () => {
    const dataDir = await emptyDataDir();
    await mkdir(join(dataDir, 'small'));
    const small = join(dataDir, 'small');
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=160m,mode=0711', 'tmpfs', small]);
    afterwards.push(() => execFileSync('umount', ['-l', small]));
    await writeFile(join(small, 'ballast'), Buffer.alloc(40_000_000));
    const database = await open(small);
    await database.sql`create table public.receipt (number bigint, padding text storage plain)`;
    const { acknowledged, refusal } = await writeUntilRefused(database);
    // Which of the two depends on whether the table or the log of changes hit the end first.
    expect(['STORAGE_FULL', 'DATABASE_UNAVAILABLE']).toContain((refusal as AppError).code);
    await rm(join(small, 'ballast'));
    await untilAnswering(database);
    await expectKept(database, acknowledged);
  },
);

async function untilAnswering(database: Database): Promise<void> {
  while (!(await database.ping())) await pause(50);
}

async function writeUntilRefused(database: Database) {
  const acknowledged: number[] = [];
  for (let number = 0; number < 100_000; number++) {
    try {
      await inTransaction(
        database.sql,
        (tx) =>
          tx`insert into public.receipt select ${number}, repeat('x', 7000) from generate_series(1, 100)`,
      );
      acknowledged.push(number);
    } catch (refusal) {
      return { acknowledged, refusal };
    }
  }
  throw new Error('The small disk never filled up.');
}
