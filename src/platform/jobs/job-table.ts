import { both } from '../../kernel/bilingual.ts';
import type { Sql } from '../database/connect.ts';
import type { Job } from './job.ts';

/** How a job stands, for the operator's page and `doctor`. */
export interface JobStatus {
  readonly name: string;
  readonly schedule: string;
  readonly nextAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  /** Null before the first run and during one. */
  readonly outcome: 'done' | 'failed' | 'interrupted' | null;
  /** Failures since the last success. */
  readonly failures: number;
  readonly lastError: string | null;
}

export type RunOutcome = { readonly outcome: 'done' } | { readonly outcome: 'failed'; readonly error: Error };

export function listJobs(sql: Sql): Promise<readonly JobStatus[]> {
  return sql<JobStatus[]>`
    select name, schedule, next_at, started_at, finished_at, outcome, failures, last_error
    from platform.job order by name`;
}

const scheduleText = (schedule: Job['schedule']) =>
  typeof schedule === 'string' ? schedule : `every ${schedule.everySeconds} s`;

/** Makes the job known. Its next start stays as it was unless the schedule changed. */
export async function registerJob(sql: Sql, job: Job, nextAt: Date): Promise<void> {
  const schedule = scheduleText(job.schedule);
  await sql`
    insert into platform.job as known (name, schedule, next_at) values (${job.name}, ${schedule}, ${nextAt})
    on conflict (name) do update set schedule = excluded.schedule, next_at = excluded.next_at
    where known.schedule <> excluded.schedule`;
}

/**
 * Opens a run and returns its number. The caller holds the job's lock, so a run found open was cut off by a crash, and
 * is marked so. With `ifDue`, null when another process has run it in the meantime.
 * The next start is left in the past until the run ends: that is what makes a cut-off run due again.
 */
export async function startRun(sql: Sql, job: Job, now: Date, ifDue: boolean): Promise<number | null> {
  const [run] = await sql<{ id: number }[]>`
    with due as (
      update platform.job set started_at = ${now}, finished_at = null, outcome = null
      where name = ${job.name} and (not ${ifDue} or next_at <= ${now})
      returning name
    ), cut_off as (
      update platform.job_run set outcome = 'interrupted', finished_at = ${now}
      where job in (select name from due) and outcome is null
    )
    insert into platform.job_run (job, started_at) select name, ${now} from due
    returning id`;
  return run?.id ?? null;
}

export async function finishRun(
  sql: Sql,
  job: Job,
  run: number,
  result: RunOutcome,
  times: { readonly finishedAt: Date; readonly nextAt: Date },
): Promise<void> {
  const failed = result.outcome === 'failed';
  const error = failed ? (result.error.stack ?? result.error.message).slice(0, 4000) : null;
  await sql`
    with run as (
      update platform.job_run
      set finished_at = ${times.finishedAt}, outcome = ${result.outcome}, error = ${error}
      where id = ${run}
    )
    update platform.job
    set finished_at = ${times.finishedAt}, outcome = ${result.outcome}, last_error = ${error},
        next_at = ${times.nextAt}, failures = case when ${failed} then failures + 1 else 0 end
    where name = ${job.name}`;
}

const KEPT_DAYS = 14;

/** Keeps the list of runs short. */
export function pruneRunsJob(sql: Sql): Job {
  return {
    name: 'jobs/prune-runs',
    schedule: '10 4 * * *',
    description: both('清理两周前的任务记录', 'Remove records of jobs older than two weeks'),
    async run({ now }) {
      await sql`delete from platform.job_run where started_at < ${new Date(now.getTime() - KEPT_DAYS * 86_400_000)}`;
    },
  };
}
