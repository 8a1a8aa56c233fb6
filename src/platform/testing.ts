import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { type App, openApp } from '../app.ts';
import { readConfig } from './config.ts';
import { type TestDatabase, testDatabase } from './database/testing.ts';

export interface TestApp extends App {
  /** Sets what time it is. */
  setNow(now: Date): void;
  /** A browser with cookies of its own, and without scripts. */
  browser(): TestBrowser;
}

/** The whole house on a fresh copy of the database, with the demonstration province and a clock that stands still. */
export async function testApp(options: { now?: Date; env?: Record<string, string> } = {}): Promise<TestApp> {
  let now = options.now ?? new Date('2026-11-24T02:00:00Z');
  const database: TestDatabase = await testDatabase();
  const config = readConfig({
    LOG_LEVEL: 'silent',
    DATA_DIR: mkdtempSync(join(tmpdir(), 'changtong-test-')),
    ...options.env,
  });
  const app = await openApp(config, { clock: () => now, database });
  afterAll(() => app.close());
  return {
    ...app,
    setNow(at) {
      now = at;
    },
    browser: () => new TestBrowser(app),
  };
}

/** Keeps cookies and form tokens as a browser does. */
export class TestBrowser {
  readonly #cookies = new Map<string, string>();
  #token = '';

  constructor(private readonly app: App) {}

  get(path: string, init: RequestInit = {}): Promise<Response> {
    return this.#send(path, init);
  }

  /** Sends a form. The token is taken from a page of ours, as every form of ours carries it. */
  async post(
    path: string,
    fields: Record<string, string | Blob> = {},
    headers: Record<string, string> = {},
  ): Promise<Response> {
    if (this.#token === '') await this.readToken();
    const body = new FormData();
    for (const [name, value] of Object.entries({ _csrf: this.#token, ...fields })) body.append(name, value);
    return this.#send(path, { method: 'POST', body, headers });
  }

  /** One click on a demonstration log-in. */
  async signIn(accountId: string): Promise<Response> {
    const response = await this.post('/sign-in/demonstration', { accountId });
    await this.readToken();
    return response;
  }

  async readToken(): Promise<void> {
    const html = await (await this.get('/sign-in')).text();
    this.#token = /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
  }

  async #send(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('cookie', [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await this.app.web.request(path, { ...init, headers });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return response;
  }

  #keep(line: string): void {
    const [pair = ''] = line.split(';');
    const at = pair.indexOf('=');
    const value = pair.slice(at + 1);
    if (value === '' || /max-age=0/i.test(line)) this.#cookies.delete(pair.slice(0, at));
    else this.#cookies.set(pair.slice(0, at), value);
  }
}
