import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chown, open, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import postgres from 'postgres';
import { type ClusterPlace, prepareClusterPlace, socketPath } from './cluster-place.ts';
import { ensureCluster, SERVER_USER } from './create-cluster.ts';
import { throughPatientSocket } from './driver-socket.ts';
import { findNativeBinaries, type NativeBinaries } from './native-binaries.ts';
import {
  disarmStaleLocks,
  endOrphanedBackends,
  livePostmaster,
  type Postmaster,
  stopPostmaster,
} from './postmaster.ts';
import { chooseServerAccount, type ServerAccount } from './server-account.ts';
import { serverSettings } from './server-settings.ts';

/** How to reach a server; `host` is a folder with a socket in it. */
export interface ConnectionOptions {
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly password: string;
  readonly database: string;
}

export interface EmbeddedServer {
  readonly connection: ConnectionOptions;
  /** Process id of the running server. It changes when a killed server has been started again. */
  pid(): number | null;
  /** Leaves; the last program to leave stops the server (fast shutdown). */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  readonly dataDir: string;
  readonly log: Logger;
  /** False only for throw-away test clusters: no fsync. */
  readonly durable?: boolean;
  /** True: the server outlives its last program; the test run stops it itself. */
  readonly keepRunning?: boolean;
}

export const DATABASE_NAME = 'changtong';

/**
 * Starts the embedded PostgreSQL of `dataDir`, or joins the one that runs there already: started by another living
 * program, or left behind by a killed one. While in use, a server that dies is started again.
 * @throws Error with a sentence for the operator, and the end of the server's log where it helps
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const dataDir = resolve(options.dataDir);
  const account = await chooseServerAccount(join(dataDir, 'postgres', 'cluster'));
  const binaries = await findNativeBinaries(account);
  const place = await prepareClusterPlace(dataDir, account, (sentence) => options.log.warn(sentence));
  const durable = options.durable ?? true;
  const password = await ensureCluster(place, binaries, account, durable);
  const supervisor = new Supervisor(place, binaries, account, password, durable, options);
  await supervisor.run();
  return supervisor;
}

/** Key of the advisory lock that says "a program uses this server". Shared: present. Exclusive: the last one leaving. */
const PRESENCE = 7_236_401;

/** Keeps one server running for this program and holds the connection that makes its presence known to the others. */
class Supervisor implements EmbeddedServer {
  readonly connection: ConnectionOptions;
  private presence: postgres.Sql | null = null;
  private leaving = false;
  /** Settles when a lost server is back, or is no longer wanted. */
  private reviving: Promise<void> = Promise.resolve();
  private readonly name: string;

  constructor(
    private readonly place: ClusterPlace,
    private readonly binaries: NativeBinaries,
    private readonly account: ServerAccount | null,
    private readonly password: string,
    private readonly durable: boolean,
    private readonly options: EmbeddedOptions,
  ) {
    this.connection = this.connectionTo(DATABASE_NAME);
    const settings = serverSettings(place.socketDirectory, durable, '');
    const likeness = createHash('sha256')
      .update(`${binaries.version}\n${binaries.postgres}\n${settings}`)
      .digest('hex');
    this.name = `changtong-${likeness.slice(0, 8)}`;
  }

  pid(): number | null {
    return livePostmaster(this.place.cluster)?.pid ?? null;
  }

  /** Resolves once a server takes connections and this program's presence is known to it. */
  async run(): Promise<void> {
    for (;;) {
      const running = livePostmaster(this.place.cluster) ?? (await this.start());
      await this.untilReady();
      if (await this.join(running)) return;
      await pause(50);
    }
  }

  async stop(): Promise<void> {
    this.leaving = true;
    await this.reviving;
    const presence = this.presence;
    if (!presence) return;
    const last = this.options.keepRunning ? false : await takeExclusive(presence);
    if (last && !(await stopPostmaster(this.place.cluster, STOP_PATIENCE_MS))) {
      this.options.log.warn('The embedded database is still writing its last pages; it will stop by itself.');
    }
    await presence.end({ timeout: 1 }).catch(() => undefined);
  }

  private connectionTo(database: string): ConnectionOptions {
    return {
      host: this.place.socketDirectory,
      port: 5432,
      username: SERVER_USER,
      password: this.password,
      database,
    };
  }

  /** Starts a server, at most a few times: what a dead one left behind may have to be cleared away first. */
  private async start(): Promise<Postmaster> {
    for (let attempt = 1; ; attempt++) {
      const failure = await this.spawnServer();
      const running = livePostmaster(this.place.cluster);
      if (running) return running;
      if (failure === null) continue;
      if (attempt === START_ATTEMPTS) throw new Error(await this.whyNotStarted(failure));
      disarmStaleLocks(this.place.cluster, `${socketPath(this.place.socketDirectory)}.lock`);
      await pause(100 * attempt);
      if (attempt > 2) this.reportOrphans(endOrphanedBackends(this.place.cluster));
    }
  }

  private reportOrphans(count: number): void {
    if (count > 0) this.options.log.warn({ count }, 'ended database backends whose server had been killed');
  }

