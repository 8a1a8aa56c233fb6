-- Every table's key starts with request_id (id on request itself): the column to distribute by when one server is not enough.
create sequence requests.number_seq;

create table requests.request (
  id uuid primary key,
  number text not null,
  query_code_hash bytea not null,
  type text not null,
  title text not null,
  body text not null,
  category text not null,
  category_confirmed boolean not null default false,
  confidence real not null,
  suggestions jsonb not null,
  division_code text not null,
  address text not null,
  latitude double precision,
  longitude double precision,
  coordinate_system text,
  channel text not null,
  visibility text not null check (visibility in ('public', 'private', 'confidential')),
  reporter_id uuid,
  reporter_name bytea,
  reporter_phone bytea,
  reporter_phone_index bytea,
  helper_id uuid,
  mandate_id uuid,
  avoid_department_id text,
  state text not null,
  state_since timestamptz not null,
  resume_state text,
  department_id text,
  handler_id uuid,
  received_at timestamptz not null,
  accepted_at timestamptz,
  dispatched_at timestamptz,
  dispatch_due_at timestamptz,
  sign_due_at timestamptz,
  signed_at timestamptz,
  first_contact_at timestamptz,
  replied_at timestamptz,
  closed_at timestamptz,
  due_at timestamptz,
  original_due_at timestamptz,
  limit_amount integer,
  limit_unit text,
  limit_basis text,
  clock_from timestamptz,
  calendar_version text,
  provisional boolean not null default false,
  paused_since timestamptz,
  planned_for date,
  round integer not null default 1,
  offices_passed integer not null default 0,
  adjudicated_at timestamptz,
  extension_count integer not null default 0,
  appeal_count integer not null default 0,
  rating smallint check (rating between 1 and 5),
  solved boolean,
  rated_at timestamptz,
  called_back_at timestamptz,
  reopened_count integer not null default 0,
  supervision_level smallint not null default 0 check (supervision_level between 0 and 4),
  supervision_leader text,
  merged_into uuid,
  erased_at timestamptz,
  version integer not null default 1
) with (fillfactor = 85);

create unique index request_number on requests.request (number);
create index request_reporter on requests.request (reporter_id, received_at desc) where reporter_id is not null;
create index request_phone on requests.request (reporter_phone_index, received_at desc) where reporter_phone_index is not null;
-- The desk: an office's open requests, most urgent first.
create index request_queue on requests.request (department_id, due_at, id)
  where state in ('dispatched', 'return-requested', 'handling', 'extension-requested', 'termination-requested', 'planned', 'replied', 'reopened');
-- The centre: what waits for triage, review, adjudication.
create index request_centre on requests.request (state, state_since, id)
  where state in ('submitted', 'need-info', 'accepted', 'return-requested', 'extension-requested', 'termination-requested', 'replied');
create index request_received on requests.request (received_at desc, id);
create index request_due on requests.request (due_at);
create index request_closed on requests.request (closed_at) where closed_at is not null;
create index request_main on requests.request (merged_into) where merged_into is not null;
-- Near-duplicates: the same street, recently, still open.
create index request_near on requests.request (division_code, category, received_at desc);

create table requests.search_text (
  request_id uuid primary key,
  received_at timestamptz not null,
  lexemes tsvector not null
);
create index search_lexemes on requests.search_text using gin (lexemes);

-- One line for each thing that happened; seq is the request's version after it.
create table requests.step (
  request_id uuid not null,
  seq integer not null,
  at timestamptz not null,
  action text not null,
  from_state text,
  to_state text not null,
  actor_id text not null,
  actor_name text not null,
  actor_department_id text,
  shown boolean not null,
  text text,
  detail jsonb not null default '{}',
  primary key (request_id, seq)
);

create table requests.assignment (
  request_id uuid not null,
  seq integer not null,
  department_id text not null,
  role text not null check (role in ('lead', 'co')),
  assigned_at timestamptz not null,
  sign_due_at timestamptz,
  signed_at timestamptz,
  ended_at timestamptz,
  outcome text check (outcome in ('returned', 'reassigned', 'reported', 'closed')),
  task text,
  report text,
  primary key (request_id, seq)
);
create index assignment_co on requests.assignment (department_id, assigned_at) where role = 'co' and ended_at is null;
create index assignment_department on requests.assignment (department_id, assigned_at);

create table requests.pause (
  request_id uuid not null,
  seq integer not null,
  reason text not null,
  basis text not null,
  from_at timestamptz not null,
  until_at timestamptz,
  primary key (request_id, seq)
);

