import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { migrationSources } from '../../modules/migrations.ts';
import { backup } from './backup.ts';
import { connect, type Sql } from './connect.ts';
import { migrate } from './migrate.ts';
import { restore } from './restore.ts';
import { bareDatabase, silentLog } from './testing.ts';

const folder = await mkdtemp(join(tmpdir(), 'backup-test-'));
afterAll(() => rm(folder, { recursive: true }));

const now = new Date('2026-03-01T08:00:00Z');

/** A room whose tables do what is hard: refer to each other and to themselves, refuse changes, compute, number, partition. */
const LAMPS = `
create table lamps.pole (id int primary key, beside int references lamps.pole, note text);
create table lamps.lamp (
  id bigint generated always as identity primary key,
  pole_id int not null references lamps.pole,
  brightness numeric(8, 2),
  lit_on date,
  tags text[],
  detail jsonb,
  photo bytea,
  twice numeric generated always as (brightness * 2) stored
);
create table lamps.reading (lamp_id bigint, at timestamptz, primary key (lamp_id, at)) partition by range (at);
create table lamps.reading_2025 partition of lamps.reading for values from ('2025-01-01') to ('2026-01-01');
create table lamps.reading_2026 partition of lamps.reading for values from ('2026-01-01') to ('2027-01-01');
create table lamps.journal (id int primary key);
create function lamps.refuse() returns trigger language plpgsql as $$ begin raise 'append only'; end $$;
create trigger no_delete before update or delete on lamps.journal for each statement execute function lamps.refuse();
create table lamps.kind (code text primary key);
insert into lamps.kind values ('street'), ('park');
`;

