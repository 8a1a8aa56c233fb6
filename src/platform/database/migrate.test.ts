import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { migrationSources } from '../../modules/migrations.ts';
import { migrate, pendingMigrations } from './migrate.ts';
import { bareDatabase } from './testing.ts';

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

async function room(module: string, files: Record<string, string>) {
  const folder = await mkdtemp(join(tmpdir(), 'migrations-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return { module, directory: pathToFileURL(`${folder}/`) };
}

const LAMP = { '0001-lamp.sql': 'create table lamps.lamp (id int primary key);' };

test('the whole house migrates from nothing, and a second time changes nothing', async () => {
  const { sql } = await bareDatabase();
  const first = await migrate(sql, migrationSources);
  expect(first.length).toBeGreaterThan(0);
  expect(await migrate(sql, migrationSources)).toEqual([]);
  expect(await pendingMigrations(sql, migrationSources)).toEqual([]);
});

test('of four programs that migrate at once one works and the others wait', async () => {
  const { sql } = await bareDatabase();
  const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(sql, migrationSources)));
  const counts = applied.map((list) => list.length).sort((a, b) => a - b);
  expect(counts.slice(0, 3)).toEqual([0, 0, 0]);
  expect(counts[3]).toBeGreaterThan(0);
});

test('what is pending is told before anything was ever applied', async () => {
  const { sql } = await bareDatabase();
  const lamps = await room('lamps', LAMP);
  expect((await pendingMigrations(sql, [lamps])).map(({ name }) => name)).toEqual(['0001-lamp']);
});

test('a file that fails leaves nothing of itself, keeps those before it and names its line', async () => {
  const { sql } = await bareDatabase();
  const broken = { '0002-pole.sql': 'create table lamps.pole (id int);\nselect nonsense;' };
  const lamps = await room('lamps', { ...LAMP, ...broken });
  await expect(migrate(sql, [lamps])).rejects.toThrow(/lamps\/0002-pole\.sql failed at line 2/);
  const [found] = await sql`select to_regclass('lamps.lamp') as lamp, to_regclass('lamps.pole') as pole`;
  expect(found).toEqual({ lamp: 'lamps.lamp', pole: null });
});

test('a changed old file is refused in a sentence that says what to do', async () => {
  const { sql } = await bareDatabase();
  await migrate(sql, [await room('lamps', LAMP)]);
  const altered = await room('lamps', {
    '0001-lamp.sql': 'create table lamps.lamp (id bigint primary key);',
  });
  await expect(migrate(sql, [altered])).rejects.toThrow(/lamps\/0001-lamp\.sql was changed/);
  await expect(pendingMigrations(sql, [altered])).rejects.toThrow(/higher-numbered file/);
});

test('a database that is newer than the program is refused', async () => {
  const { sql } = await bareDatabase();
  await migrate(sql, [await room('lamps', LAMP)]);
  await expect(migrate(sql, [await room('lamps', {})])).rejects.toThrow(/newer version of the program/);
});

test('two files with one number are refused', async () => {
  const { sql } = await bareDatabase();
  const twice = await room('lamps', { '0001-a.sql': 'select 1', '0001-b.sql': 'select 1' });
  await expect(migrate(sql, [twice])).rejects.toThrow(/each number once/);
});

test('an index can be built beside running work, outside a transaction', async () => {
  const { sql } = await bareDatabase();
  const index = '-- no transaction\ncreate index concurrently lamp_id on lamps.lamp (id);\nselect 1;\n';
  const lamps = await room('lamps', { ...LAMP, '0002-index.sql': index });
  await Promise.all([migrate(sql, [lamps]), migrate(sql, [lamps])]);
  const [found] = await sql`select to_regclass('lamps.lamp_id') is not null as built`;
  expect(found).toEqual({ built: true });
});

test('a breaking migration is marked, so that an operator can be warned', async () => {
  const { sql } = await bareDatabase();
  const lamps = await room('lamps', { '0001-lamp.sql': '-- breaking: drops the old name\nselect 1;' });
  const [only] = await migrate(sql, [lamps]);
  expect(only).toMatchObject({ name: '0001-lamp', breaking: true });
});
