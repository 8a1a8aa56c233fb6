import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { ReservedSql } from 'postgres';
import type { Sql, SqlOrTx } from './connect.ts';

/** The migrations of one room: numbered `.sql` files in a folder. The room's schema is made before its first file. */
export interface MigrationSource {
  readonly module: string;
  readonly directory: URL;
}

export interface Migration {
  readonly module: string;
  /** File name without the ending, such as `0001-requests`. */
  readonly name: string;
  readonly checksum: string;
  /** The file has a `-- breaking:` line: the previous release cannot run beside it. */
  readonly breaking: boolean;
}

interface MigrationFile extends Migration {
  readonly text: string;
}

/** Key of the advisory lock that lets one runner work while others wait. */
const RUNNER = 7_236_402;

/**
 * Brings the database up to date, in the order of `sources` and of the numbers inside each. Several programs may call
 * it at once: one works, the others wait and find nothing left to do.
 * `only` (names such as `requests/0001-requests`) stops at an earlier state, for restoring a backup of it.
 * @returns what was applied by this call
 * @throws MigrationError when an applied file was changed or is missing, or when a file fails; files before it stay applied
 */
export async function migrate(
  sql: Sql,
  sources: readonly MigrationSource[],
  options: { readonly only?: ReadonlySet<string> } = {},
): Promise<readonly Migration[]> {
  const files = await readSources(sources);
  const connection = await sql.reserve();
  try {
    await connection`set statement_timeout = 0`;
    await waitForOtherRunners(connection);
    await connection.unsafe(LEDGER);
    const pending = stillToApply(files, await applied(connection)).filter(
      ({ module, name }) => options.only?.has(`${module}/${name}`) ?? true,
    );
    for (const file of pending) await apply(connection, file);
    return pending.map(({ text: _, ...migration }) => migration);
  } finally {
    await release(connection);
  }
}

/** Waits in short steps: a long wait inside one statement would hold a snapshot and block `create index concurrently`. */
async function waitForOtherRunners(connection: ReservedSql): Promise<void> {
  for (;;) {
    const [row] = await connection<{ mine: boolean }[]>`select pg_try_advisory_lock(${RUNNER}) as mine`;
    if (row!.mine) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function release(connection: ReservedSql): Promise<void> {
  await connection`select pg_advisory_unlock_all()`.catch(() => undefined);
  await connection`reset statement_timeout`.catch(() => undefined);
  connection.release();
}

/** What `migrate` would apply now; empty when the database is up to date. Changes nothing. */
export async function pendingMigrations(
  sql: Sql,
  sources: readonly MigrationSource[],
): Promise<readonly Migration[]> {
  const files = await readSources(sources);
  const [ledger] = await sql<
    { exists: boolean }[]
  >`select to_regclass('migration.applied') is not null as exists`;
  return stillToApply(files, ledger!.exists ? await applied(sql) : []).map(
    ({ text: _, ...migration }) => migration,
  );
}

export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

/** The ledger has a schema of its own, so that no room's first migration depends on another's. */
const LEDGER = `
create schema if not exists migration;
create table if not exists migration.applied (
  module text not null,
  name text not null,
  checksum text not null,
  breaking boolean not null,
  applied_at timestamptz not null default now(),
  primary key (module, name)
)`;

async function readSources(sources: readonly MigrationSource[]): Promise<MigrationFile[]> {
  const perSource = await Promise.all(sources.map(readSource));
  return perSource.flat();
}

async function readSource({ module, directory }: MigrationSource): Promise<MigrationFile[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort();
  refuseUnclearOrder(names, fileURLToPath(directory));
  return Promise.all(names.map((name) => readMigration(module, new URL(name, directory))));
}

function refuseUnclearOrder(names: readonly string[], directory: string): void {
  const numbers = names.map((name) => /^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1]);
  const unclear = names.find((_, index) => !numbers[index] || numbers.indexOf(numbers[index]) !== index);
  if (!unclear) return;
  throw new MigrationError(`${directory}${unclear}: name migrations NNNN-name.sql, each number once.`);
}

async function readMigration(module: string, file: URL): Promise<MigrationFile> {
  const text = (await readFile(file, 'utf8')).replaceAll('\r\n', '\n');
  return {
    module,
    name: file.pathname
      .split('/')
      .pop()!
      .replace(/\.sql$/, ''),
    checksum: createHash('sha256').update(text).digest('hex'),
    breaking: /^-- breaking:/m.test(text),
    text,
  };
}

interface AppliedMigration {
  readonly module: string;
  readonly name: string;
  readonly checksum: string;
}

/** What the ledger says has been applied. */
export const applied = (sql: SqlOrTx) =>
  sql<
    AppliedMigration[]
  >`select module, name, checksum from migration.applied order by applied_at, module, name`;

function stillToApply(files: readonly MigrationFile[], done: readonly AppliedMigration[]): MigrationFile[] {
  const known = new Map(files.map((file) => [`${file.module}/${file.name}`, file]));
  for (const { module, name, checksum } of done) {
    const file = known.get(`${module}/${name}`);
    if (!file) throw new MigrationError(missing(module, name));
    if (file.checksum !== checksum) throw new MigrationError(changed(module, name));
  }
  const finished = new Set(done.map(({ module, name }) => `${module}/${name}`));
  return files.filter(({ module, name }) => !finished.has(`${module}/${name}`));
}

const missing = (module: string, name: string) =>
  `This database was migrated with ${module}/${name}.sql, which this program does not have: ` +
  'run the newer version of the program, or restore a backup made before the upgrade.';

const changed = (module: string, name: string) =>
  `The migration ${module}/${name}.sql was changed after it had been applied to this database: ` +
  'put the file back as it was and write the change as a new, higher-numbered file.';

async function apply(connection: ReservedSql, file: MigrationFile): Promise<void> {
  const outside = file.text.startsWith('-- no transaction');
  try {
    if (!outside) await connection`begin`;
    await connection`create schema if not exists ${connection(file.module)}`;
    await run(connection, file.text, outside);
    await connection`insert into migration.applied ${connection({
      module: file.module,
      name: file.name,
      checksum: file.checksum,
      breaking: file.breaking,
    })}`;
    if (!outside) await connection`commit`;
  } catch (error) {
    if (!outside) await connection`rollback`.catch(() => undefined);
    throw new MigrationError(failed(file, error as Error), { cause: error });
  }
}

const failed = ({ module, name, text }: MigrationFile, error: Error & { position?: string }) => {
  const line = error.position ? ` at line ${text.slice(0, Number(error.position)).split('\n').length}` : '';
  return `The migration ${module}/${name}.sql failed${line}: ${error.message}`;
};

/** Several statements sent at once are one transaction to PostgreSQL, so a file outside of one goes statement by statement. */
async function run(connection: ReservedSql, text: string, outside: boolean): Promise<void> {
  const statements = outside ? text.split(/;\s*(?:\n|$)/).filter((part) => /^\s*[^\s-]/m.test(part)) : [text];
  for (const statement of statements) await connection.unsafe(statement);
}
