import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import type { App } from './app.ts';

export interface Serving {
  readonly address: string;
  /** Stops accepting, lets running requests end (at most 10 s), then the work, then the database. */
  stop(): Promise<void>;
}

const PATIENCE_MS = 10_000;

/** Listens, and runs the clock and the outbox beside it unless another process does. */
export async function startServing(app: App): Promise<Serving> {
  const { HOST: hostname, PORT: port, CHANGTONG_WORK } = app.platform.config;
  const server = await listen(app, hostname, port);
  if (CHANGTONG_WORK) await startWork(app);
  const { port: bound } = server.address() as AddressInfo;
  return {
    address: `http://${hostname === '0.0.0.0' || hostname === '::' ? 'localhost' : hostname}:${bound}/`,
    async stop() {
      await closeServer(server);
      await stopWork(app);
      await app.close();
    },
  };
}

export async function startWork({ dispatcher, jobs }: App): Promise<void> {
  await dispatcher.start();
  await jobs.start();
}

export async function stopWork({ dispatcher, jobs }: App): Promise<void> {
  await jobs.stop();
  await dispatcher.stop();
}

const listen = ({ web }: App, hostname: string, port: number) =>
  new Promise<Server>((resolve, reject) => {
    const server = serve({ fetch: web.fetch, hostname, port }, () => resolve(server as Server));
    server.once('error', reject);
  });

const closeServer = (server: Server) =>
  new Promise<void>((resolve) => {
    const impatience = setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
    server.close(() => {
      clearTimeout(impatience);
      resolve();
    });
    server.closeIdleConnections();
  });
