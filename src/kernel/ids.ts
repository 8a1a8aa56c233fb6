import { randomBytes } from 'node:crypto';

let lastMillisecond = -1;
let counter = 0;

/**
 * A time-ordered unique id (UUID version 7, RFC 9562 §5.7): new rows land at the end of an index.
 * `now` is the instant that the id sorts by; ids of one process and millisecond sort as they were made (§6.2, method 1).
 */
export function newId(now: Date): string {
  const bytes = randomBytes(16);
  const millisecond = now.getTime();
  // 26 bits count, from a random start below 2^24, so that a clock that stands still still gives ids in order.
  counter = millisecond === lastMillisecond ? counter + 1 : bytes.readUIntBE(0, 3);
  lastMillisecond = millisecond;
  bytes.writeUIntBE(millisecond, 0, 6);
  bytes[6] = 0x70 | ((counter >>> 22) & 0x0f);
  bytes[7] = (counter >>> 14) & 0xff;
  bytes[8] = 0x80 | ((counter >>> 8) & 0x3f);
  bytes[9] = counter & 0xff;
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
