import { createServer, type IncomingMessage, type Server } from 'node:http';
import { signatureFault } from './signature.ts';

export interface Received {
  readonly id: string;
  /** The body as JSON. */
  readonly payload: unknown;
  /** The same id came before: a gateway would not send the text message again. */
  readonly repeated: boolean;
}

const LARGEST_BODY = 1_000_000;

/**
 * A gateway for trying: takes signed calls, checks them as a real one must, and remembers the ids.
 * Answers 204 when taken, 401 for a signature that does not hold, 413 and 400 for bodies it cannot read.
 */
export function createReceiver(options: {
  readonly secret: string;
  readonly clock: () => Date;
  readonly onMessage: (message: Received) => void;
  readonly onRefusal?: (reason: string) => void;
}): Server {
  const seen = new Set<string>();

  async function answer(request: IncomingMessage): Promise<number> {
    const body = await bodyOf(request);
    if (body === null) return 413;
    const fault = signatureFault(options.secret, request.headers, body, options.clock());
    if (fault) options.onRefusal?.(fault);
    if (fault) return 401;
    const id = String(request.headers['webhook-id']);
    options.onMessage({ id, payload: JSON.parse(body), repeated: seen.has(id) });
    seen.add(id);
    return 204;
  }

  return createServer((request, response) => {
    answer(request)
      .catch(() => 400)
      .then((status) => response.writeHead(status, { connection: 'close' }).end());
  });
}

async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > LARGEST_BODY) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
