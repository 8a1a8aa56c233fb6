import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('keep-writing.ts', import.meta.url));

/** A running `keep-writing.ts`, and what the database has acknowledged to it so far. */
export class Writer {
  readonly acknowledged: number[] = [];
  readonly refusals = new Map<string, number>();
  private readonly child: ChildProcess;
  private readonly closed: Promise<unknown>;

  constructor(dataDir: string, firstNumber = 0) {
    const words = ['--import', 'tsx', PROGRAM, dataDir, String(firstNumber)];
    this.child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.closed = once(this.child, 'close');
    createInterface({ input: this.child.stdout! }).on('line', (line) => {
      if (line !== 'ready') this.acknowledged.push(Number(line));
    });
    createInterface({ input: this.child.stderr! }).on('line', (code) => {
      this.refusals.set(code, (this.refusals.get(code) ?? 0) + 1);
    });
  }

  /** Resolves after `count` more acknowledged rows. @throws Error when the program ends before */
  async acknowledges(count: number): Promise<void> {
    const goal = this.acknowledged.length + count;
    while (this.acknowledged.length < goal) {
      if (this.child.exitCode !== null)
        throw new Error(`The writer ended early: ${[...this.refusals.keys()]}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  /** Ends the program and waits until all it printed has been read. */
  async end(signal: NodeJS.Signals): Promise<void> {
    this.child.kill(signal);
    await this.closed;
  }
}
