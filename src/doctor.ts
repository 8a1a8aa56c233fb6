import { statfs } from 'node:fs/promises';
import type { App } from './app.ts';
import { localDateAt } from './kernel/calendar/index.ts';
import { migrationSources } from './modules/migrations.ts';
import { auditKey, verifyAudit } from './platform/audit/seal.ts';
import { pendingMigrations } from './platform/database/migrate.ts';
import type { DoctorFinding, Module } from './platform/module.ts';
import { NO_GATEWAY } from './platform/notify/deliver.ts';
import { countNotifications } from './platform/notify/list-notifications.ts';
import { listUnfinished } from './platform/outbox/parked.ts';
import type { Platform } from './platform/platform.ts';

type Check = (platform: Platform) => Promise<Omit<DoctorFinding, 'check'>>;

const LEAST_FREE_BYTES = 1_000_000_000;

const CHECKS: Readonly<Record<string, Check>> = {
  async database({ sql }) {
    const [row] = await sql<{ version: string }[]>`select current_setting('server_version') as version`;
    return { outcome: 'pass', detail: `PostgreSQL ${row!.version} answers` };
  },
  async migrations({ sql }) {
    const pending = await pendingMigrations(sql, migrationSources);
    return pending.length === 0
      ? { outcome: 'pass', detail: 'up to date' }
      : { outcome: 'fail', detail: `${pending.length} to apply: run changtong migrate` };
  },
  async keys({ config }) {
    return config.CHANGTONG_DEMO
      ? {
          outcome: 'unknown',
          detail: 'demonstration mode uses public keys; set CHANGTONG_DEMO=0 for real use',
        }
      : { outcome: 'pass', detail: 'given by the operator' };
  },
  async calendar({ calendar, clock }) {
    const { coverage, provisionalYears } = calendar();
    const year = Number(localDateAt(clock()).slice(0, 4));
    if (coverage.to < `${year}-12-31`)
      return { outcome: 'fail', detail: `covers up to ${coverage.to}: run changtong calendar import` };
    const provisional = [...provisionalYears];
    return provisional.includes(year)
      ? { outcome: 'fail', detail: `${year} is provisional: import the official arrangement` }
      : {
          outcome: 'pass',
          detail: `covers up to ${coverage.to}${provisional.length > 0 ? `, provisional: ${provisional.join(', ')}` : ''}`,
        };
  },
  async outbox({ sql }) {
    const unfinished = await listUnfinished(sql, 1_000);
    return unfinished.length === 0
      ? { outcome: 'pass', detail: 'nothing stuck' }
      : { outcome: 'fail', detail: `${unfinished.length} deliveries did not succeed yet` };
  },
  async audit({ sql, config }) {
    const { sealed, unsealed, broken } = await verifyAudit(sql, auditKey(config.keys.personalData));
    return broken.length === 0
      ? { outcome: 'pass', detail: `${sealed} entries sealed, ${unsealed} to seal` }
      : { outcome: 'fail', detail: broken.join('; ') };
  },
  async messages({ sql }) {
    const { waiting, failed, withoutGateway } = (await countNotifications(sql, NO_GATEWAY))!;
    const outcome = failed > 0 || withoutGateway > 0 ? 'fail' : 'pass';
    return { outcome, detail: `${waiting} waiting, ${failed} failed, ${withoutGateway} without a gateway` };
  },
  async disk({ config }) {
    const { bavail, bsize } = await statfs(config.dataDir);
    const free = bavail * bsize;
    return {
      outcome: free < LEAST_FREE_BYTES ? 'fail' : 'pass',
      detail: `${Math.round(free / 1e9)} GB free where files are kept`,
    };
  },
};

/** Checks the installation. A check that cannot be made is unknown, never fine. */
export async function doctor(
  { platform }: App,
  modules: readonly Module[],
): Promise<readonly DoctorFinding[]> {
  const own = await Promise.all(
    Object.entries(CHECKS).map(async ([check, run]) => ({
      check,
      ...(await run(platform).catch(couldNotCheck)),
    })),
  );
  const theirs = await Promise.all(modules.map((module) => module.doctor?.(platform) ?? []));
  return [...own, ...theirs.flat()];
}

const couldNotCheck = (error: unknown): Omit<DoctorFinding, 'check'> => ({
  outcome: 'unknown',
  detail: `could not be checked: ${error instanceof Error ? error.message : String(error)}`,
});
