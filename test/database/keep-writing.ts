/**
 * A program that stores rows with 16 clients for as long as it lives, and prints each row's number once the database
 * has acknowledged it. Started, and killed, by the durability tests: `keep-writing.ts <data directory>`.
 */
import { writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import pino from 'pino';
import { createDatabase } from '../../src/platform/database/connect.ts';
import { inTransaction } from '../../src/platform/database/transaction.ts';

const database = await createDatabase({
  dataDir: process.argv[2]!,
  log: pino({ level: 'silent' }),
  poolSize: 16,
});
const { sql } = database;
await sql`create table if not exists public.receipt (number bigint primary key, padding text)`;

let stopping = false;
process.on('SIGTERM', () => {
  stopping = true;
});

async function client(first: number): Promise<void> {
  for (let number = first; !stopping; number += 16) {
    try {
      await inTransaction(
        sql,
        (tx) => tx`insert into public.receipt values (${number}, ${'云'.repeat(300)})`,
      );
      writeSync(1, `${number}\n`);
    } catch (error) {
      // Not acknowledged, so nothing is promised; go on with the next number.
      writeSync(2, `${(error as { code?: string }).code}\n`);
      await pause(10);
    }
  }
}

const from = Number(process.argv[3] ?? 0);
writeSync(1, 'ready\n');
await Promise.all(Array.from({ length: 16 }, (_, index) => client(from + index)));
await database.close();
