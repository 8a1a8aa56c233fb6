import { randomBytes } from 'node:crypto';

/**
 * A time-ordered unique id (UUID version 7, RFC 9562 §5.7): new rows land at the end of an index.
 * `now` is the instant that the id sorts by.
 */
export function newId(now: Date): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now.getTime(), 0, 6);
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const isId = (text: string): boolean => UUID.test(text);

/** Letters and digits that are not mistaken for one another when read out over the telephone. */
const SPOKEN = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** A random code of `length` characters with 5 bits each, for receipts and error references. */
export function spokenCode(length: number): string {
  return Array.from(randomBytes(length), (byte) => SPOKEN[byte & 31]).join('');
}
