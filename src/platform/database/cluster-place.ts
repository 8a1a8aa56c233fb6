import { createHash, randomBytes } from 'node:crypto';
import { chmod, chown, link, lstat, mkdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SHARED_STATE } from './native-binaries.ts';
import { canReach, type ServerAccount } from './server-account.ts';

/** Folders of one embedded server. */
export interface ClusterPlace {
  /** Holds the cluster and the server's log; closed to everybody but the server's account. */
  readonly home: string;
  /** What PostgreSQL calls the data directory. */
  readonly cluster: string;
  /** Where the server puts its socket. */
  readonly socketDirectory: string;
}

/** Names the folder in use when the data directory itself is closed to the server's account. */
const POINTER = 'postgres.location';

/**
 * Decides where the database of `dataDir` lies and makes the folders.
 * @throws Error when the data directory points at a place that has gone: an empty database would look like lost data
 */
export async function prepareClusterPlace(
  dataDir: string,
  account: ServerAccount | null,
  notice: (sentence: string) => void,
): Promise<ClusterPlace> {
  await makeDataDirectory(dataDir, account);
  const home = await chooseHome(await realpath(dataDir), account, notice);
  await mkdir(home, { recursive: true, mode: 0o700 });
  if (account) await chown(home, account.uid, account.gid);
  return {
    home,
    cluster: join(home, 'cluster'),
    socketDirectory: await chooseSocketDirectory(home, account),
  };
}

async function makeDataDirectory(dataDir: string, account: ServerAccount | null): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const { mode, uid } = await stat(dataDir);
  // Ours and made by root: let the server pass through it. Folders above it are not ours to open.
  if (account && uid === 0 && (mode & 0o001) === 0) await chmod(dataDir, (mode & 0o777) | 0o001);
}

async function chooseHome(
  dataDir: string,
  account: ServerAccount | null,
  notice: (sentence: string) => void,
): Promise<string> {
  const pointed = await readFile(join(dataDir, POINTER), 'utf8').catch(() => null);
  if (pointed !== null) return existingHome(dataDir, pointed.trim());
  const own = join(dataDir, 'postgres');
  if (!account || (await canPass(dataDir, account))) return own;
  const home = await writePointer(dataDir, join(SHARED_STATE, `data-${randomBytes(6).toString('hex')}`));
  notice(
    `The folders above ${dataDir} are closed to the database's account, so the database lies in ${home}.`,
  );
  return home;
}

/** Passing through is enough: nothing in the data directory itself is read by the server. */
const canPass = (dataDir: string, account: ServerAccount) => canReach(dataDir, account, 1);

async function existingHome(dataDir: string, home: string): Promise<string> {
  const found = await stat(home).catch(() => null);
  if (found) return home;
  throw new Error(
    `The database of ${dataDir} should lie in ${home}, which is gone. Bring that folder back, or restore a backup ` +
      `into an empty data directory (delete ${join(dataDir, POINTER)} to start anew).`,
  );
}

/** The first of several starting programs decides; the others read what it wrote. */
async function writePointer(dataDir: string, home: string): Promise<string> {
  const pointer = join(dataDir, POINTER);
  const draft = `${pointer}.${process.pid}`;
  await mkdir(home, { recursive: true, mode: 0o755 });
  await writeFile(draft, `${home}\n`);
  await link(draft, pointer).catch(() => undefined);
  await rm(draft, { force: true });
  return (await readFile(pointer, 'utf8')).trim();
}

/** The kernel takes socket paths of at most 103 (macOS) or 107 (Linux) bytes. */
const LONGEST_SOCKET_PATH = 103;

async function chooseSocketDirectory(home: string, account: ServerAccount | null): Promise<string> {
  if (Buffer.byteLength(socketPath(home)) <= LONGEST_SOCKET_PATH) return home;
  const key = createHash('sha256').update(home).digest('hex').slice(0, 12);
  const directory = join(await realpath(tmpdir()), `changtong-${key}`);
  await mkdir(directory, { mode: 0o700 }).catch(() => undefined);
  if (account) await takeOver(directory, account);
  await refuseForeign(directory, account?.uid ?? process.getuid?.());
  return directory;
}

async function takeOver(directory: string, account: ServerAccount): Promise<void> {
  if ((await lstat(directory)).uid === 0) await chown(directory, account.uid, account.gid);
}

/** Anybody may make a folder of this name in a shared temporary directory; then its owner could pose as the server. */
async function refuseForeign(directory: string, owner: number | undefined): Promise<void> {
  const found = await lstat(directory);
  if (found.isDirectory() && found.uid === owner) return;
  throw new Error(
    `${directory} belongs to somebody else. Remove it, or choose a DATA_DIR with a shorter path.`,
  );
}

export const socketPath = (socketDirectory: string) => join(socketDirectory, '.s.PGSQL.5432');