async function room(files: Record<string, string>) {
  const directory = await mkdtemp(join(folder, 'room-'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text);
  return [{ module: 'lamps', directory: pathToFileURL(`${directory}/`) }];
}

const sources = await room({ '0001-lamps.sql': LAMPS });

async function city() {
  const { sql } = await bareDatabase({ poolSize: 4 });
  await migrate(sql, sources);
  await sql`insert into lamps.pole select n, case when n > 1 then n - 1 end, ${'a\tb\nc\\d 路灯 𠮷'} from generate_series(1, 500) n`;
  await sql`insert into lamps.lamp (pole_id, brightness, lit_on, tags, detail, photo)
    select 1 + n % 500, n / 7.0, '2026-02-28', array['云岭', null, 'a,b'], jsonb_build_object('n', n), decode('00ff0a', 'hex')
    from generate_series(1, 20000) n`;
  await sql`insert into lamps.reading select n, '2025-12-31'::timestamptz + n * interval '1 hour' from generate_series(1, 100) n`;
  await sql`insert into lamps.journal values (1)`;
  return sql;
}

async function filesFolder(): Promise<string> {
  const files = await mkdtemp(join(folder, 'files-'));
  await mkdir(join(files, 'ab'));
  await writeFile(join(files, 'ab', 'photo'), Buffer.from('photo of a lamp'.repeat(10_000)));
  await writeFile(join(files, 'ab', 'nothing'), '');
  return files;
}

/** Everything the rooms hold, as one text per table. */
async function contents(sql: Sql) {
  const [all] = await sql`select
    (select md5(string_agg(p::text, '|' order by id)) from lamps.pole p) as poles,
    (select md5(string_agg(l::text, '|' order by id)) from lamps.lamp l) as lamps,
    (select md5(string_agg(r::text, '|' order by lamp_id)) from lamps.reading r) as readings,
    (select count(*) from lamps.reading_2026) as this_year,
    (select count(*) from lamps.journal) as journal,
    (select string_agg(code, ',' order by code) from lamps.kind) as kinds`;
  return all!;
}

const original = await city();
const originalFiles = await filesFolder();
const archive = join(folder, 'city.tar.gz');
const summary = await backup(original, archive, originalFiles, now);

test('a backup counts what it holds and is closed to other people', async () => {
  expect(summary).toMatchObject({ rows: 500 + 20_000 + 100 + 1 + 2, files: 2 });
  expect((await stat(archive)).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).not.toContain('city.tar.gz.unfinished');
});

test('a restored city is the same to the last byte, and goes on numbering where it was', async () => {
  const { sql } = await bareDatabase({ poolSize: 4 });
  const files = join(folder, 'restored-files');
  expect(await restore(sql, archive, files, sources)).toEqual(summary);
  expect(await contents(sql)).toEqual(await contents(original));
  expect(await readFile(join(files, 'ab', 'photo'))).toEqual(
    await readFile(join(originalFiles, 'ab', 'photo')),
  );
  const [next] = await sql`insert into lamps.lamp (pole_id) values (1) returning id`;
  expect(next).toEqual({ id: 20_001 });
  await expect(sql`delete from lamps.journal`).rejects.toThrow('append only');
  await expect(sql`insert into lamps.lamp (pole_id) values (9999)`).rejects.toMatchObject({ code: '23503' });
});

test('an operator’s PostgreSQL, where the program is not superuser, takes a backup as well', async () => {
  const { sql: admin, connection } = await bareDatabase({ poolSize: 1 });
  const role = `owner_${connection.database}`;
  await admin.unsafe(
    `create role ${role} login password 'plain'; alter database ${connection.database} owner to ${role}`,
  );
  const { sql, close } = connect(
    { ...connection, username: role, password: 'plain' },
    { log: silentLog, poolSize: 2 },
  );
  expect(await restore(sql, archive, join(folder, 'owner-files'), sources)).toEqual(summary);
  expect(await contents(sql)).toEqual(await contents(original));
  await expect(sql`delete from lamps.journal`).rejects.toThrow('append only');
  await close();
});

test('the whole house, migrated but unused, takes a backup of itself back', async () => {
  const [from, to] = [await bareDatabase(), await bareDatabase()];
  await migrate(from.sql, migrationSources);
  await migrate(to.sql, migrationSources);
  const file = join(folder, 'house.tar.gz');
  const made = await backup(from.sql, file, join(folder, 'none'), now);
  expect(await restore(to.sql, file, join(folder, 'none'), migrationSources)).toEqual(made);
});

test('a backup shows one moment, though people go on working', async () => {
  const { sql } = await bareDatabase({ poolSize: 4 });
  await migrate(
    sql,
    await room({ '0001-a.sql': 'create table lamps.debit (n int); create table lamps.credit (n int);' }),
  );
  let working = true;
  const work = (async () => {
    for (let n = 0; working; n++) {
      await sql.begin(async (tx) => {
        await tx`insert into lamps.debit values (${n})`;
        await tx`insert into lamps.credit values (${n})`;
      });
    }
  })();
  const file = join(folder, 'moment.tar.gz');
  await backup(sql, file, join(folder, 'none'), now);
  working = false;
  await work;
  const manifest = readManifest(gunzipSync(await readFile(file)));
  expect(manifest.tables[0]!.rows).toBe(manifest.tables[1]!.rows);
});

test('a backup of an earlier version is brought up to date', async () => {
  const { sql } = await bareDatabase({ poolSize: 4 });
  const newer = await room({
    '0001-lamps.sql': LAMPS,
    '0002-owner.sql': "alter table lamps.pole add column owner text not null default 'city';",
  });
  await restore(sql, archive, join(folder, 'newer-files'), newer);
  expect(await sql`select distinct owner from lamps.pole`).toEqual([{ owner: 'city' }]);
});

test('a backup of a later version is refused', async () => {
  const { sql } = await bareDatabase({ poolSize: 4 });
  const older = await room({ '0000-other.sql': 'select 1;' });
  await expect(restore(sql, archive, join(folder, 'older-files'), older)).rejects.toThrow(
    /lamps\/0001-lamps/,
  );
});

test('a database that holds data is never overwritten', async () => {
  const before = await contents(original);
  await expect(restore(original, archive, join(folder, 'x'), sources)).rejects.toThrow(
    /already holds data \(in lamps\./,
  );
  expect(await contents(original)).toEqual(before);
});

test('nor is a folder that holds files', async () => {
  const { sql } = await bareDatabase({ poolSize: 4 });
  await expect(restore(sql, archive, originalFiles, sources)).rejects.toThrow(/already holds files/);
});

/** The manifest is the last entry: its text ends where the padding of zero bytes begins. */
function readManifest(tarBytes: Buffer): { tables: { rows: number }[] } {
  const text = tarBytes.subarray(tarBytes.lastIndexOf('{"format"')).toString('utf8');
  return JSON.parse(text.slice(0, text.indexOf('\0')));
}

/** Changes a row in the archive the way a forger would: a valid archive, with another word in it. */
async function forge(change: (tarBytes: Buffer) => Buffer): Promise<string> {
  const file = join(folder, `forged-${createHash('md5').update(String(change)).digest('hex')}.tar.gz`);
  await writeFile(file, gzipSync(change(gunzipSync(await readFile(archive)))));
  return file;
}

test.each([
  ['a changed row', (bytes: Buffer) => replaceOnce(bytes, '路灯', '路口'), /has been changed/],
  [
    'a changed file',
    (bytes: Buffer) => replaceOnce(bytes, 'photo of a lamp', 'photo of a cat!'),
    /has been changed/,
  ],
  [
    'a missing end',
    (bytes: Buffer) => bytes.subarray(0, bytes.length / 2),
    /not a (readable|complete) backup/,
  ],
  ['no manifest', () => Buffer.alloc(1024), /no manifest/],
])('an archive with %s is refused and leaves nothing behind', async (_, change, sentence) => {
  const { sql } = await bareDatabase({ poolSize: 4 });
  const files = join(folder, 'forged-files');
  await expect(restore(sql, await forge(change), files, sources)).rejects.toThrow(sentence);
  expect(await sql`select 1 from pg_namespace where nspname = 'lamps'`).toHaveLength(0);
  expect(await stat(files).catch(() => null)).toBeNull();
});

test('a truncated download is refused', async () => {
  const { sql } = await bareDatabase({ poolSize: 4 });
  const file = join(folder, 'short.tar.gz');
  await writeFile(file, (await readFile(archive)).subarray(0, -500));
  await expect(restore(sql, file, join(folder, 'y'), sources)).rejects.toThrow(/not a readable backup/);
});

function replaceOnce(bytes: Buffer, from: string, to: string): Buffer {
  const copy = Buffer.from(bytes);
  const at = copy.indexOf(from);
  if (at < 0) throw new Error(`${from} is not in the archive`);
  copy.write(to, at);
  return copy;
}
