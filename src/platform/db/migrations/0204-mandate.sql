-- 代办授权: the principal lets the helper act in one area, until a date.
create table platform.mandate (
  principal_id uuid not null,
  id uuid not null,
  helper_id uuid not null,
  scope text not null,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  recorded_how text not null check (recorded_how in ('online', 'counter')),
  recorded_by uuid not null,
  paper_reference text,
  created_at timestamptz not null,
  revoked_at timestamptz,
  revoked_by uuid,
  primary key (principal_id, id),
  check (valid_until > valid_from),
  check (recorded_how <> 'counter' or paper_reference is not null)
);

create index mandate_helper on platform.mandate (helper_id, valid_until);
