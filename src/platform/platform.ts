import type { Logger } from 'pino';
import type { Calendar } from '../kernel/calendar/calendar.ts';
import type { AuditLog } from './audit/audit-log.ts';
import type { Config } from './config.ts';
import type { Sql } from './database/connect.ts';
import type { FileStore } from './files/file-store.ts';
import type { Identity } from './identity/identity.ts';
import type { Metrics } from './metrics/metrics.ts';
import type { Notifier } from './notify/notifier.ts';
import type { Organisation } from './organisation/organisation.ts';
import type { Outbox } from './outbox/outbox.ts';
import type { PersonalData } from './personal-data/personal-data.ts';

/** What every room stands on. Built once in `open-platform.ts`; passed, never imported as a global. */
export interface Platform {
  readonly config: Config;
  readonly log: Logger;
  /** The only source of "now"; tests and the demonstration set it. */
  readonly clock: () => Date;
  readonly sql: Sql;
  readonly outbox: Outbox;
  readonly audit: AuditLog;
  readonly identity: Identity;
  readonly organisation: Organisation;
  readonly personalData: PersonalData;
  readonly files: FileStore;
  readonly notify: Notifier;
  readonly metrics: Metrics;
  /** The working-day calendar in force; replaced by the operator, audited. */
  readonly calendar: () => Calendar;
  /** Reads the calendar in force again, after one was uploaded. */
  reloadCalendar(): Promise<void>;
}