  /** Null once the server has announced itself; else how it ended. It lives in a session of its own, so Ctrl-C does not reach it. */
  private async spawnServer(): Promise<string | null> {
    await this.writeSettings();
    const log = await this.openLog();
    let ended: string | null = null;
    const child = spawn(this.binaries.postgres, ['-D', this.place.cluster], {
      ...this.account,
      cwd: this.place.cluster,
      env: { PATH: process.env.PATH, TZ: 'UTC' },
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    child.on('error', (error) => {
      ended = error.message;
    });
    child.on('exit', (code, signal) => {
      ended ??= `exit status ${code ?? signal}`;
    });
    child.unref();
    await log.close();
    while (ended === null && livePostmaster(this.place.cluster)?.pid !== child.pid) await pause(5);
    return ended;
  }

  private async writeSettings(): Promise<void> {
    const file = join(this.place.cluster, 'changtong.conf');
    const draft = `${file}.${process.pid}`;
    await writeFile(draft, serverSettings(this.place.socketDirectory, this.durable, this.name));
    if (this.account) await chown(draft, this.account.uid, this.account.gid);
    await rename(draft, file);
  }

  private get logFile(): string {
    return join(this.place.home, 'server.log');
  }

  private async openLog() {
    const size = (await stat(this.logFile).catch(() => null))?.size ?? 0;
    if (size > LOG_LIMIT_BYTES) await rename(this.logFile, `${this.logFile}.1`);
    return open(this.logFile, 'a', 0o600);
  }

  private async whyNotStarted(failure: string): Promise<string> {
    const log = await readFile(this.logFile, 'utf8').catch(() => '');
    const end = log.trimEnd().split('\n').slice(-8).join('\n');
    const full = end.includes('No space left on device')
      ? `The disk that holds ${this.place.home} is full: free some space. Nothing that was acknowledged is lost. `
      : '';
    return `${full}The embedded database does not start (${failure}). The end of ${this.logFile}:\n${end}`;
  }

  /** Waits while the server starts; after a crash it first repeats what its log holds, which takes as long as it takes. */
  private async untilReady(): Promise<void> {
    for (let waited = 0; ; waited += 10) {
      const running = livePostmaster(this.place.cluster);
      if (!running || running.status === 'ready') return;
      if (waited > 0 && waited % 5000 === 0)
        this.options.log.info('the embedded database is recovering after a crash');
      await pause(10);
    }
  }

  /** Announces this program to the server. False when the server went away or is stopping: look again. */
  private async join(running: Postmaster): Promise<boolean> {
    const presence = this.openPresence();
    try {
      const [row] = await presence<{ joined: boolean; name: string }[]>`
        select pg_try_advisory_lock_shared(${PRESENCE}) as joined, current_setting('cluster_name') as name`;
      if (!row!.joined) return await leave(presence);
      if (row!.name !== this.name && (await takeExclusive(presence))) {
        this.options.log.info({ pid: running.pid }, 'restarting a server that was left with other settings');
        await stopPostmaster(this.place.cluster, STOP_PATIENCE_MS);
        return await leave(presence);
      }
      await ensureDatabase(presence);
      this.presence = presence;
      return true;
    } catch (error) {
      await leave(presence);
      if (isPassing(error)) return false;
      throw error;
    }
  }

  private openPresence(): postgres.Sql {
    return postgres({
      ...this.connectionTo('postgres'),
      max: 1,
      idle_timeout: 0,
      max_lifetime: null,
      connect_timeout: 5,
      fetch_types: false,
      connection: { application_name: `changtong presence ${process.pid}` },
      onnotice: () => undefined,
      ...throughPatientSocket('disable'),
      onclose: () => this.afterLoss(),
    });
  }

  /** The presence connection broke: the server died or was stopped from outside. Bring it back while this program needs it. */
  private afterLoss(): void {
    const lost = this.presence;
    if (this.leaving || !lost) return;
    this.presence = null;
    this.options.log.warn('the embedded database went away; starting it again');
    this.reviving = leave(lost).then(() => this.revive());
  }

  private async revive(): Promise<void> {
    for (let wait = 100; !this.leaving; wait = Math.min(wait * 2, 5000)) {
      try {
        return await this.run();
      } catch (error) {
        this.options.log.error({ err: error }, 'the embedded database does not come back; trying again');
        await pause(wait);
      }
    }
  }
}

const STOP_PATIENCE_MS = 60_000;
const START_ATTEMPTS = 8;
const LOG_LIMIT_BYTES = 10_000_000;

async function leave(presence: postgres.Sql): Promise<false> {
  await presence.end({ timeout: 0 }).catch(() => undefined);
  return false;
}

/** True when no other program is present; from then on none can join until this server has stopped. */
async function takeExclusive(presence: postgres.Sql): Promise<boolean> {
  try {
    const [row] = await presence<{ alone: boolean }[]>`select pg_try_advisory_lock(${PRESENCE}) as alone`;
    return row!.alone;
  } catch {
    return false;
  }
}

async function ensureDatabase(presence: postgres.Sql): Promise<void> {
  const [found] = await presence`select 1 from pg_database where datname = ${DATABASE_NAME}`;
  if (found) return;
  await presence`create database ${presence(DATABASE_NAME)}`.catch((error: postgres.PostgresError) => {
    // Another program that started at the same moment made it.
    if (error.code !== '42P04' && error.code !== '23505') throw error;
  });
}

/** Errors of a server that is coming or going; everything else is worth telling. */
const PASSING = new Set([
  'ENOENT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  '57P01',
  '57P02',
  '57P03',
  '55006',
]);

const isPassing = (error: unknown) => PASSING.has(String((error as { code?: unknown }).code));
