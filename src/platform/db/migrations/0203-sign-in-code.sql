-- One live code per phone: a new one replaces the old. The id goes back to the browser that asked,
-- so a stranger who knows only the phone cannot use up its tries.
create table platform.sign_in_code (
  phone_index bytea primary key,
  id uuid not null,
  phone_sealed bytea not null,
  code_digest bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  tries_left integer not null,
  used_at timestamptz
);

create index sign_in_code_id on platform.sign_in_code (id);

-- Failures counted for a subject: an account, an address, or the pair of both.
create table platform.sign_in_attempt (
  subject text primary key,
  failures integer not null default 0,
  last_at timestamptz not null,
  blocked_until timestamptz not null
);

create index sign_in_attempt_last on platform.sign_in_attempt (last_at);
