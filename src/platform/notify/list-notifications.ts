import type { Bilingual, Language } from '../../kernel/bilingual.ts';
import type { Sql } from '../database/connect.ts';
import type { ChannelName } from './notifier.ts';

export interface NotificationLine {
  readonly id: string;
  readonly createdAt: Date;
  /** Null while the account's address has not been looked up. */
  readonly channel: ChannelName | null;
  /** The address, masked. */
  readonly hint: string;
  readonly template: string;
  readonly lang: Language;
  readonly subject: Bilingual | null;
  readonly text: Bilingual;
  readonly about: string | null;
  readonly state: 'waiting' | 'sent' | 'shown' | 'failed';
  readonly attempts: number;
  readonly reason: string | null;
  readonly finishedAt: Date | null;
}

/** Messages, newest first. A cursor that is not ours starts at the newest. */
export async function listNotifications(
  sql: Sql,
  { limit = 50, cursor }: { readonly limit?: number; readonly cursor?: string | undefined } = {},
): Promise<{ readonly items: readonly NotificationLine[]; readonly cursor: string | null }> {
  // Ids are ordered by time, so the id alone is the place in the list.
  const before = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(cursor ?? '') ? cursor! : null;
  const rows = await sql<NotificationLine[]>`
    select id, created_at, channel, hint, template, lang, subject, text, about, state, attempts, reason, finished_at
    from platform.notification
    where ${before}::uuid is null or id < ${before}::uuid
    order by id desc
    limit ${limit + 1}`;
  const items = rows.slice(0, limit);
  return { items, cursor: rows.length > limit ? items.at(-1)!.id : null };
}

/** How many messages are in which state, and how many wait because nothing can carry them. For `doctor`. */
export async function countNotifications(sql: Sql, noGateway: string) {
  const [row] = await sql<{ waiting: number; failed: number; withoutGateway: number }[]>`
    select count(*) filter (where state = 'waiting')::int as waiting,
           count(*) filter (where state = 'failed')::int as failed,
           count(*) filter (where state = 'waiting' and reason = ${noGateway})::int as without_gateway
    from platform.notification where state in ('waiting', 'failed')`;
  return row!;
}
