-- Who did or looked at what, when, and for which purpose. Rows are only ever added.
create table platform.audit_entry (
  position bigint generated always as identity primary key,
  id uuid not null,
  at timestamptz not null,
  actor_kind text not null,
  actor_id text not null,
  actor_name text not null,
  action text not null,
  subject text not null,
  -- The account whose data was touched, so that this person can read who did.
  about text,
  purpose text,
  detail jsonb,
  -- Set once, by the sealer. Writers never wait for the chain, and an entry that commits late is sealed late.
  seal bigint
);

create index audit_entry_about on platform.audit_entry (about, position desc) where about is not null;
create index audit_entry_unsealed on platform.audit_entry (position) where seal is null;
create index audit_entry_seal on platform.audit_entry (seal) where seal is not null;

-- A link of the chain: a digest over the entries it covers and over the link before.
create table platform.audit_seal (
  number bigint primary key,
  entries integer not null,
  digest bytea not null,
  -- Keyed with a secret that is not in the database: who can only write rows cannot make a new link.
  signature bytea not null,
  sealed_at timestamptz not null
);

create function platform.refuse_audit_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.seal is null and new.seal is not null
     and to_jsonb(new) - 'seal' = to_jsonb(old) - 'seal' then
    return new;
  end if;
  raise exception 'the audit log is only added to (%.% refused)', tg_table_name, lower(tg_op)
    using errcode = 'insufficient_privilege';
end $$;

create function platform.refuse_seal_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is only added to (%.% refused)', tg_table_name, lower(tg_op)
    using errcode = 'insufficient_privilege';
end $$;

-- Triggers guard against mistakes; the chain shows what went around them. On Citus, whose distributed tables take no
-- triggers, the two tables stay on the coordinator.
create trigger audit_entry_is_append_only before update or delete on platform.audit_entry
  for each row execute function platform.refuse_audit_change();
create trigger audit_entry_is_not_emptied before truncate on platform.audit_entry
  for each statement execute function platform.refuse_seal_change();
create trigger audit_seal_is_append_only before update or delete on platform.audit_seal
  for each row execute function platform.refuse_seal_change();
create trigger audit_seal_is_not_emptied before truncate on platform.audit_seal
  for each statement execute function platform.refuse_seal_change();
