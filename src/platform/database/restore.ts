import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { BackupSummary } from './backup.ts';
import { BackupError, type Manifest, readArchive, verifyArchive } from './backup-archive.ts';
import type { Sql, SqlOrTx, Tx } from './connect.ts';
import { applied, type MigrationSource, migrate } from './migrate.ts';
import { type StoredTable, storedTables } from './stored-tables.ts';

/**
 * Puts a backup into an empty database and an empty files folder: all of it, or nothing. A backup made by an earlier
 * version is brought up to date afterwards.
 * @throws BackupError when the archive was changed or is newer than the program, or the target is not empty
 */
export async function restore(
  sql: Sql,
  file: string,
  filesDirectory: string,
  sources: readonly MigrationSource[],
): Promise<BackupSummary> {
  const manifest = await verifyArchive(file);
  await refuseFullFolder(filesDirectory);
  await refuseRows(sql);
  await migrateAsBackedUp(sql, sources, manifest);
  const draft = `${resolve(filesDirectory)}.restoring`;
  await rm(draft, { recursive: true, force: true });
  try {
    const files = await sql.begin((tx) =>
      load(tx, file, manifest, { draft, final: resolve(filesDirectory) }),
    );
    await migrate(sql, sources);
    return { tables: manifest.tables.length, rows: total(manifest), files };
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

const total = (manifest: Manifest) => manifest.tables.reduce((sum, { rows }) => sum + rows, 0);

async function refuseFullFolder(directory: string): Promise<void> {
  const found = await readdir(directory).catch(() => []);
  if (found.length === 0) return;
  throw new BackupError(`${directory} already holds files. Restore into an empty data directory.`);
}

/** Rows that the migrations themselves brought do not count: they carry a migration's transaction number. */
async function refuseRows(sql: Sql): Promise<void> {
  const [ledger] = await sql<
    { exists: boolean }[]
  >`select to_regclass('migration.applied') is not null as exists`;
  if (!ledger!.exists) return;
  for (const { schema, name } of await storedTables(sql)) {
    const [foreign] = await sql`
      select 1 from ${sql(schema)}.${sql(name)} r where r.xmin <> all (select a.xmin from migration.applied a) limit 1`;
    if (!foreign) continue;
    throw new BackupError(
      `This database already holds data (in ${schema}.${name}). Restore into an empty database.`,
    );
  }
}

/** Brings an empty database to exactly the state that the backup was taken from. */
async function migrateAsBackedUp(
  sql: Sql,
  sources: readonly MigrationSource[],
  manifest: Manifest,
): Promise<void> {
  const wanted = new Map(
    manifest.migrations.map(({ module, name, checksum }) => [`${module}/${name}`, checksum]),
  );
  await migrate(sql, sources, { only: new Set(wanted.keys()) });
  const present = new Map(
    (await applied(sql)).map(({ module, name, checksum }) => [`${module}/${name}`, checksum]),
  );
  const lacking = [...wanted].find(([name, checksum]) => present.get(name) !== checksum)?.[0];
  if (lacking)
    throw new BackupError(
      `The backup needs the migration ${lacking}, which this program does not have as it was then: use the version that made the backup, or a newer one.`,
    );
  const extra = [...present.keys()].find((name) => !wanted.has(name));
  if (extra)
    throw new BackupError(
      `This database is further than the backup (it has ${extra}). Restore into an empty database that was not migrated.`,
    );
}

interface FilesTarget {
  readonly draft: string;
  readonly final: string;
}

async function load(tx: Tx, file: string, manifest: Manifest, files: FilesTarget): Promise<number> {
  await tx`set local statement_timeout = 0`;
  await tx`set local idle_in_transaction_session_timeout = 0`;
  await quietTriggers(tx, manifest.tables, 'disable');
  await removeSeededRows(tx, manifest.tables);
  const count = await loadEntries(tx, file, manifest, files.draft);
  await setSequences(tx, manifest);
  await compareCounts(tx, manifest);
  await quietTriggers(tx, manifest.tables, 'enable');
  await moveFiles(count, files);
  return count;
}

/**
 * Rows come back as they were, so triggers must not act on them again. A superuser silences them for the session, foreign
 * keys included; another owner disables the tables' own triggers and relies on the order of the tables.
 */
async function quietTriggers(
  tx: Tx,
  tables: readonly StoredTable[],
  change: 'disable' | 'enable',
): Promise<void> {
  const [me] = await tx<{ superuser: boolean }[]>`select current_setting('is_superuser')::bool as superuser`;
  if (me!.superuser) {
    await tx.unsafe(`set local session_replication_role = ${change === 'disable' ? 'replica' : 'origin'}`);
    return;
  }
  for (const { schema, name } of tables) {
    await tx`alter table ${tx(schema)}.${tx(name)} ${change === 'disable' ? tx`disable` : tx`enable`} trigger user`;
  }
}

/** In reverse order, so that nothing refers to a row that goes. */
async function removeSeededRows(tx: Tx, tables: readonly StoredTable[]): Promise<void> {
  for (const { schema, name } of [...tables].reverse()) await tx`delete from ${tx(schema)}.${tx(name)}`;
}

async function loadEntries(tx: Tx, file: string, manifest: Manifest, draft: string): Promise<number> {
  const tables = new TableLoader(tx, manifest.tables);
  let files = 0;
  await readArchive(file, async (name, content) => {
    const [kind, table] = name.split('/');
    if (kind === 'tables') await tables.take(table!, content);
    else await tables.finish();
    if (kind === 'files') files += await writeFileInside(draft, name.slice('files/'.length), content);
  });
  await tables.finish();
  return files;
}

/** Parts of one table follow one another and go into one COPY, so that a row may lie across two parts. */
class TableLoader {
  private current: { readonly name: string; readonly copy: Writable } | null = null;

  constructor(
    private readonly tx: Tx,
    private readonly tables: readonly StoredTable[],
  ) {}

  async take(name: string, content: Readable): Promise<void> {
    if (this.current?.name !== name) await this.begin(name);
    const { copy } = this.current!;
    for await (const chunk of content) await write(copy, chunk as Buffer);
  }

  async finish(): Promise<void> {
    const copy = this.current?.copy;
    this.current = null;
    if (copy) await ended(copy);
  }

  private async begin(name: string): Promise<void> {
    await this.finish();
    const table = this.tables.find((one) => `${one.schema}.${one.name}` === name);
    if (!table) throw new BackupError(`The backup has rows of ${name}, which its manifest does not name.`);
    const { tx } = this;
    const into = tx`copy ${tx(table.schema)}.${tx(table.name)} (${tx(table.columns as string[])}) from stdin`;
    this.current = { name, copy: await into.writable() };
  }
}

const write = (stream: Writable, chunk: Buffer) =>
  new Promise<void>((resolve, reject) => {
    stream.once('error', reject);
    stream.write(chunk, (error) => {
      stream.off('error', reject);
      if (error) reject(error);
      else resolve();
    });
  });

const ended = (stream: Writable) =>
  new Promise<void>((resolve, reject) => {
    stream.once('error', reject);
    stream.end(() => resolve());
  });

async function writeFileInside(folder: string, name: string, content: Readable): Promise<number> {
  const path = resolve(folder, name);
  if (!path.startsWith(folder + sep))
    throw new BackupError(`The backup has a file outside its folder (${name}).`);
  await mkdir(dirname(path), { recursive: true });
  await pipeline(content, createWriteStream(path, { mode: 0o600, flush: true } as object));
  return 1;
}

async function setSequences(tx: Tx, manifest: Manifest): Promise<void> {
  for (const { schema, name, lastValue, isCalled } of manifest.sequences) {
    await tx`select setval(format('%I.%I', ${schema}::text, ${name}::text)::regclass, ${lastValue}, ${isCalled})`;
  }
}

async function compareCounts(tx: SqlOrTx, manifest: Manifest): Promise<void> {
  for (const { schema, name, rows } of manifest.tables) {
    const [found] = await tx<{ rows: number }[]>`select count(*) as rows from ${tx(schema)}.${tx(name)}`;
    if (found!.rows === rows) continue;
    throw new BackupError(
      `${schema}.${name} came back with ${found!.rows} rows instead of ${rows}. Nothing was restored.`,
    );
  }
}

/** Just before the commit: files without rows do no harm, rows without files would. */
async function moveFiles(count: number, { draft, final }: FilesTarget): Promise<void> {
  if (count === 0) return;
  await rm(final, { recursive: true, force: true });
  await mkdir(dirname(join(final, '.')), { recursive: true });
  await rename(draft, final);
}
