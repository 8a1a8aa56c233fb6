import { once } from 'node:events';
import type { Command } from 'commander';
import { createReceiver } from './receiver.ts';

/** `changtong notify receive`: a gateway on this machine, to see what the house sends. */
export function notifyCommands(program: Command): void {
  program
    .command('notify')
    .description('messages to people: try the gateway protocol')
    .command('receive')
    .description('take signed calls and print them, one JSON object a line')
    .option('--port <port>', 'port to listen on', '8025')
    .requiredOption('--secret <secret>', 'what SMS_WEBHOOK_SECRET says')
    .action(({ port, secret }: { port: string; secret: string }) => receive(Number(port), secret));
}

/** @returns when the receiver was stopped with SIGINT or SIGTERM */
async function receive(port: number, secret: string): Promise<void> {
  const print = (line: unknown) => process.stdout.write(`${JSON.stringify(line)}\n`);
  const server = createReceiver({
    secret,
    clock: () => new Date(),
    onMessage: print,
    onRefusal: (reason) => print({ refused: reason }),
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  process.stderr.write(`Listening on http://127.0.0.1:${port}/ (set SMS_WEBHOOK_URL to it)\n`);
  const closed = once(server, 'close');
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => server.close());
  await closed;
}
