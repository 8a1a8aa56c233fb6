import { seedDemonstrationAccounts } from './platform/identity/demonstration.ts';
import type { Module } from './platform/module.ts';
import { seedOrganisation } from './platform/organisation/demonstration.ts';
import type { Platform } from './platform/platform.ts';

const DONE = 'demonstration';
/** Key of the lock under which one process seeds and others wait. */
const SEEDING = 7_236_404;

/**
 * Loads the demonstration province into an empty database. A database that holds anything else is left alone;
 * one whose seeding was cut off says so instead of growing a second half.
 */
export async function seedDemonstration(platform: Platform, modules: readonly Module[]): Promise<void> {
  const { sql } = platform;
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${SEEDING})`;
    const [setting] = await tx<{ value: unknown }[]>`select value from platform.setting where key = ${DONE}`;
    if (setting) return;
    const [used] = await tx`select 1 from platform.account limit 1`;
    if (used)
      return platform.log.warn(
        'The database is not empty: the demonstration province is not loaded. Delete DATA_DIR to start anew.',
      );
    await load(platform, modules);
    await tx`insert into platform.setting (key, value) values (${DONE}, 'true')`;
  });
}

async function load(platform: Platform, modules: readonly Module[]): Promise<void> {
  const { sql, identity, clock } = platform;
  await seedOrganisation(sql);
  await platform.organisation.reload();
  await seedDemonstrationAccounts({ sql, identity, clock });
  for (const module of modules) await module.seed?.(platform);
}
