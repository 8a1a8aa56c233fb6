import type { Logger } from 'pino';
import { type Bilingual, both, type Language } from '../../kernel/bilingual.ts';
import type { Sql } from '../database/connect.ts';
import type { Job } from '../jobs/job.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';
import { DeliveryError, type Outgoing } from './channel.ts';
import type { Channels } from './channels.ts';
import { ADDRESS_PURPOSE, type Address, type ChannelName, maskAddress } from './notifier.ts';

export interface DeliveryOptions {
  readonly sql: Sql;
  readonly personalData: PersonalData;
  readonly channels: Channels;
  /** Without a channel: true shows messages on the outbox page only, false keeps them waiting. */
  readonly demo: boolean;
  /** Where an account wants its messages; null when it has left no address. */
  readonly addressOf: (accountId: string) => Promise<Address | null>;
  readonly metrics: Metrics;
}

/** What a waiting message says when nothing can carry it. `doctor` looks for it. */
export const NO_GATEWAY = 'no gateway configured';

const MAX_ATTEMPTS = 10;
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 3_600_000;
/** While a process delivers a message, others leave it alone for this long; after a crash it is taken up again then. */
const LEASE_MS = 60_000;
const BATCH = 20;

export function deliverNotificationsJob(options: DeliveryOptions): Job {
  return {
    name: 'notify/deliver',
    schedule: { everySeconds: 3 },
    description: both('发送待发的短信、邮件和回调', 'Send waiting text messages, e-mails and webhooks'),
    async run({ now, log }) {
      await deliverDue(options, now, log);
    },
  };
}

/** Delivers what is due. @returns how many messages were settled (sent, shown or given up) */
export async function deliverDue(options: DeliveryOptions, now: Date, log: Logger): Promise<number> {
  for (let settled = 0; ; ) {
    const batch = await lease(options.sql, now);
    const states = await Promise.all(batch.map((row) => deliverOne(options, row, now, log)));
    settled += states.filter((state) => state !== 'waiting').length;
    if (batch.length < BATCH) return settled;
  }
}

interface Waiting {
  readonly id: string;
  readonly channel: ChannelName | null;
  readonly accountId: string | null;
  readonly address: Buffer | null;
  readonly template: string;
  readonly lang: Language;
  readonly subject: Bilingual | null;
  readonly text: Bilingual;
  readonly about: string | null;
  readonly attempts: number;
}

/** Takes messages for this process by moving their time; no lock is held while a slow gateway is talked to. */
function lease(sql: Sql, now: Date): Promise<Waiting[]> {
  return sql<Waiting[]>`
    update platform.notification set next_at = ${new Date(now.getTime() + LEASE_MS)}
    where id in (
      select id from platform.notification
      where state = 'waiting' and next_at <= ${now}
      order by next_at
      limit ${BATCH}
      -- Two workers that look at once each take other messages instead of waiting for, and repeating, the same.
      for update skip locked)
    returning id, channel, account_id, address, template, lang, subject, text, about, attempts`;
}

interface Settlement {
  readonly state: 'waiting' | 'sent' | 'shown' | 'failed';
  readonly attempts: number;
  readonly reason: string | null;
  readonly nextAt: Date;
  readonly to: Address | null;
}

async function deliverOne(options: DeliveryOptions, row: Waiting, now: Date, log: Logger) {
  const settlement = await tryOne(options, row, now).catch((error: unknown) =>
    afterFailure(row, null, now, error),
  );
  const { state, attempts, reason, nextAt, to } = settlement;
  await options.sql`
    update platform.notification
    set state = ${state}, attempts = ${attempts}, reason = ${reason}, next_at = ${nextAt},
        channel = coalesce(channel, ${to?.channel ?? null}), hint = ${to ? maskAddress(to) : ''},
        finished_at = ${state === 'waiting' ? null : now}
    where id = ${row.id} and state = 'waiting'`;
  options.metrics.notifications.inc({ channel: to?.channel ?? 'none', outcome: state });
  if (state === 'failed') log.error({ notification: row.id, reason }, 'message given up');
  return state;
}

async function tryOne(options: DeliveryOptions, row: Waiting, now: Date): Promise<Settlement> {
  const to = await addressFor(options, row);
  if (!to) return { ...settled(row, null, now), state: 'failed', reason: 'the account has left no address' };
  const channel = options.channels[to.channel];
  if (!channel && options.demo) return { ...settled(row, to, now), state: 'shown' };
  if (!channel) {
    const nextAt = new Date(now.getTime() + LEASE_MS);
    return { state: 'waiting', attempts: row.attempts, reason: NO_GATEWAY, nextAt, to };
  }
  try {
    await channel.deliver(outgoing(row, to), now);
    return { ...settled(row, to, now), state: 'sent', attempts: row.attempts + 1 };
  } catch (error) {
    return afterFailure(row, to, now, error);
  }
}

const settled = (row: Waiting, to: Address | null, now: Date) => ({
  attempts: row.attempts,
  reason: null,
  nextAt: now,
  to,
});

function afterFailure(row: Waiting, to: Address | null, now: Date, error: unknown): Settlement {
  const attempts = row.attempts + 1;
  const hopeless = (error instanceof DeliveryError && error.final) || attempts >= MAX_ATTEMPTS;
  const pause = Math.min(FIRST_PAUSE_MS * 3 ** (attempts - 1), LONGEST_PAUSE_MS);
  const reason = (error instanceof Error ? error.message : String(error)).slice(0, 1000);
  return {
    state: hopeless ? 'failed' : 'waiting',
    attempts,
    reason,
    nextAt: new Date(now.getTime() + pause),
    to,
  };
}

async function addressFor(options: DeliveryOptions, row: Waiting): Promise<Address | null> {
  if (row.accountId) return options.addressOf(row.accountId);
  return { channel: row.channel!, address: options.personalData.open(row.address!, ADDRESS_PURPOSE) };
}

const outgoing = (row: Waiting, to: Address): Outgoing => ({
  id: row.id,
  address: to.address,
  template: row.template,
  lang: row.lang,
  subject: row.subject?.[row.lang] ?? row.template,
  text: row.text[row.lang],
  about: row.about,
});
