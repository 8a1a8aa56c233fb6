create table platform.api_client (
  key_hash bytea primary key,
  id uuid not null,
  name text not null,
  scopes text[] not null,
  created_at timestamptz not null,
  revoked_at timestamptz
);
