import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClusterPlace } from './cluster-place.ts';
import type { NativeBinaries } from './native-binaries.ts';
import type { ServerAccount } from './server-account.ts';
import { ACCESS_RULES, MAIN_SETTINGS } from './server-settings.ts';

/** The database account of the program inside its own server. */
export const SERVER_USER = 'changtong';

const PASSWORD_FILE = 'changtong.password';

/**
 * Makes the cluster unless there is one. It is built aside and moved into place in one step, so that a program
 * killed half-way leaves nothing that looks finished, and of two starting at once one wins.
 * @returns the server's password
 */
export async function ensureCluster(
  place: ClusterPlace,
  binaries: NativeBinaries,
  account: ServerAccount | null,
  durable: boolean,
): Promise<string> {
  if (!(await isCluster(place.cluster))) await createCluster(place, binaries, account, durable);
  await refuseOtherMajor(place.cluster, binaries.major);
  return readPassword(place.cluster);
}

const isCluster = (cluster: string) =>
  stat(join(cluster, 'PG_VERSION')).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw notReadable(cluster, error);
    },
  );

async function createCluster(
  place: ClusterPlace,
  binaries: NativeBinaries,
  account: ServerAccount | null,
  durable: boolean,
): Promise<void> {
  await removeAbandonedDrafts(place.home);
  const password = randomBytes(24).toString('base64url');
  const mine = `${process.pid}-${randomBytes(4).toString('hex')}`;
  const draft = join(place.home, `draft-${mine}`);
  const passwordFile = join(place.home, `password-${mine}`);
  await writePrivate(passwordFile, password, account);
  try {
    await runInitdb(binaries.initdb, draft, passwordFile, account, durable);
    await rename(passwordFile, join(draft, PASSWORD_FILE));
    await writeFile(join(draft, 'postgresql.conf'), MAIN_SETTINGS);
    await writeFile(join(draft, 'pg_hba.conf'), ACCESS_RULES);
    await moveIntoPlace(draft, place);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

async function removeAbandonedDrafts(home: string): Promise<void> {
  const drafts = (await readdir(home)).filter((name) => /^(draft|password)-\d+-/.test(name));
  const abandoned = drafts.filter((name) => !isRunning(Number(name.split('-')[1])));
  await Promise.all(abandoned.map((name) => removeIfQuiet(join(home, name))));
}

/** The initdb of a killed program may still be writing there. What cannot be removed now is no hindrance: a later start removes it. */
const removeIfQuiet = (path: string) =>
  rm(path, { recursive: true, force: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY') throw error;
  });

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function writePrivate(path: string, text: string, account: ServerAccount | null): Promise<void> {
  await writeFile(path, text, { mode: 0o600 });
  await chmod(path, 0o600);
  if (account) await chown(path, account.uid, account.gid);
}

/** UTF-8 with the built-in C.UTF-8 rules: the same on every machine, and Chinese characters count as letters for trigrams. */
const LOCALE = [
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  ...(process.platform === 'darwin' ? ['--locale=C', '--lc-ctype=UTF-8'] : ['--locale=C.UTF-8']),
];

function runInitdb(
  initdb: string,
  directory: string,
  passwordFile: string,
  account: ServerAccount | null,
  durable: boolean,
): Promise<void> {
  const credentials = [`--username=${SERVER_USER}`, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const speed = durable ? [] : ['--no-sync'];
  return new Promise((resolve, reject) => {
    const child = spawn(initdb, ['-D', directory, ...LOCALE, ...credentials, ...speed], {
      ...account,
      cwd: '/',
      env: { PATH: process.env.PATH, TZ: 'UTC' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let complaint = '';
    child.stderr.on('data', (chunk) => {
      complaint += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) return resolve();
      reject(new Error(`The embedded database could not be created in ${directory}: ${complaint.trim()}`));
    });
  });
}

async function moveIntoPlace(draft: string, place: ClusterPlace): Promise<void> {
  await rename(draft, place.cluster).catch(async (error) => {
    if (!(await isCluster(place.cluster))) throw error;
  });
  const folder = await open(place.home);
  await folder.sync().finally(() => folder.close());
}

async function refuseOtherMajor(cluster: string, major: string): Promise<void> {
  const found = (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim();
  if (found === major) return;
  throw new Error(
    `The data in ${cluster} was written by PostgreSQL ${found}, this program brings ${major}. ` +
      'Make a backup with the earlier version of the program and restore it into an empty data directory.',
  );
}

const readPassword = (cluster: string) =>
  readFile(join(cluster, PASSWORD_FILE), 'utf8').catch((error) => {
    throw notReadable(cluster, error);
  });

const notReadable = (cluster: string, cause: Error) =>
  new Error(`The database in ${cluster} cannot be read (${cause.message}). Start as the user that made it.`, {
    cause,
  });
