create schema if not exists blockages;

-- Numbers come from a sequence, not from a counter row: rooms report inside their own transactions, and a counter
-- would make them wait for each other. A number that was never used may be missing.
create sequence blockages.number_series;

create table blockages.blockage (
  id uuid primary key,
  number text not null unique,
  kind text not null,
  key text not null,
  title jsonb not null,
  subject_module text not null,
  subject_id text not null,
  subject_url text not null,
  division_code text not null,
  department_id text,
  state text not null check (state in ('open', 'claimed-fixed', 'disputed', 'cleared', 'dismissed')),
  evidence jsonb not null,
  found_by text not null,
  found_at timestamptz not null,
  opened_at timestamptz not null,
  ended_at timestamptz,
  spell integer not null default 1,
  last_seen_at timestamptz not null,
  limit_work_days integer not null,
  limit_basis text not null,
  -- null: the calendar does not reach so far. Shown as unknown, never as in time.
  due_at timestamptz,
  due_provisional boolean not null,
  calendar_version text not null,
  claimed_at timestamptz,
  last_check_at timestamptz,
  last_check_outcome text check (last_check_outcome in ('cleared', 'still-blocked', 'unknown')),
  unknown_in_row integer not null default 0,
  next_check_at timestamptz,
  late_level integer not null default 0,
  ledger_length integer not null default 0,
  ledger_digest text not null default ''
);

-- One active blockage a thing, however many report it at once.
create unique index blockage_active_key on blockages.blockage (kind, key) where state in ('open', 'claimed-fixed', 'disputed');
create index blockage_key on blockages.blockage (kind, key, opened_at desc);
create index blockage_by_due on blockages.blockage (state, due_at nulls first, id);
create index blockage_by_department on blockages.blockage (department_id, state, due_at);
create index blockage_by_division on blockages.blockage (division_code, state, due_at);
create index blockage_newest on blockages.blockage (opened_at desc, id desc);
create index blockage_to_check on blockages.blockage (next_check_at) where next_check_at is not null;

-- From being found blocked to being cleared or dismissed. What the figures are counted from.
create table blockages.spell (
  blockage_id uuid not null,
  nth integer not null,
  opened_at timestamptz not null,
  due_at timestamptz,
  ended_at timestamptz,
  ended_as text check (ended_as in ('cleared', 'dismissed')),
  -- Working days from found to cleared; null while it lasts, and when the calendar does not reach so far.
  work_days integer,
  primary key (blockage_id, nth)
);
create index spell_opened on blockages.spell (opened_at);
create index spell_ended on blockages.spell (ended_at) where ended_at is not null;

-- What happened, for everybody to read. Each entry carries the digest of the one before it.
create table blockages.ledger (
  blockage_id uuid not null,
  seq integer not null,
  at timestamptz not null,
  action text not null,
  from_state text,
  to_state text not null,
  actor_kind text not null,
  -- The office that acted; the person's name is in the audit log, not here.
  department_id text,
  actor_id text not null,
  detail jsonb not null,
  previous text not null,
  digest text not null,
  primary key (blockage_id, seq)
);

-- Every look of the machine. The ledger holds an entry only where the outcome changes; the rest is counted from here.
create table blockages.look (
  blockage_id uuid not null,
  at timestamptz not null,
  position bigint generated always as identity,
  outcome text not null check (outcome in ('cleared', 'still-blocked', 'unknown')),
  primary key (blockage_id, at, position)
);

create function blockages.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is only added to (% refused)', tg_table_name, lower(tg_op) using errcode = 'insufficient_privilege';
end $$;

create trigger ledger_is_append_only before update or delete on blockages.ledger
  for each row execute function blockages.refuse_change();
create trigger ledger_is_not_emptied before truncate on blockages.ledger
  for each statement execute function blockages.refuse_change();
create trigger look_is_append_only before update or delete on blockages.look
  for each row execute function blockages.refuse_change();
