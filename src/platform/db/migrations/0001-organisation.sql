create schema if not exists platform;

-- Administrative divisions. A parent is a code, not a foreign key: the table is replaced as a whole.
create table platform.division (
  code text primary key check (code ~ '^[0-9]{6,12}$'),
  name text not null,
  name_en text not null,
  parent_code text,
  level text not null check (level in ('province', 'city', 'district', 'street'))
);

create table platform.department (
  id text primary key,
  kind text not null,
  name text not null,
  name_en text not null,
  level text not null check (level in ('province', 'city', 'district')),
  division_code text not null,
  parent_id text,
  phone text not null,
  address text not null,
  leader_name text not null,
  leader_title text not null,
  deputy_name text not null,
  deputy_title text not null
);

create index department_division on platform.department (division_code);

create table platform.setting (
  key text primary key,
  value jsonb not null
);

-- Every calendar that was ever in force: stored deadlines name the version they were computed with.
create table platform.calendar (
  version text primary key,
  data jsonb not null,
  uploaded_by text not null,
  at timestamptz not null
);
