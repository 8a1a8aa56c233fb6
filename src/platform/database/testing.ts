import pino from 'pino';
import { afterAll, inject } from 'vitest';
import { migrationSources } from '../../modules/migrations.ts';
import { type ConnectionOptions, connect, type Database, type Sql } from './connect.ts';
import { startEmbedded } from './embedded.ts';
import { migrate } from './migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the one cluster of this test run lies; made by test/database-for-tests.ts. */
    testDataDir: string;
  }
}

export const silentLog = pino({ level: 'silent' });

/** One migrated database, named after its migrations' state at the start of the run; every test file gets a copy. */
const TEMPLATE = 'changtong_template';
/** Key of the advisory lock under which the first test file makes the template and others wait. */
const TEMPLATE_MAKING = 7_236_403;

let cluster: Promise<ConnectionOptions> | null = null;
let template: Promise<void> | null = null;
let copies = 0;

export interface TestDatabase extends Database {
  readonly sql: Sql;
  readonly connection: ConnectionOptions;
}

/**
 * A fresh, migrated, empty database for one test file, dropped after it. Call it at the top of the file:
 * `const { sql } = await testDatabase();`. The cluster starts with the first call of a run, without fsync.
 */
export async function testDatabase(options: { poolSize?: number } = {}): Promise<TestDatabase> {
  cluster ??= startCluster();
  template ??= makeTemplate(await cluster);
  await template;
  return copyOf(TEMPLATE, options.poolSize ?? 8);
}

/** The same without migrations, for tests of migrating, backup and restore. */
export function bareDatabase(options: { poolSize?: number } = {}): Promise<TestDatabase> {
  return copyOf('template0', options.poolSize ?? 8);
}

async function copyOf(template: string, poolSize: number): Promise<TestDatabase> {
  cluster ??= startCluster();
  const connection = await cluster;
  const name = `test_${process.pid}_${++copies}`;
  const admin = connect(connection, { log: silentLog, poolSize: 1 });
  await admin.sql`create database ${admin.sql(name)} template ${admin.sql(template)}`;
  const database = connect({ ...connection, database: name }, { log: silentLog, poolSize });
  afterAll(async () => {
    await database.close();
    await admin.sql`drop database if exists ${admin.sql(name)} with (force)`;
    await admin.close();
  });
  return { ...database, connection: { ...connection, database: name } };
}

async function startCluster(): Promise<ConnectionOptions> {
  const dataDir = inject('testDataDir');
  const server = await startEmbedded({ dataDir, log: silentLog, durable: false, keepRunning: true });
  return server.connection;
}

/** Other workers wait for the lock and then find the finished template. */
async function makeTemplate(connection: ConnectionOptions): Promise<void> {
  const admin = connect(connection, { log: silentLog, poolSize: 1, statementTimeoutMs: 0 });
  await admin.sql`select pg_advisory_lock(${TEMPLATE_MAKING})`;
  try {
    const [ready] = await admin.sql`select 1 from pg_database where datname = ${TEMPLATE} and datistemplate`;
    if (!ready) await fillTemplate(admin.sql, connection);
  } finally {
    await admin.close();
  }
}

async function fillTemplate(admin: Sql, connection: ConnectionOptions): Promise<void> {
  await admin`drop database if exists ${admin(TEMPLATE)} with (force)`;
  await admin`create database ${admin(TEMPLATE)} template template0`;
  const template = connect({ ...connection, database: TEMPLATE }, { log: silentLog, poolSize: 1 });
  await migrate(template.sql, migrationSources).finally(() => template.close());
  await admin`alter database ${admin(TEMPLATE)} is_template true allow_connections false`;
}
