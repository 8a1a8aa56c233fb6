import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { both } from '../../kernel/bilingual.ts';
import { silentLog, testDatabase } from '../database/testing.ts';
import { createMetrics } from '../metrics/metrics.ts';
import type { Job } from './job.ts';
import { listJobs } from './job-table.ts';
import { createJobs, type Jobs, nextRun } from './jobs.ts';

const { sql } = await testDatabase({ poolSize: 16 });
const started: Jobs[] = [];

function clockwork(jobs: readonly Job[], clock: () => Date = () => new Date()) {
  const created = createJobs({
    sql,
    jobs,
    log: silentLog,
    metrics: createMetrics(),
    clock,
    pollSeconds: 0.02,
  });
  started.push(created);
  return created;
}

const job = (name: string, run: Job['run'], schedule: Job['schedule'] = { everySeconds: 3600 }): Job => ({
  name,
  schedule,
  description: both('试验', 'Trial'),
  run,
});

/** A promise that somebody else fulfils. */
function signal() {
  let give = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { give, given };
}

const statusOf = async (name: string) => (await listJobs(sql)).find((status) => status.name === name);

afterEach(async () => {
  await Promise.all(started.splice(0).map((jobs) => jobs.stop()));
});

describe('the clock of the house', () => {
  it('reads cron fields as Beijing time', () => {
    expect(nextRun('30 8 * * *', new Date('2026-03-02T00:00:00Z'))).toEqual(new Date('2026-03-02T00:30:00Z'));
    expect(nextRun('30 8 * * *', new Date('2026-03-02T00:30:00Z'))).toEqual(new Date('2026-03-03T00:30:00Z'));
    expect(() => nextRun('0 0 30 2 *', new Date('2026-03-02T00:00:00Z'))).toThrow('never comes');
  });

  it('always names a start after now', () => {
    const when = fc.date({ min: new Date('2010-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(
        when,
        fc.constantFrom('* * * * *', '0 3 * * *', '15 9 1 * *', '0 0 * * 1'),
        (now, schedule) => {
          expect(nextRun(schedule, now).getTime()).toBeGreaterThan(now.getTime());
        },
      ),
    );
  });

  it('runs a due job once, though several processes look', async () => {
    let now = new Date('2026-03-02T01:00:00Z');
    let runs = 0;
    const supervise = job('trial/once', async () => {
      runs += 1;
    });
    const processes = [1, 2, 3].map(() => clockwork([supervise], () => now));
    await Promise.all(processes.map((one) => one.start()));
    now = new Date('2026-03-02T02:00:00Z');
    await expect.poll(async () => (await statusOf('trial/once'))?.outcome).toBe('done');
    await Promise.all(processes.map((one) => one.stop()));
    expect(runs).toBe(1);
    expect((await statusOf('trial/once'))?.nextAt).toEqual(new Date('2026-03-02T03:00:00Z'));
  });

  it('does not start a job that is running elsewhere, and waits for it when stopping', async () => {
    const [begun, finish] = [signal(), signal()];
    const slow = job('trial/slow', async () => {
      begun.give();
      await finish.given;
    });
    const run = clockwork([slow]).runNow('trial/slow');
    await begun.given;
    expect(await clockwork([slow]).runNow('trial/slow')).toBe(false);
    finish.give();
    expect(await run).toBe(true);
  });

  it('makes a failure visible, counts it, and forgets it after a success', async () => {
    let broken = true;
    const metrics = createMetrics();
    const shaky = job('trial/shaky', async () => {
      if (broken) throw new Error('the calendar ends in 2027');
    });
    const jobs = createJobs({ sql, jobs: [shaky], log: silentLog, metrics, clock: () => new Date() });
    for (let time = 0; time < 2; time++) await expect(jobs.runNow('trial/shaky')).rejects.toThrow('calendar');
    const failed = await statusOf('trial/shaky');
    expect(failed).toMatchObject({ outcome: 'failed', failures: 2 });
    expect(failed?.lastError).toContain('the calendar ends in 2027');
    expect(await metrics.registry.metrics()).toContain(
      'changtong_job_runs_total{job="trial/shaky",outcome="failed"} 2',
    );
    broken = false;
    await jobs.runNow('trial/shaky');
    expect(await statusOf('trial/shaky')).toMatchObject({ outcome: 'done', failures: 0, lastError: null });
  });

  it('names the jobs there are when asked for one that is not', async () => {
    const jobs = clockwork([job('trial/a', async () => {})]);
    await expect(jobs.runNow('trial/b')).rejects.toThrow('Jobs: trial/a');
  });
});
