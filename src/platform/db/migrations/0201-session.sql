-- The token itself is only in the person's browser; this table knows its SHA-256.
create table platform.session (
  token_hash bytea primary key,
  id uuid not null,
  account_id uuid not null,
  factors text not null check (factors in ('password', 'password+totp', 'sms-code', 'demonstration')),
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  idle_expires_at timestamptz not null,
  absolute_expires_at timestamptz not null,
  device text not null,
  address text not null,
  revoked_at timestamptz
);

create index session_account on platform.session (account_id, created_at desc);
create index session_over on platform.session (idle_expires_at);
