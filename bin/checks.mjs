import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fail, root, say } from './installed.mjs';

/** Everything that reads the code without running it, in the order of how fast it tells. */
export const staticChecks = [
  { name: 'formatting and lint', command: 'biome', words: ['check', '--error-on-warnings', '.'] },
  { name: 'types', command: 'tsc', words: ['--noEmit'] },
  { name: 'unused files, exports and packages', command: 'knip', words: ['--no-progress'] },
];

/** Runs all of `checks` even when one fails, so that one run shows every fault. */
export function runAll(checks) {
  const failed = checks.filter((check) => !passes(check));
  if (failed.length > 0)
    fail(`Failed: ${failed.map(({ name }) => name).join('; ')}. The messages are above.`);
}

function passes({ name, command, words }) {
  say(`\n— ${name}`);
  return run(command, words) === 0;
}

/** Runs a program of node_modules. @returns its exit status */
export function run(command, words, environment = {}) {
  const program = join(root, 'node_modules', '.bin', command);
  return spawnSync(program, words, { cwd: root, stdio: 'inherit', env: { ...process.env, ...environment } })
    .status;
}
