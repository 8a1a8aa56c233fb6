import type { Logger } from 'pino';
import type { Bilingual } from '../../kernel/bilingual.ts';

/** Work done by the clock. At most one run at a time across all processes; a run cut off by a crash starts again soon. */
export interface Job {
  /** Room and verb: 'requests/supervise'. Stable: it is the key of when it last ran. */
  readonly name: string;
  /** Five cron fields read in Asia/Shanghai, or a pause between the starts of two runs. */
  readonly schedule: string | { readonly everySeconds: number };
  readonly description: Bilingual;
  /** Must bear being run twice. Throwing marks the run as failed; it runs again by its schedule. */
  run(context: JobContext): Promise<void>;
}

export interface JobContext {
  readonly now: Date;
  readonly log: Logger;
}
