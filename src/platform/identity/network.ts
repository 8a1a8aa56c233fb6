import { isIPv4, isIPv6 } from 'node:net';

/**
 * The network that a client's address stands for when attempts are counted: an IPv4 address as it is,
 * an IPv6 address as its /64, because one household is given all of those 2⁶⁴ addresses.
 * Anything else is one shared network: what cannot be told apart is counted together.
 */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '').replace(/%.*$/, '');
  if (isIPv4(plain)) return plain;
  if (!isIPv6(plain)) return 'unknown';
  return `${ipv6Groups(plain).slice(0, 4).join(':')}::/64`;
}

function ipv6Groups(address: string): readonly string[] {
  const [head = '', tail] = address.toLowerCase().split('::');
  const before = groups(head);
  if (tail === undefined) return before;
  const after = groups(tail);
  const gap = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  return [...before, ...gap, ...after];
}

const groups = (part: string) =>
  part === '' ? [] : part.split(':').map((group) => group.replace(/^0+(?=.)/, ''));
