import type { Bilingual, Language } from '../../kernel/bilingual.ts';
import { newId } from '../../kernel/ids.ts';
import type { Tx } from '../database/connect.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';

export type ChannelName = 'sms' | 'email' | 'webhook';

export interface Address {
  readonly channel: ChannelName;
  readonly address: string;
}

export interface Message {
  /** An address, or an account whose own address is looked up when the message leaves. */
  readonly to: Address | { readonly accountId: string };
  /** What kind of message it is: 'requests.answered'. */
  readonly template: string;
  readonly text: Bilingual;
  /** Subject line of an e-mail; the template's name is used without it. */
  readonly subject?: Bilingual;
  /** Language of the reader; Chinese by default. */
  readonly lang?: Language;
  /** A second message with the same key is not written. */
  readonly dedupeKey?: string;
  /** The thing it is about, for the list of messages. */
  readonly about?: string;
}

export interface Notifier {
  /** Writes the message in the caller's transaction; a worker delivers it after the commit, at least once. */
  send(tx: Tx, message: Message): Promise<void>;
}

/** What the address is sealed for. */
export const ADDRESS_PURPOSE = 'notification.address';

export function createNotifier(options: {
  readonly personalData: PersonalData;
  readonly clock: () => Date;
}): Notifier {
  return {
    async send(tx, message) {
      const now = options.clock();
      const to = 'accountId' in message.to ? null : message.to;
      const accountId = 'accountId' in message.to ? message.to.accountId : null;
      await tx`
        insert into platform.notification
          (id, created_at, next_at, channel, account_id, address, hint, template, lang, subject, text, about, dedupe_key)
        values (
          ${newId(now)}, ${now}, ${now}, ${to?.channel ?? null}, ${accountId},
          ${to ? options.personalData.seal(to.address, ADDRESS_PURPOSE) : null}, ${to ? maskAddress(to) : ''},
          ${message.template}, ${message.lang ?? 'zh'}, ${message.subject ? tx.json({ ...message.subject }) : null},
          ${tx.json({ ...message.text })}, ${message.about ?? null}, ${message.dedupeKey ?? null}
        )
        on conflict (dedupe_key) where dedupe_key is not null do nothing`;
    },
  };
}

/** What a page may show of an address: enough to recognise one's own, not enough to use another's. */
export function maskAddress({ channel, address }: Address): string {
  if (channel === 'sms')
    return address.length > 7 ? `${address.slice(0, 3)}****${address.slice(-4)}` : '****';
  if (channel === 'email') return address.replace(/^(.?)[^@]*/u, '$1***');
  return URL.canParse(address) ? `${new URL(address).origin}/…` : '…';
}
