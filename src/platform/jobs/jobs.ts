import { Cron } from 'croner';
import type { Logger } from 'pino';
import type { Sql, Tx } from '../database/connect.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Job } from './job.ts';
import { finishRun, type RunOutcome, registerJob, startRun } from './job-table.ts';

export interface Jobs {
  start(): Promise<void>;
  /** Lets running jobs finish; waits for them. */
  stop(): Promise<void>;
  /**
   * Runs a job at once, whatever its schedule says. False when another process is running it right now.
   * @throws Error for a name that no job has, or the job's own error
   */
  runNow(name: string): Promise<boolean>;
}

export interface JobsOptions {
  readonly sql: Sql;
  readonly jobs: readonly Job[];
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly clock: () => Date;
  /** How often to look for due jobs; the longest a start is late. */
  readonly pollSeconds?: number;
}

/** Each running job keeps one connection for its lock, and needs others for its work. */
const AT_ONCE = 2;

/**
 * The clock of the house. Any number of processes may run it: a job runs in one of them at a time.
 * The right to run is a lock that lives and dies with a connection: after `kill -9` the job is free
 * at once, and its run, left unfinished in the table, is due again at the next look.
 */
export function createJobs(options: JobsOptions): Jobs {
  const { sql, log, clock, metrics } = options;
  const byName = new Map(options.jobs.map((job) => [job.name, job]));
  if (byName.size < options.jobs.length) throw new Error('Two jobs have the same name.');
  const running = new Set<Promise<unknown>>();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | null = null;

  async function look(): Promise<void> {
    const names = [...byName.keys()];
    const due = await sql<{ name: string }[]>`
      select name from platform.job where next_at <= ${clock()} and name = any(${names}::text[]) order by next_at`;
    for (const { name } of due) {
      if (running.size >= AT_ONCE || !timer) return;
      follow(runLocked(byName.get(name)!, 'when due'));
    }
  }

  function follow(run: Promise<unknown>): void {
    const followed = run
      .catch((error: unknown) => log.error({ err: error }, 'a job failed'))
      .finally(() => running.delete(followed));
    running.add(followed);
  }

  /** Resolves false, without running, when another process has the lock or has run it meanwhile. */
  async function runLocked(job: Job, when: 'when due' | 'now'): Promise<boolean> {
    const locked = async (lock: Tx): Promise<boolean> => {
      // A job may take longer than the operator lets transactions idle; this one does nothing but hold the lock.
      // It writes nothing, so it has no transaction id and keeps no vacuum waiting.
      await lock`set local idle_in_transaction_session_timeout = 0`;
      const [{ mine } = { mine: false }] = await lock<{ mine: boolean }[]>`
        select pg_try_advisory_xact_lock(hashtextextended(${`changtong job ${job.name}`}, 0)) as mine`;
      if (!mine) return false;
      return runHeld(job, when);
    };
    return inTransaction(sql, locked, { retries: 0 });
  }

  async function runHeld(job: Job, when: 'when due' | 'now'): Promise<boolean> {
    const now = clock();
    const run = await startRun(sql, job, now, when === 'when due');
    if (run === null) return false;
    const fault = await faultOf(job, now);
    const outcome: RunOutcome = fault === null ? { outcome: 'done' } : { outcome: 'failed', error: fault };
    metrics.jobRuns.inc({ job: job.name, outcome: outcome.outcome });
    await finishRun(sql, job, run, outcome, { finishedAt: clock(), nextAt: nextRun(job.schedule, now) });
    if (fault !== null) throw fault;
    return true;
  }

  async function faultOf(job: Job, now: Date): Promise<Error | null> {
    try {
      await job.run({ now, log: log.child({ job: job.name }) });
      return null;
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  return {
    async start() {
      for (const job of options.jobs) await registerJob(sql, job, nextRun(job.schedule, clock()));
      timer = setInterval(
        () => {
          // One look at a time; a database that is down is logged and asked again at the next tick.
          looking ??= look()
            .catch((error: unknown) => log.error({ err: error }, 'due jobs could not be read'))
            .finally(() => {
              looking = null;
            });
        },
        (options.pollSeconds ?? 1) * 1000,
      );
    },
    async stop() {
      clearInterval(timer);
      timer = undefined;
      await looking;
      await Promise.all(running);
    },
    async runNow(name) {
      const job = byName.get(name);
      if (!job) throw new Error(`There is no job "${name}". Jobs: ${[...byName.keys()].join(', ')}`);
      await registerJob(sql, job, nextRun(job.schedule, clock()));
      return runLocked(job, 'now');
    },
  };
}

/** The first start after `now`. Cron fields are read in Asia/Shanghai. @throws Error for a schedule that never comes */
export function nextRun(schedule: Job['schedule'], now: Date): Date {
  if (typeof schedule !== 'string') return new Date(now.getTime() + schedule.everySeconds * 1000);
  const next = new Cron(schedule, { timezone: 'Asia/Shanghai', mode: '5-part' }).nextRun(now);
  if (!next) throw new Error(`The schedule "${schedule}" never comes.`);
  return next;
}
