import { connect as connectPlain, isIP, Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

/**
 * What postgres.js 3.4.9 does wrong when a connection is lost, seen by killing servers under load:
 * 1. A statement sent just after the loss throws outside of any promise and ends the program (porsager/postgres#1154).
 * 2. A pool slot whose last bytes were still waiting to be sent never connects again.
 * 3. The server's last words ("terminating connection") are also thrown at the first query of the next connection.
 * The first two need a socket that closes while the driver holds something for it: this one fails what is under way and
 * what still comes, and says that it is closed only when the driver has been quiet for a while. For the third it
 * turns the server's last words into the error of this socket.
 */
function patientSocket(socket: Socket): Socket {
  const tell = socket.emit.bind(socket);
  const send = socket.write.bind(socket) as (...words: unknown[]) => boolean;
  let lost: Error | null = null;
  let quietTurns = 0;

  const fail = (error: Error) => {
    lost ??= error;
    quietTurns = 0;
    tell('error', error);
  };

  const sayGoodbye = () => {
    quietTurns += 1;
    if (quietTurns > QUIET_TURNS) tell('close', false);
    else setImmediate(sayGoodbye);
  };

  const passOn = (bytes: Buffer) => {
    const start = lastWordsIn(bytes);
    if (start !== 0) tell('data', start < 0 ? bytes : bytes.subarray(0, start));
    if (start >= 0) fail(readError(bytes.subarray(start + 5)));
  };

  socket.emit = (event: string | symbol, ...words: unknown[]) => {
    if (event === 'error') fail(words[0] as Error);
    else if (event === 'close') {
      if (!lost) fail(closedError());
      setImmediate(sayGoodbye);
    } else if (event === 'data') passOn(words[0] as Buffer);
    else return tell(event as 'data', ...(words as [Buffer]));
    return true;
  };
  const write = (...words: unknown[]) => {
    if (!lost) return send(...words);
    const error = lost;
    quietTurns = 0;
    process.nextTick(fail, error);
    return true;
  };
  // Node puts a `write` of its own in place once the other side has closed; that one would swallow statements.
  Object.defineProperty(socket, 'write', { get: () => write, set: () => undefined });
  return socket;
}

/** Turns of the event loop without a word from the driver, which sends within one. */
const QUIET_TURNS = 3;

const closedError = () =>
  Object.assign(new Error('The database closed the connection.'), { code: 'CONNECTION_CLOSED' });

/** First fields of a fatal error: after it the server says nothing more and closes. Text from tables cannot hold a zero byte. */
const FATAL = Buffer.from('SFATAL\0VFATAL\0');

/** Where in a piece of the stream a fatal error message starts that fills it to its end; negative when there is none. */
function lastWordsIn(bytes: Buffer): number {
  const start = bytes.lastIndexOf(FATAL) - 5;
  const isMessage =
    start >= 0 && bytes[start] === 0x45 && start + 1 + bytes.readUInt32BE(start + 1) === bytes.length;
  return isMessage ? start : -1;
}

/** The fields of an error message (PostgreSQL protocol, §54.8): a letter and a text each. */
function readError(fields: Buffer): Error {
  const texts = new Map(
    fields
      .toString('utf8')
      .split('\0')
      .map((field) => [field[0], field.slice(1)]),
  );
  return Object.assign(new Error(texts.get('M')), { code: texts.get('C'), severity: 'FATAL' });
}

/** How the server is to be trusted, in the words of PostgreSQL's `sslmode`. */
type SslMode = 'disable' | 'prefer' | 'require' | 'verify-full';

interface Target {
  readonly path?: string | false | undefined;
  readonly host: readonly string[];
  readonly port: readonly number[];
}

/**
 * The driver's option for sockets of this kind; its type definitions leave `socket` out.
 * The function must not throw: the driver would lose the pool slot.
 */
export const throughPatientSocket = (ssl: SslMode): object => ({
  socket: async (target: Target): Promise<Socket> => {
    const socket = target.path ? connectPlain(target.path) : connectPlain(target.port[0]!, target.host[0]!);
    if (target.path || ssl === 'disable') return patientSocket(socket);
    return patientSocket(await encrypted(socket, target.host[0]!, ssl));
  },
});

const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

/** Asks the server for TLS before the first word (PostgreSQL protocol, §54.2.10). A failure destroys the socket that is returned. */
async function encrypted(socket: Socket, host: string, ssl: SslMode): Promise<Socket> {
  socket.write(SSL_REQUEST);
  const answer = await firstByte(socket);
  if (answer === 'N' && ssl === 'prefer') return socket;
  if (answer !== 'S') return refused(socket, answer);
  return connectTls({
    socket,
    ...(isIP(host) ? {} : { servername: host }),
    rejectUnauthorized: ssl === 'verify-full',
  });
}

function firstByte(socket: Socket): Promise<string | Error> {
  return new Promise((resolve) => {
    const finish = (answer: string | Error) => {
      socket.removeAllListeners();
      resolve(answer);
    };
    socket.once('data', (bytes) => finish(bytes.toString('latin1', 0, 1)));
    socket.once('error', finish);
    socket.once('close', () => finish(closedError()));
  });
}

/** A socket that fails once the driver listens to it. */
function refused(socket: Socket, answer: string | Error): Socket {
  const error =
    answer instanceof Error ? answer : new Error('The database server does not offer TLS (sslmode).');
  socket.destroy();
  const failing = new Socket();
  setImmediate(() => failing.destroy(error));
  return failing;
}

/** The mode that a database URL asks for; `prefer` when it says nothing, as PostgreSQL's own programs do. */
export function sslModeOf(url: string): SslMode {
  const asked = new URL(url).searchParams.get('sslmode');
  if (asked === 'verify-full' || asked === 'verify-ca') return 'verify-full';
  return asked === 'require' || asked === 'disable' ? asked : 'prefer';
}
