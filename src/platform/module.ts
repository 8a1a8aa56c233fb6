import type { Command } from 'commander';
import type { AccessRule } from './http/access-table.ts';
import type { Web } from './http/web.ts';
import type { Job } from './jobs/job.ts';
import type { Consumer } from './outbox/outbox.ts';
import type { Platform } from './platform.ts';

/** One finding of `changtong doctor`. `unknown` is never shown as fine. */
export interface DoctorFinding {
  readonly check: string;
  readonly outcome: 'pass' | 'fail' | 'unknown';
  readonly detail: string;
}

/** What a room may bring to the house. A part it does not have is left out. */
export interface Module {
  readonly name: string;
  /** Who may use each route; a route without a line is refused to everybody. */
  readonly access?: readonly AccessRule[];
  /** Reads what the room keeps in memory; before its routes and jobs are used. */
  prepare?(platform: Platform): Promise<void>;
  /** Pages, forms and API routes. */
  routes?(web: Web, platform: Platform): void;
  /** Listeners to other rooms' events; each is idempotent. */
  consumers?(platform: Platform): readonly Consumer[];
  /** Work done by the clock. */
  jobs?(platform: Platform): readonly Job[];
  /** Rows of the demonstration province; runs once, on an empty database, through the same use cases. */
  seed?(platform: Platform): Promise<void>;
  /** Sub-commands of `changtong`. `open` gives a platform with a migrated database and closes it after `work`. */
  commands?(program: Command, open: <T>(work: (platform: Platform) => Promise<T>) => Promise<T>): void;
  /** A new calendar is in force: deadlines are worked out again. */
  calendarReplaced?(platform: Platform, now: Date): Promise<void>;
  doctor?(platform: Platform): Promise<readonly DoctorFinding[]>;
}
