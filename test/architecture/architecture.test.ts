import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { cycles, violations } from './import-rules.ts';
import { importsOf, readImports } from './read-imports.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const house = await readImports(root, ['src']);

const rulesBroken = (from: string, statement: string) =>
  violations(importsOf(from, statement)).map(({ rule }) => rule.split(':')[0]);

test('every room of the house keeps to its doors', () => {
  expect(house.length).toBeGreaterThan(50);
  expect(violations(house)).toEqual([]);
});

test('no ring of files needs one another', () => {
  expect(cycles(house)).toEqual([]);
});

test.each([
  ['another room’s tables', `import { requestById } from '../../requests/db/queries.ts';`],
  ['another room’s types', `import type { Request } from '../../requests/domain/request.ts';`],
  ['another room, late', `const page = await import('../../requests/pages/queue.tsx');`],
  ['another room, passed on', `export * from '../../requests/domain/request.ts';`],
  ['another room, inside a type', `type Request = import('../../requests/domain/request.ts').Request;`],
])('a planted import of %s is caught', (_, statement) => {
  expect(rulesBroken('src/modules/blockages/jobs/recheck.ts', statement)).toEqual(['only-through-public']);
});

test('the door of another room is open', () => {
  const statement = `import { openRequests } from '../../requests/public.ts';`;
  expect(rulesBroken('src/modules/blockages/jobs/recheck.ts', statement)).toEqual([]);
});

test.each([
  ['the database', `import { inTransaction } from '../../../platform/database/transaction.ts';`],
  ['the room’s own queries', `import { requestById } from '../db/queries.ts';`],
  ['the file system', `import { readFile } from 'node:fs/promises';`],
  ['the driver', `import postgres from 'postgres';`],
])('a domain that reaches for %s is caught', (_, statement) => {
  expect(rulesBroken('src/modules/requests/domain/overdue.ts', statement)).toEqual(['domain-is-pure']);
});

test('the floor may not know a room, nor the kernel the floor', () => {
  const toRoom = `import { openRequests } from '../../modules/requests/public.ts';`;
  expect(rulesBroken('src/platform/outbox/outbox.ts', toRoom)).toEqual(['arrows-point-down']);
  const toFloor = `import type { Sql } from '../platform/database/connect.ts';`;
  expect(rulesBroken('src/kernel/ids.ts', toFloor)).toEqual(['kernel-stands-alone']);
});

test('the running program may not take from tests', () => {
  const statement = `import { testDatabase } from '../../platform/database/testing.ts';`;
  expect(rulesBroken('src/modules/requests/room.ts', statement)).toEqual(['no-test-code']);
});

test('a ring of three files is caught, one closed only by a type is not', () => {
  const ring = (last: string) => [
    ...importsOf('src/a.ts', `import { b } from './b.ts';`),
    ...importsOf('src/b.ts', `export { c } from './c.ts';`),
    ...importsOf('src/c.ts', last),
  ];
  expect(cycles(ring(`import { a } from './a.ts';`))).toEqual([
    ['src/a.ts', 'src/b.ts', 'src/c.ts', 'src/a.ts'],
  ]);
  expect(cycles(ring(`import type { A } from './a.ts';`))).toEqual([]);
});

test('a file that cannot be read does not count as clean', () => {
  expect(() => importsOf('src/broken.ts', 'import {')).toThrow(/src\/broken\.ts cannot be read/);
});
