create schema if not exists platform;

-- A person who can act here. Names and phones of citizens are personal data and are sealed;
-- an official acts in public, so the official's name is plain.
create table platform.account (
  id uuid primary key,
  kind text not null check (kind in ('citizen', 'official')),
  status text not null default 'active' check (status in ('active', 'closed')),
  -- Belongs to the invented province; refused everywhere once demonstration mode is off.
  demonstration boolean not null default false,
  official_name text,
  citizen_name_sealed bytea,
  phone_sealed bytea,
  phone_index bytea,
  login text,
  password_hash text,
  language text check (language in ('zh', 'en')),
  theme text check (theme in ('auto', 'light', 'dark', 'contrast')),
  size text check (size in ('standard', 'elder')),
  created_at timestamptz not null,
  check (kind <> 'official' or (official_name is not null and login is not null)),
  check (kind <> 'citizen' or (official_name is null and login is null and password_hash is null))
);

create unique index account_phone on platform.account (kind, phone_index);
create unique index account_login on platform.account (login);

create table platform.account_role (
  account_id uuid not null,
  role text not null,
  department_id text,
  granted_at timestamptz not null,
  primary key (account_id, role)
);

create index account_role_department on platform.account_role (department_id, role);
