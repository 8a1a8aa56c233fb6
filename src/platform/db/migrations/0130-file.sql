create table platform.file (
  id uuid primary key,
  kind text not null check (kind in ('image', 'document')),
  name text not null,
  content_type text not null,
  sha256 bytea not null,
  bytes integer not null,
  width integer,
  height integer,
  thumbnail_sha256 bytea,
  created_at timestamptz not null
);

-- The cleaner asks whether a blob on the disk is still named by a row.
create index file_sha256 on platform.file (sha256);
create index file_thumbnail on platform.file (thumbnail_sha256) where thumbnail_sha256 is not null;
