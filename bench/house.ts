import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, openApp } from '../src/app.ts';
import { readConfig } from '../src/platform/config.ts';
import { type Serving, startServing } from '../src/serve.ts';

export interface House {
  readonly app: App;
  readonly address: string;
  close(): Promise<void>;
}

/** The whole house in a folder of its own on a free port, with the demonstration province; durable as in real use. */
export async function openHouse(env: Record<string, string> = {}): Promise<House> {
  const dataDir = mkdtempSync(join(tmpdir(), 'changtong-bench-'));
  const app = await openApp(
    readConfig({
      DATA_DIR: dataDir,
      PORT: '0',
      LOG_LEVEL: 'error',
      RATE_LIMIT: '0',
      CHANGTONG_WORK: '0',
      ...env,
    }),
  );
  const serving: Serving = await startServing(app);
  return {
    app,
    address: serving.address,
    async close() {
      await serving.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
