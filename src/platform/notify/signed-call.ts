import { type ClientRequest, request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { isIP } from 'node:net';
import { DeliveryError } from './channel.ts';
import { ClosedAddressError, isPublicAddress, publicLookup } from './public-address.ts';
import { signedHeaders } from './signature.ts';

export interface SignedCall {
  readonly url: string;
  readonly secret: string;
  readonly id: string;
  readonly payload: unknown;
  readonly now: Date;
  /** True only for addresses that the operator wrote into the configuration. */
  readonly mayBePrivate: boolean;
}

const PATIENCE_MS = 10_000;

/** The message itself is at fault, or the receiver never wants another (410). 401, 403 and 404 are mended by an operator. */
const HOPELESS: ReadonlySet<number> = new Set([400, 410, 413, 422]);

/**
 * Posts JSON with a signature; any 2xx is taken as received. Redirects are not followed: they could lead anywhere.
 * @throws DeliveryError; `final` when trying again would not help
 */
export async function signedCall(call: SignedCall): Promise<void> {
  const url = checkedUrl(call);
  const body = JSON.stringify(call.payload);
  const status = await post(
    url,
    body,
    { ...signedHeaders(call.secret, call.id, body, call.now) },
    call.mayBePrivate,
  );
  if (status >= 200 && status < 300) return;
  const final = HOPELESS.has(status);
  throw new DeliveryError(`The receiver answered ${status}.`, { final });
}

function checkedUrl({ url, mayBePrivate }: SignedCall): URL {
  if (!URL.canParse(url)) throw new DeliveryError('The address is not a URL.', { final: true });
  const parsed = new URL(url);
  if (!['http:', 'https:'].includes(parsed.protocol) || parsed.username || parsed.password) {
    throw new DeliveryError('The address must be a plain http or https URL.', { final: true });
  }
  const host = parsed.hostname.replace(/^\[|\]$/g, '');
  // A literal address is never looked up, so it is judged here.
  if (!mayBePrivate && isIP(host) && !isPublicAddress(host)) {
    throw new DeliveryError(new ClosedAddressError(host).message, { final: true });
  }
  return parsed;
}

function post(
  url: URL,
  body: string,
  headers: Record<string, string>,
  mayBePrivate: boolean,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? overHttps : overHttp;
    const options = {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      signal: AbortSignal.timeout(PATIENCE_MS),
      // One call, one connection: a pooled one could have been opened without the look-up above.
      agent: false as const,
      ...(mayBePrivate ? {} : { lookup: publicLookup }),
    };
    const call: ClientRequest = send(url, options, (answer) => {
      // What the receiver says is not read: it may be endless.
      answer.destroy();
      resolve(answer.statusCode ?? 0);
    });
    call.on('error', (cause) => reject(unreachable(cause)));
    call.end(body);
  });
}

const unreachable = (cause: Error) =>
  new DeliveryError(
    cause instanceof ClosedAddressError ? cause.message : `The receiver was not reached: ${cause.message}`,
    {
      final: cause instanceof ClosedAddressError,
      cause,
    },
  );
