/**
 * A worker for the tests that kill it: `node --import tsx worker-process.ts '<connection as JSON>'`.
 * Runs the dispatcher with one listener and the clock with one job; says "ready" when both have started.
 */
import { setTimeout as pause } from 'node:timers/promises';
import pino from 'pino';
import { both } from '../../../kernel/bilingual.ts';
import { connect } from '../../database/connect.ts';
import { createMetrics } from '../../metrics/metrics.ts';
import { createDispatcher } from '../../outbox/dispatcher.ts';
import type { Consumer } from '../../outbox/outbox.ts';
import type { Job } from '../job.ts';
import { createJobs } from '../jobs.ts';

const log = pino({ level: 'silent' });
const { sql } = connect(JSON.parse(process.argv[2]!), { log });
const clock = () => new Date();
const metrics = createMetrics();

const ledgerKeeper: Consumer = {
  name: 'ledger',
  types: ['trial.told@1'],
  async handle(event, tx) {
    await tx`insert into ledger (subject, nth) values (${event.subject}, ${(event.payload as { nth: number }).nth})`;
    await pause(2);
  },
};

const longJob: Job = {
  name: 'trial/long',
  schedule: { everySeconds: 3600 },
  description: both('试验', 'Trial'),
  async run() {
    const [{ attempts }] = (await sql`update trial set attempts = attempts + 1 returning attempts`) as [
      { attempts: number },
    ];
    if (attempts === 1) await pause(600_000);
  },
};

await createJobs({ sql, jobs: [longJob], log, metrics, clock, pollSeconds: 0.1 }).start();
await createDispatcher({ sql, consumers: [ledgerKeeper], log, metrics, clock, pollSeconds: 0.1 }).start();
process.stdout.write('ready\n');
