import type { AuditLog } from '../audit/audit-log.ts';
import type { Config } from '../config.ts';
import type { Sql } from '../database/connect.ts';
import type { Notifier } from '../notify/notifier.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';

/** What identity stands on; handed in, so that tests choose the clock and the database. */
export interface IdentityParts {
  readonly sql: Sql;
  readonly config: Pick<Config, 'CHANGTONG_DEMO' | 'keys'>;
  readonly personalData: PersonalData;
  readonly audit: AuditLog;
  readonly notify: Notifier;
  readonly clock: () => Date;
}
