import { pino } from 'pino';
import { buildCalendar, type Calendar, defaultCalendar } from '../kernel/calendar/index.ts';
import { createAuditLog } from './audit/audit-log.ts';
import { auditKey, sealAuditJob } from './audit/seal.ts';
import type { Config } from './config.ts';
import { createDatabase, type Database, type Sql } from './database/connect.ts';
import { type MigrationSource, migrate } from './database/migrate.ts';
import { cleanOrphansJob } from './files/clean-orphans.ts';
import { createFileStore } from './files/file-store.ts';
import { createIdentity } from './identity/identity.ts';
import type { Job } from './jobs/job.ts';
import { pruneRunsJob } from './jobs/job-table.ts';
import { createMetrics } from './metrics/metrics.ts';
import { configuredChannels } from './notify/channels.ts';
import { deliverNotificationsJob } from './notify/deliver.ts';
import { createNotifier } from './notify/notifier.ts';
import { createOrganisation } from './organisation/organisation.ts';
import { createOutbox } from './outbox/outbox.ts';
import { pruneEventsJob } from './outbox/prune-events.ts';
import { createPersonalData } from './personal-data/personal-data.ts';
import type { Platform } from './platform.ts';

export interface OpenedPlatform {
  readonly platform: Platform;
  readonly database: Database;
  close(): Promise<void>;
}

export interface PlatformOverrides {
  readonly clock?: () => Date;
  /** A database that is open already and stays open. */
  readonly database?: Database;
}

/** Opens the database, brings it up to date and builds everything that rooms stand on. */
export async function openPlatform(
  config: Config,
  sources: readonly MigrationSource[],
  overrides: PlatformOverrides = {},
): Promise<OpenedPlatform> {
  const log = pino({ level: config.LOG_LEVEL, base: null });
  const database = overrides.database ?? (await openDatabase(config, log));
  const { sql } = database;
  await migrate(sql, sources);
  const clock = overrides.clock ?? (() => new Date());
  const personalData = createPersonalData({ key: config.keys.personalData });
  const audit = createAuditLog();
  const notify = createNotifier({ personalData, clock });
  let calendar = await calendarInForce(sql);
  const platform: Platform = {
    config,
    log,
    clock,
    sql,
    audit,
    personalData,
    notify,
    outbox: createOutbox(sql),
    identity: createIdentity({ sql, config, personalData, audit, notify, clock }),
    organisation: await createOrganisation(sql),
    files: createFileStore({ sql, dataDir: config.dataDir, maxUploadMb: config.MAX_UPLOAD_MB }),
    metrics: createMetrics(),
    calendar: () => calendar,
    async reloadCalendar() {
      calendar = await calendarInForce(sql);
    },
  };
  return { platform, database, close: () => (overrides.database ? Promise.resolve() : database.close()) };
}

function openDatabase(config: Config, log: Platform['log']): Promise<Database> {
  const shared = {
    log,
    poolSize: config.DATABASE_POOL,
    prepare: config.DATABASE_PREPARE,
    applicationName: 'changtong',
  };
  return config.DATABASE_URL
    ? createDatabase({ ...shared, url: config.DATABASE_URL })
    : createDatabase({ ...shared, dataDir: config.dataDir });
}

/** The newest uploaded calendar; before the first, the one that comes with the program. */
async function calendarInForce(sql: Sql): Promise<Calendar> {
  const [row] = await sql<{ data: unknown }[]>`select data from platform.calendar order by at desc limit 1`;
  const built = row && buildCalendar(row.data);
  return built?.ok ? built.value : defaultCalendar;
}

/** Work of the platform itself. */
export const platformJobs = ({ sql, config, personalData, metrics, identity }: Platform): readonly Job[] => [
  sealAuditJob({ sql, key: auditKey(config.keys.personalData) }),
  pruneEventsJob(sql),
  pruneRunsJob(sql),
  cleanOrphansJob({ sql, dataDir: config.dataDir }),
  deliverNotificationsJob({
    sql,
    personalData,
    metrics,
    channels: configuredChannels(config),
    demo: config.CHANGTONG_DEMO,
    addressOf: async (accountId) => {
      const { phone } = await identity.messageAddress(sql, accountId);
      return phone === null ? null : { channel: 'sms', address: phone };
    },
  }),
];
