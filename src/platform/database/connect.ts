import type { Logger } from 'pino';
import postgres from 'postgres';
import { sslModeOf, throughPatientSocket } from './driver-socket.ts';
import { type ConnectionOptions, type EmbeddedServer, startEmbedded } from './embedded.ts';
import { guardTransactions, LossWatch } from './guarded-transactions.ts';
import { crossingTypes } from './value-types.ts';

/** The pool: each query runs on any free connection. */
export type Sql = postgres.Sql;
/** One transaction: a function that takes `Tx` never commits; its caller does. */
export type Tx = postgres.TransactionSql;
/** For queries that are right both inside and outside a transaction. */
export type SqlOrTx = postgres.ISql;
export type { ConnectionOptions };

export interface Database {
  readonly sql: Sql;
  /** For libraries that bring their own driver. A DATABASE_URL is given as it was. */
  readonly connection: ConnectionOptions | string;
  /** Waits for running queries (at most 5 s), then leaves; the embedded server stops when nobody else uses it. */
  close(): Promise<void>;
  /** Whether the database answers within 2 s. Never throws. */
  ping(): Promise<boolean>;
}

export interface ConnectOptions {
  readonly log: Logger;
  /** Most connections this process opens. */
  readonly poolSize?: number;
  /** Shown in pg_stat_activity. */
  readonly applicationName?: string;
  /** A statement that runs longer is ended by the server; 0 lets it run. Default 5 s, made for pages. */
  readonly statementTimeoutMs?: number;
  /** False for a pooler in front (PgBouncer in transaction mode): no prepared statements and no session settings. */
  readonly prepare?: boolean;
}

export type DatabaseOptions = ConnectOptions & ({ readonly url: string } | { readonly dataDir: string });

/** Connects to the operator's PostgreSQL (`url`), or starts or joins the embedded one of `dataDir`. */
export async function createDatabase(options: DatabaseOptions): Promise<Database> {
  if ('url' in options) return connect(options.url, options);
  const server = await startEmbedded({ dataDir: options.dataDir, log: options.log });
  return stoppingServer(connect(server.connection, options), server);
}

const stoppingServer = (database: Database, server: EmbeddedServer): Database => ({
  ...database,
  close: () => database.close().finally(() => server.stop()),
});

/** Opens a pool; no connection is made before the first query. */
export function connect(to: ConnectionOptions | string, options: ConnectOptions): Database {
  const watch = new LossWatch();
  const settings = { ...driverSettings(options), onclose: watch.noticed };
  const pool =
    typeof to === 'string'
      ? postgres(to, { ...settings, ssl: false, ...throughPatientSocket(sslModeOf(to)) })
      : postgres({ ...to, ...settings, ...throughPatientSocket('disable') });
  const sql = guardTransactions(pool as unknown as Sql, watch);
  return {
    sql,
    connection: to,
    close: () => sql.end({ timeout: 5 }),
    ping: () => answers(sql),
  };
}

function driverSettings(options: ConnectOptions) {
  const prepare = options.prepare ?? true;
  return {
    max: options.poolSize ?? 16,
    prepare,
    connect_timeout: 5,
    // Idle connections stay: a new one costs some 5 ms. They are renewed after about an hour so that memory does not grow.
    idle_timeout: 0,
    // Not growing: the embedded server is back within a second, and a refused attempt costs next to nothing.
    backoff: () => 0.1,
    transform: { column: { from: postgres.toCamel, to: postgres.fromCamel } },
    types: crossingTypes,
    onnotice: (notice: postgres.Notice) => options.log.debug({ notice: notice.message }, 'database notice'),
    connection: {
      application_name: options.applicationName ?? 'changtong',
      ...(prepare ? sessionSettings(options.statementTimeoutMs ?? 5000) : {}),
    },
  };
}

/** Startup parameters that a pooler would refuse; there the operator sets them with `alter role … set`. */
const sessionSettings = (statementTimeoutMs: number) => ({
  statement_timeout: statementTimeoutMs,
  idle_in_transaction_session_timeout: 60_000,
  TimeZone: 'UTC',
});

async function answers(sql: Sql): Promise<boolean> {
  const silence = new Promise<boolean>((resolve) => setTimeout(resolve, 2000, false).unref());
  const answer = sql`select 1`.then(
    () => true,
    () => false,
  );
  return Promise.race([answer, silence]);
}
