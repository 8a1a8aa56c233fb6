import { createTransport } from 'nodemailer';
import type { Config } from '../config.ts';
import { type Channel, DeliveryError, type Outgoing } from './channel.ts';
import type { ChannelName } from './notifier.ts';
import { webhookSecret } from './signature.ts';
import { signedCall } from './signed-call.ts';

export type Channels = Readonly<Partial<Record<ChannelName, Channel>>>;

type ChannelConfig = Pick<
  Config,
  'SMTP_URL' | 'SMTP_FROM' | 'SMS_WEBHOOK_URL' | 'SMS_WEBHOOK_SECRET' | 'keys'
>;

/** The ways out that the configuration gives. Webhooks need nothing configured: their address says where they go. */
export function configuredChannels(config: ChannelConfig): Channels {
  return {
    ...(config.SMTP_URL ? { email: emailChannel(config.SMTP_URL, config.SMTP_FROM) } : {}),
    ...(config.SMS_WEBHOOK_URL && config.SMS_WEBHOOK_SECRET
      ? { sms: smsChannel(config.SMS_WEBHOOK_URL, config.SMS_WEBHOOK_SECRET) }
      : {}),
    webhook: webhookChannel(config.keys.session),
  };
}

export function emailChannel(smtpUrl: string, from: string): Channel {
  const transport = createTransport({ url: smtpUrl, connectionTimeout: 10_000, socketTimeout: 20_000 });
  return {
    async deliver({ id, address, subject, text }) {
      try {
        await transport.sendMail({
          from,
          // As an object, so that a comma in it cannot add a second receiver.
          to: { name: '', address },
          subject,
          text,
          messageId: `<${id}@changtong>`,
          headers: { 'auto-submitted': 'auto-generated' },
          disableFileAccess: true,
          disableUrlAccess: true,
        });
      } catch (cause) {
        const { responseCode = 0, message } = cause as Error & { responseCode?: number };
        throw new DeliveryError(message, { final: responseCode >= 500, cause });
      }
    },
  };
}

/** The protocol is in the README of this folder. */
export function smsChannel(url: string, secret: string): Channel {
  return {
    deliver: ({ id, address, template, lang, text }, now) =>
      signedCall({
        url,
        secret,
        id,
        now,
        mayBePrivate: true,
        payload: { id, to: address, template, lang, text },
      }),
  };
}

export function webhookChannel(houseKey: Buffer, options: { readonly mayBePrivate?: boolean } = {}): Channel {
  return {
    deliver: (message, now) =>
      signedCall({
        url: message.address,
        secret: webhookSecret(houseKey, message.address),
        id: message.id,
        now,
        mayBePrivate: options.mayBePrivate ?? false,
        payload: webhookPayload(message, now),
      }),
  };
}

const webhookPayload = ({ template, lang, subject, text, about }: Outgoing, now: Date) => ({
  type: template,
  timestamp: now.toISOString(),
  data: { about, lang, subject, text },
});
