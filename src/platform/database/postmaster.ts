import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** What the running server wrote about itself into `postmaster.pid`. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly socketDirectory: string;
  /** `ready` once it takes connections; `starting` covers crash recovery. */
  readonly status: string;
}

const lockFile = (cluster: string) => join(cluster, 'postmaster.pid');

/** The live server of this cluster, or null. A lock file left by a dead server, even if its pid was given to another program, is null. */
export function livePostmaster(cluster: string): Postmaster | null {
  const written = readLockFile(cluster);
  return written && isServerOf(written.pid, cluster) ? written : null;
}

function readLockFile(cluster: string): Postmaster | null {
  try {
    const lines = readFileSync(lockFile(cluster), 'utf8').split('\n');
    const pid = Number(lines[0]);
    if (!Number.isInteger(pid) || pid <= 0) return null;
    return {
      pid,
      port: Number(lines[3]),
      socketDirectory: lines[4] ?? '',
      status: (lines[7] ?? 'starting').trim(),
    };
  } catch {
    return null;
  }
}

/** True only for a PostgreSQL process that works in this very cluster; false for a zombie or another program. */
function isServerOf(pid: number, cluster: string): boolean {
  try {
    if (process.platform === 'linux') {
      return (
        readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster) &&
        basename(readlinkSync(`/proc/${pid}/exe`)).startsWith('postgres')
      );
    }
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(cluster);
  } catch {
    return false;
  }
}

/**
 * Makes a dead server's lock files harmless when its pid now belongs to another program: PostgreSQL itself would
 * refuse to start. The rest of `postmaster.pid` stays, because PostgreSQL reads from it whether a backend
 * of the dead server still uses the shared memory.
 */
export function disarmStaleLocks(cluster: string, socketLock: string): void {
  for (const file of [lockFile(cluster), socketLock]) disarm(file, cluster);
}

/** Larger than any pid that a kernel gives out. */
const NO_PROCESS = '2147483647';

function disarm(file: string, cluster: string): void {
  const text = readOrNull(file);
  if (text === null) return;
  const [first = '', ...rest] = text.split('\n');
  const pid = Number(first);
  if (Number.isInteger(pid) && pid > 0 && (!isAlive(pid) || isServerOf(pid, cluster))) return;
  // An empty file is what a crash between creating and writing leaves; PostgreSQL would refuse it too.
  writeFileSync(
    file,
    [NO_PROCESS, ...(rest.length > 0 ? rest : [cluster, '0', '5432', '', '', ''])].join('\n'),
  );
}

function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Ends backends that outlived their killed server and would keep a new one from starting. Linux only; elsewhere they end by themselves. */
export function endOrphanedBackends(cluster: string): number {
  if (process.platform !== 'linux') return 0;
  const orphans = readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 1 && isServerOf(pid, cluster));
  for (const pid of orphans) signal(pid, 'SIGKILL');
  return orphans.length;
}

/**
 * Stops the server the fast way: open transactions are rolled back, everything committed is written.
 * Resolves false when it is still there after `patienceMs`; it then goes on stopping by itself.
 */
export async function stopPostmaster(cluster: string, patienceMs: number): Promise<boolean> {
  const running = livePostmaster(cluster);
  if (!running) return true;
  signal(running.pid, 'SIGINT');
  for (let waited = 0; waited < patienceMs; waited += 10) {
    if (!isServerOf(running.pid, cluster)) return true;
    await pause(10);
  }
  return false;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended between looking and signalling, which is what was wanted.
  }
}
