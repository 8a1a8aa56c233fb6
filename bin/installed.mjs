import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Top folder of the repository. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Runs `npm ci` when an installed package is missing or differs from package-lock.json.
 * npm's own record in node_modules is compared, so packages installed by hand count as well.
 * @param {{ development: boolean }} wanted whether tests' packages are needed too
 */
export function ensureInstalled({ development }) {
  const installed = readPackages(join('node_modules', '.package-lock.json'));
  const missing = missingPackages(readPackages('package-lock.json') ?? {}, installed ?? {}, development);
  if (missing.length === 0) return;
  const keepsTests = development || Object.values(installed ?? {}).some((entry) => entry.dev);
  say(
    installed
      ? `Updating ${missing.length} package(s) …`
      : 'Installing packages (first time; this takes a little while) …',
  );
  const scope = keepsTests ? ['--include=dev'] : ['--omit=dev'];
  npm([
    'ci',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
    '--loglevel=error',
    ...scope,
  ]);
}

function readPackages(file) {
  const path = join(root, file);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : null;
}

/** Optional packages belong to other machines, or their absence is explained where they are used. */
function missingPackages(locked, installed, development) {
  return Object.entries(locked)
    .filter(
      ([path, entry]) => path !== '' && !entry.optional && !entry.devOptional && (development || !entry.dev),
    )
    .filter(([path, entry]) => installed[path]?.version !== entry.version)
    .map(([path]) => path);
}

function npm(words) {
  const own = process.env.npm_execpath;
  const [command, ...before] = own ? [process.execPath, own] : ['npm'];
  const { status, error } = spawnSync(command, [...before, ...words], { cwd: root, stdio: 'inherit' });
  if (status === 0) return;
  fail(`"npm ${words.join(' ')}" failed${error ? ` (${error.message})` : ''}; its message above says why.`);
}

export const say = (sentence) => process.stdout.write(`${sentence}\n`);

/** One clear line on stderr, exit status 1. */
export function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
