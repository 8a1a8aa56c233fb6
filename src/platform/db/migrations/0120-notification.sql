create table platform.notification (
  id uuid primary key,
  created_at timestamptz not null,
  channel text check (channel in ('sms', 'email', 'webhook')),
  account_id text,
  -- Encrypted; `hint` is what a page may show.
  address bytea,
  hint text not null,
  template text not null,
  lang text not null check (lang in ('zh', 'en')),
  subject jsonb,
  text jsonb not null,
  about text,
  dedupe_key text,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'shown', 'failed')),
  attempts integer not null default 0,
  next_at timestamptz not null,
  reason text,
  finished_at timestamptz
);

create index notification_waiting on platform.notification (next_at) where state = 'waiting';
create unique index notification_dedupe on platform.notification (dedupe_key) where dedupe_key is not null;
create index notification_newest on platform.notification (created_at desc, id desc);
