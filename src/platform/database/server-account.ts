import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The unprivileged account that PostgreSQL runs under when the program itself is root. */
export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root. Data that exists decides by its owner; new data goes to `postgres`, else `nobody`.
 * Null when the program is not root: the server then runs as the same user.
 * @param existing path of the cluster, which may not exist yet
 */
export async function chooseServerAccount(existing: string): Promise<ServerAccount | null> {
  if (process.getuid?.() !== 0) return null;
  const owner = await stat(existing).catch(() => null);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const accounts = parseAccounts(await readFile('/etc/passwd', 'utf8').catch(() => ''));
  const account = accounts.get('postgres') ?? accounts.get('nobody');
  if (account) return account;
  throw new Error(
    'PostgreSQL does not run as root, and this machine has no "postgres" or "nobody" account. ' +
      'Make one (useradd --system postgres), or start as another user, or set DATABASE_URL.',
  );
}

function parseAccounts(passwd: string): Map<string, ServerAccount> {
  const lines = passwd.split('\n').map((line) => line.split(':'));
  return new Map(
    lines
      .filter(([, , uid, gid]) => Number(uid) > 0 && Number(gid) > 0)
      .map(([name, , uid, gid]) => [name!, { uid: Number(uid), gid: Number(gid) }]),
  );
}

/**
 * Whether `account` may pass through every folder above `path` and has the permission bits `wanted` on `path` itself
 * (5: read and run; 1: pass through). Access lists are not looked at.
 */
export async function canReach(path: string, account: ServerAccount, wanted = 5): Promise<boolean> {
  if (!(await allows(path, account, wanted))) return false;
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (!(await allows(folder, account, 1))) return false;
    if (folder === dirname(folder)) return true;
  }
}

async function allows(path: string, account: ServerAccount, wanted: number): Promise<boolean> {
  const { mode, uid, gid } = await stat(path);
  const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
  return ((mode >> shift) & wanted) === wanted;
}
