import { lookup as lookUp } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Networks that an address from outside must never make us call: our own machine, our neighbours, and special uses (RFC 6890). */
const CLOSED = closedNetworks();

function closedNetworks(): BlockList {
  const list = new BlockList();
  const four = [
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.88.99.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
  ] as const;
  for (const [network, bits] of four) list.addSubnet(network, bits, 'ipv4');
  return list;
}

/** Only global unicast is open (2000::/3), less the parts of it that wrap an IPv4 address or are for documents. */
const OPEN_SIX = new BlockList();
OPEN_SIX.addSubnet('2000::', 3, 'ipv6');
const CLOSED_SIX = new BlockList();
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  CLOSED_SIX.addSubnet(network, bits, 'ipv6');
}

export function isPublicAddress(ip: string): boolean {
  const family = isIP(ip);
  if (family === 4) return !CLOSED.check(ip, 'ipv4');
  return family === 6 && OPEN_SIX.check(ip, 'ipv6') && !CLOSED_SIX.check(ip, 'ipv6');
}

export class ClosedAddressError extends Error {
  override readonly name = 'ClosedAddressError';
  constructor(host: string) {
    super(`${host} is, or leads to, an address inside a closed network; it is not called.`);
  }
}

/**
 * A look-up for node:http that fails for closed addresses. The very answer that was judged is connected to,
 * so a name that answers differently a moment later (DNS rebinding) gains nothing.
 */
export const publicLookup: LookupFunction = (host, options, done) => {
  lookUp(host, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, '');
    if (addresses.length === 0 || !addresses.every(({ address }) => isPublicAddress(address))) {
      return done(new ClosedAddressError(host), '');
    }
    if (options.all) return done(null, addresses);
    return done(null, addresses[0]!.address, addresses[0]!.family);
  });
};
