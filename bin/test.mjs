#!/usr/bin/env node
/** `npm test`: installs what is missing, checks the code, runs every test. Words after `--` go to vitest: `npm test -- src/kernel`. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { run, runAll, staticChecks } from './checks.mjs';
import { ensureInstalled, fail, say } from './installed.mjs';

const words = process.argv.slice(2);
ensureInstalled({ development: true });
const browser = ensureBrowser();
if (words.length === 0) runAll(staticChecks);

const folder = mkdtempSync(join(tmpdir(), 'changtong-report-'));
const report = join(folder, 'report.json');
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
const status = run('vitest', ['run', ...reporters, ...words], { CHROMIUM_PATH: browser });
const counted = readCounts(report);
rmSync(folder, { recursive: true, force: true });
say(
  `\n${counted.passed} passed, ${counted.failed} failed${counted.skipped > 0 ? `, ${counted.skipped} skipped` : ''}`,
);
process.exit(status ?? 1);

/** A file that could not even be loaded counts as one failed test. */
function readCounts(file) {
  try {
    const summary = JSON.parse(readFileSync(file, 'utf8'));
    const broken = summary.testResults.filter(
      (one) => one.status === 'failed' && one.assertionResults.length === 0,
    );
    return {
      passed: summary.numPassedTests,
      failed: summary.numFailedTests + broken.length,
      skipped: summary.numPendingTests + summary.numTodoTests,
    };
  } catch {
    return fail('The tests did not run to their end; the messages are above.');
  }
}
