import { constants } from 'node:fs';
import { open, opendir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { ArchiveWriter, BackupError, type Manifest } from './backup-archive.ts';
import type { Sql, Tx } from './connect.ts';
import { applied } from './migrate.ts';
import { type StoredTable, storedSequences, storedTables } from './stored-tables.ts';

export interface BackupSummary {
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
}

/** Small enough to hold, large enough that a million rows are a few dozen entries. */
const PART_BYTES = 8_000_000;

/**
 * Writes one archive (`.tar.gz`) of all rows, as they were at one moment while work goes on, and of the files folder.
 * Sealed personal data stays sealed: the keys are not in it and must be kept elsewhere.
 * `file` appears only when the backup is complete.
 * @throws BackupError when the database was never migrated
 */
export async function backup(
  sql: Sql,
  file: string,
  filesDirectory: string,
  now: Date,
): Promise<BackupSummary> {
  const archive = new ArchiveWriter(file);
  try {
    const stored = await sql.begin('isolation level repeatable read read only', (tx) =>
      backUpRows(tx, archive),
    );
    // After the rows: a file is written before the row that names it, so every row of the snapshot finds its file.
    const files = await backUpFiles(filesDirectory, archive);
    await archive.finish({ format: 'changtong-backup', version: 1, takenAt: now.toISOString(), ...stored });
    return {
      tables: stored.tables.length,
      rows: stored.tables.reduce((sum, { rows }) => sum + rows, 0),
      files,
    };
  } catch (error) {
    await archive.abandon();
    throw error;
  }
}

async function backUpRows(
  tx: Tx,
  archive: ArchiveWriter,
): Promise<Pick<Manifest, 'migrations' | 'tables' | 'sequences'>> {
  await tx`set local statement_timeout = 0`;
  await tx`set local idle_in_transaction_session_timeout = 0`;
  const migrations = await appliedMigrations(tx);
  const tables = [];
  for (const table of await storedTables(tx))
    tables.push({ ...table, columns: [...table.columns], rows: await backUpTable(tx, table, archive) });
  return { migrations, tables, sequences: await backUpSequences(tx) };
}

async function appliedMigrations(tx: Tx): Promise<Manifest['migrations']> {
  const [ledger] = await tx<
    { exists: boolean }[]
  >`select to_regclass('migration.applied') is not null as exists`;
  if (!ledger!.exists)
    throw new BackupError('This database holds nothing of this program yet: there is nothing to back up.');
  return [...(await applied(tx))];
}

/** @returns the number of rows: in this format a line end stands only between rows */
async function backUpTable(tx: Tx, table: StoredTable, archive: ArchiveWriter): Promise<number> {
  const columns = tx(table.columns as string[]);
  const stream = resumedAtEnd(
    await tx`copy ${tx(table.schema)}.${tx(table.name)} (${columns}) to stdout`.readable(),
  );
  let rows = 0;
  let part = 0;
  for await (const bytes of inParts(stream)) {
    rows += countLines(bytes);
    part += 1;
    await archive.add(`tables/${table.schema}.${table.name}/${String(part).padStart(6, '0')}`, bytes);
  }
  return rows;
}

/**
 * postgres.js 3.4.9 pauses its socket when this stream is full and resumes it at the next read. A stream that ends while
 * it is full is not read again, so the connection would stay paused for good: its end resumes it.
 */
function resumedAtEnd(stream: Readable): Readable {
  const push = stream.push.bind(stream);
  stream.push = (chunk: unknown) => {
    const more = push(chunk);
    if (chunk === null) stream._read(0);
    return more;
  };
  return stream;
}

async function* inParts(stream: Readable): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    held.push(chunk);
    size += chunk.length;
    if (size < PART_BYTES) continue;
    yield Buffer.concat(held);
    held = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(held);
}

function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines += 1;
  return lines;
}

/** A sequence stands outside of snapshots: read after the rows, it is never behind them. */
async function backUpSequences(tx: Tx): Promise<Manifest['sequences']> {
  const states = [];
  for (const { schema, name } of await storedSequences(tx)) {
    const [state] = await tx<{ lastValue: number; isCalled: boolean }[]>`
      select last_value, is_called from ${tx(schema)}.${tx(name)}`;
    states.push({ schema, name, ...state! });
  }
  return states;
}

async function backUpFiles(directory: string, archive: ArchiveWriter): Promise<number> {
  let count = 0;
  for await (const path of filesUnder(directory)) count += await backUpFile(directory, path, archive);
  return count;
}

async function* filesUnder(directory: string): AsyncGenerator<string> {
  const folder = await opendir(directory, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  for await (const entry of folder) if (entry.isFile()) yield join(entry.parentPath, entry.name);
}

/** @returns 0 when the file went away meanwhile: no row of the snapshot names it */
async function backUpFile(directory: string, path: string, archive: ArchiveWriter): Promise<number> {
  const handle = await open(path, constants.O_RDONLY).catch(() => null);
  if (!handle) return 0;
  try {
    const { size } = await handle.stat();
    const name = `files/${relative(directory, path).split(sep).join('/')}`;
    if (size === 0) await archive.add(name, Buffer.alloc(0));
    else
      await archive.addStream(
        name,
        size,
        handle.createReadStream({ start: 0, end: size - 1, autoClose: false }),
      );
    return 1;
  } finally {
    await handle.close();
  }
}
