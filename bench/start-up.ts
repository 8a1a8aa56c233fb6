import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from './classifier.ts';

/** Seconds from the command to the first page: on an empty folder, and again on the same one. */
export async function run(): Promise<Report> {
  const dataDir = mkdtempSync(join(tmpdir(), 'changtong-start-'));
  try {
    const first = await secondsToFirstPage(dataDir);
    const second = await secondsToFirstPage(dataDir);
    return {
      name: 'start-up',
      lines: [
        `first start, packages installed: ${first.toFixed(1)} s to the first page (asked with installing: 60 s)`,
        `second start: ${second.toFixed(1)} s (asked: 5 s)`,
      ],
      figures: { firstStartSeconds: first, secondStartSeconds: second },
    };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function secondsToFirstPage(dataDir: string): Promise<number> {
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const started = performance.now();
  const child = spawn(process.execPath, ['bin/start.mjs'], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port) },
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    while (performance.now() - started < 120_000) {
      const answered = await fetch(`http://127.0.0.1:${port}/`)
        .then((response) => response.ok)
        .catch(() => false);
      if (answered) return (performance.now() - started) / 1_000;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error('no page within 120 s');
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}
