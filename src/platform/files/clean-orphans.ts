import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { both } from '../../kernel/bilingual.ts';
import type { Sql } from '../database/connect.ts';
import type { Job } from '../jobs/job.ts';
import { filesFolder } from './file-store.ts';

/** Younger bytes may belong to an upload whose row is not committed yet. */
const SAFE_AGE_MS = 24 * 3_600_000;

/** Takes bytes off the disk that no row names any more, and drafts that a crash left behind. */
export function cleanOrphansJob(options: { readonly sql: Sql; readonly dataDir: string }): Job {
  return {
    name: 'files/clean-orphans',
    schedule: '20 3 * * *',
    description: both('清理没有记录的文件', 'Clean files that no record names'),
    async run({ now, log }) {
      const removed = await cleanOrphans(options.sql, filesFolder(options.dataDir), now);
      log.info({ removed }, 'orphaned files removed');
    },
  };
}

/** @returns how many files left the disk */
export async function cleanOrphans(sql: Sql, folder: string, now: Date): Promise<number> {
  const shelves = await readdir(folder).catch(() => []);
  let removed = 0;
  for (const shelf of shelves) removed += await cleanShelf(sql, join(folder, shelf), now);
  return removed;
}

async function cleanShelf(sql: Sql, shelf: string, now: Date): Promise<number> {
  const old = await oldFiles(shelf, now.getTime() - SAFE_AGE_MS);
  const hexes = old.filter((name) => /^[0-9a-f]{64}$/.test(name));
  const named = await sql<{ hex: string }[]>`
    select hex from unnest(${hexes}::text[]) as hex
    where exists (select from platform.file where sha256 = decode(hex, 'hex'))
       or exists (select from platform.file where thumbnail_sha256 = decode(hex, 'hex'))`;
  const kept = new Set(named.map((row) => row.hex));
  const orphans = old.filter((name) => !kept.has(name) && (hexes.includes(name) || name.endsWith('.draft')));
  for (const name of orphans) await rm(join(shelf, name), { force: true });
  return orphans.length;
}

async function oldFiles(shelf: string, before: number): Promise<string[]> {
  const old: string[] = [];
  for (const name of await readdir(shelf)) {
    const { mtimeMs } = await stat(join(shelf, name));
    if (mtimeMs < before) old.push(name);
  }
  return old;
}
