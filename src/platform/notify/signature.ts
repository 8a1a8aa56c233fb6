import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Headers of a signed call, after the Standard Webhooks specification (standardwebhooks.com). */
export interface SignedHeaders {
  /** Also the idempotency key: a repeat of the same message carries the same id. */
  readonly 'webhook-id': string;
  /** Seconds since 1970. */
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
}

/** A receiver refuses calls that are older or newer than this, so that a recorded call is of no use later. */
export const TOLERANCE_SECONDS = 300;

export function signedHeaders(secret: string, id: string, body: string, now: Date): SignedHeaders {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature(secret, id, timestamp, body)}`,
  };
}

/** Why a received call is not to be trusted, or null. Several signatures, separated by spaces, may be given while a secret changes. */
export function signatureFault(
  secret: string,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: string,
  now: Date,
): string | null {
  const [id, timestamp, given] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map(
    (name) => headers[name],
  );
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof given !== 'string') {
    return 'webhook-id, webhook-timestamp and webhook-signature are needed';
  }
  if (!/^\d{1,12}$/.test(timestamp)) return 'webhook-timestamp is not a number of seconds';
  if (Math.abs(Number(timestamp) - now.getTime() / 1000) > TOLERANCE_SECONDS)
    return 'webhook-timestamp is not of now';
  const expected = Buffer.from(`v1,${signature(secret, id, timestamp, body)}`);
  const matches = given.split(' ').some((one) => equal(Buffer.from(one), expected));
  return matches ? null : 'webhook-signature does not fit';
}

const signature = (secret: string, id: string, timestamp: string, body: string): string =>
  createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64');

const equal = (one: Buffer, other: Buffer) => one.length === other.length && timingSafeEqual(one, other);

/** The secret that one receiver of webhooks shares with us; told to it once, stored nowhere. */
export const webhookSecret = (houseKey: Buffer, address: string): string =>
  Buffer.from(hkdfSync('sha256', houseKey, '', `changtong webhook ${address}`, 32)).toString('base64');
