create table platform.totp (
  account_id uuid primary key,
  secret_sealed bytea not null,
  created_at timestamptz not null,
  confirmed_at timestamptz,
  -- The newest 30-second step that was accepted; only a later one is accepted after it.
  last_used_step bigint not null default -1
);
