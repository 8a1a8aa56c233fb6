-- One row per job of the clock: when it is due, and how the last run went.
create table platform.job (
  name text primary key,
  next_at timestamptz not null,
  schedule text not null,
  started_at timestamptz,
  finished_at timestamptz,
  outcome text check (outcome in ('done', 'failed', 'interrupted')),
  -- Failures since the last success; 0 when healthy.
  failures integer not null default 0,
  last_error text
);

create table platform.job_run (
  id bigint generated always as identity primary key,
  job text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  outcome text check (outcome in ('done', 'failed', 'interrupted')),
  error text
);

create index job_run_newest on platform.job_run (job, started_at desc);
create index job_run_started on platform.job_run (started_at);
