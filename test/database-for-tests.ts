import { mkdtemp, readdir, realpath, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { stopPostmaster } from '../src/platform/database/postmaster.ts';

const PREFIX = 'changtong-test-';

/** Gives the run a folder for its database cluster, which the first test that wants one starts; stops and removes it after. */
export default async function setup(project: TestProject) {
  const temporary = await realpath(tmpdir());
  await removeAbandoned(temporary);
  const dataDir = await mkdtemp(join(temporary, `${PREFIX}${process.pid}-`));
  project.provide('testDataDir', dataDir);
  return () => discard(dataDir);
}

/** Clusters of test runs that were killed: their servers would run for ever. */
async function removeAbandoned(temporary: string): Promise<void> {
  const folders = (await readdir(temporary)).filter((name) => name.startsWith(PREFIX));
  const abandoned = folders.filter((name) => !isRunning(Number(name.slice(PREFIX.length).split('-')[0])));
  for (const name of abandoned) if (await isOurs(join(temporary, name))) await discard(join(temporary, name));
}

const isOurs = async (folder: string) => (await stat(folder).catch(() => null))?.uid === process.getuid?.();

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function discard(dataDir: string): Promise<void> {
  await stopPostmaster(join(dataDir, 'postgres', 'cluster'), 10_000);
  await rm(dataDir, { recursive: true, force: true });
}
