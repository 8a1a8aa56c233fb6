-- Events that rooms tell each other. Written in the transaction of the state change they report.
-- Kept small in indexes, because every write of the house passes here: one key, and one index of what still waits.
-- On Citus this table and outbox_delivery stay on the coordinator; a room's distributed tables do not refer to them.
create table platform.event (
  position bigint generated always as identity primary key,
  id uuid not null,
  type text not null,
  subject text not null,
  at timestamptz not null,
  payload jsonb not null,
  -- Events of one subject share a lane, and a lane is worked by one process at a time: that keeps their order.
  lane smallint not null generated always as (hashtext(subject) & 7) stored,
  delivered_at timestamptz
);

-- A worker asks for what is undelivered, not for what comes after the last one it saw. A transaction that commits
-- late, with a lower position than its neighbours, is therefore never skipped.
create index event_waiting on platform.event (lane, position) where delivered_at is null;
create index event_delivered on platform.event (delivered_at) where delivered_at is not null;

create table platform.outbox_lane (
  lane smallint primary key
);
insert into platform.outbox_lane select generate_series(0, 7);

-- Which consumer has handled which event; written in the same transaction as the consumer's own writes.
create table platform.outbox_delivery (
  consumer text not null,
  event_position bigint not null,
  subject text not null,
  state text not null check (state in ('done', 'waiting', 'parked')),
  attempts integer not null default 0,
  next_at timestamptz,
  last_error text,
  changed_at timestamptz not null,
  primary key (consumer, event_position)
);

create index outbox_delivery_unfinished on platform.outbox_delivery (consumer, subject, event_position) where state <> 'done';
create index outbox_delivery_event on platform.outbox_delivery (event_position);