create table requests.extension (
  request_id uuid not null,
  seq integer not null,
  asked_at timestamptz not null,
  asked_by uuid not null,
  amount integer not null,
  unit text not null,
  reason text not null,
  decided_at timestamptz,
  decided_by uuid,
  granted boolean,
  primary key (request_id, seq)
);

create table requests.reply (
  request_id uuid not null,
  seq integer not null,
  round integer not null,
  department_id text,
  author_id text not null,
  at timestamptz not null,
  text text not null,
  -- [{point, answer}]: each asked point beside what answers it
  points jsonb not null,
  outcome text not null check (outcome in ('solved', 'partly', 'explained', 'answered')),
  review text check (review in ('approved', 'returned')),
  reviewed_at timestamptz,
  reviewer_id text,
  review_note text,
  primary key (request_id, seq)
);

create table requests.rating (
  request_id uuid not null,
  seq integer not null,
  round integer not null,
  at timestamptz not null,
  by_kind text not null,
  score smallint not null check (score between 1 and 5),
  solved boolean not null,
  comment text,
  primary key (request_id, seq)
);

-- The bad-rating loop: verify, rectify, call back; the office may appeal once.
create table requests.bad_rating (
  request_id uuid not null,
  rating_seq integer not null,
  state text not null check (state in ('to-verify', 'to-rectify', 'appealed', 'to-call-back', 'done', 'unfounded')),
  opened_at timestamptz not null,
  department_id text,
  due_at timestamptz,
  verified_at timestamptz,
  verified boolean,
  note text,
  rectified_at timestamptz,
  rectification text,
  appeal text,
  appeal_decided_at timestamptz,
  called_back_at timestamptz,
  primary key (request_id, rating_seq)
);
create index bad_rating_open on requests.bad_rating (state, opened_at) where state not in ('done', 'unfounded');

create table requests.note (
  request_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  author_id text not null,
  author_name text not null,
  department_id text,
  text text not null,
  primary key (request_id, id)
);

create table requests.attachment (
  request_id uuid not null,
  id uuid not null,
  file_id text not null,
  kind text not null check (kind in ('report', 'supplement', 'reply', 'evidence')),
  at timestamptz not null,
  shown boolean not null default false,
  primary key (request_id, id)
);

create table requests.merge (
  request_id uuid not null,
  seq integer not null,
  main_id uuid not null,
  merged_at timestamptz not null,
  merged_by text not null,
  -- the main request's deadline before the child's earlier one was taken over
  main_due_before timestamptz,
  unmerged_at timestamptz,
  primary key (request_id, seq)
);

create table requests.due_change (
  request_id uuid not null,
  at timestamptz not null,
  old_due_at timestamptz,
  new_due_at timestamptz,
  old_calendar text,
  new_calendar text,
  reason text not null,
  primary key (request_id, at)
);

create table requests.idempotency (
  key text primary key,
  request_id uuid not null,
  number text not null,
  fingerprint bytea not null,
  receipt bytea not null,
  created_at timestamptz not null
);
create index idempotency_age on requests.idempotency (created_at);

create table requests.draft (
  id uuid primary key,
  owner_hash bytea not null,
  content bytea not null,
  updated_at timestamptz not null
);
create index draft_age on requests.draft (updated_at);

create table requests.responsibility_list (
  version integer primary key,
  state text not null check (state in ('draft', 'in-force', 'retired')),
  note text not null,
  created_at timestamptz not null,
  created_by text not null,
  in_force_from timestamptz
);
create table requests.responsibility_rule (
  version integer not null,
  position integer not null,
  -- null matches everything
  category text,
  type text,
  division_code text,
  department_kind text not null,
  co_department_kinds text[] not null default '{}',
  limit_amount integer not null,
  limit_unit text not null,
  limit_basis text not null,
  automatic boolean not null,
  primary key (version, position)
);

create table requests.reply_template (
  id uuid primary key,
  department_id text,
  category text,
  name text not null,
  text text not null,
  created_by text not null,
  created_at timestamptz not null,
  retired_at timestamptz
);

-- What confirmed dispatches taught: the classifier is rebuilt from the seed corpus and these rows.
create table requests.learned_example (
  request_id uuid primary key,
  text text not null,
  category text not null,
  department_id text not null,
  confirmed_at timestamptz not null,
  confirmed_by text not null
);

create table requests.topic_proposal (
  id uuid primary key,
  label text not null,
  terms text[] not null,
  score real not null,
  from_at timestamptz not null,
  until_at timestamptz not null,
  member_ids uuid[] not null,
  proposed_at timestamptz not null,
  state text not null check (state in ('proposed', 'accepted', 'dismissed')),
  decided_by text,
  decided_at timestamptz,
  decision_note text
);
