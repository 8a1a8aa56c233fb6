import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { testDatabase } from '../database/testing.ts';
import { countPending } from '../outbox/dispatcher.ts';
import { createOutbox } from '../outbox/outbox.ts';

const { sql, connection } = await testDatabase();
const WORKER = fileURLToPath(new URL('testing/worker-process.ts', import.meta.url));
const workers: ChildProcess[] = [];

async function startWorker(): Promise<ChildProcess> {
  const worker = spawn(process.execPath, ['--import', 'tsx', WORKER, JSON.stringify(connection)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  workers.push(worker);
  await once(worker.stdout!, 'data');
  return worker;
}

async function kill(worker: ChildProcess): Promise<void> {
  const gone = once(worker, 'exit');
  worker.kill('SIGKILL');
  await gone;
}

afterAll(() => Promise.all(workers.filter((worker) => worker.exitCode === null && !worker.killed).map(kill)));

describe('a worker killed in the middle of its work', () => {
  it('loses no event, applies none twice, and its job is run again by the next worker', async () => {
    await sql`create table ledger (id bigint generated always as identity, subject text, nth int)`;
    await sql`create table trial (attempts int)`;
    await sql`insert into trial values (0)`;
    const events = Array.from({ length: 600 }, (_, nth) => ({
      type: 'trial.told@1',
      subject: `LY-${nth % 20}`,
      at: new Date(),
      payload: { nth },
    }));
    const outbox = createOutbox(sql);
    for (let first = 0; first < events.length; first += 50) {
      await sql.begin((tx) => outbox.append(tx, ...events.slice(first, first + 50)));
    }

    let worker = await startWorker();
    await sql`update platform.job set next_at = now() where name = 'trial/long'`;
    await expect.poll(async () => (await sql`select from trial where attempts = 1`).length).toBe(1);
    await kill(worker);
    worker = await startWorker();
    await kill(worker);

    worker = await startWorker();
    await expect.poll(() => countPending(sql), { timeout: 20_000 }).toBe(0);
    await expect
      .poll(async () => (await sql`select from platform.job where outcome = 'done'`).length)
      .toBe(1);
    await kill(worker);

    const rows = await sql<{ subject: string; nth: number }[]>`select subject, nth from ledger order by id`;
    expect(rows.map((row) => row.nth).toSorted((a, b) => a - b)).toEqual(
      events.map((event) => event.payload.nth),
    );
    for (let subject = 0; subject < 20; subject++) {
      const order = rows.filter((row) => row.subject === `LY-${subject}`).map((row) => row.nth);
      expect(order).toEqual(order.toSorted((a, b) => a - b));
    }
    const runs = await sql`select outcome from platform.job_run order by id`;
    expect(runs.map((run) => run.outcome)).toEqual(['interrupted', 'done']);
  });
});
