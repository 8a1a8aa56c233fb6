import { expect, it } from 'vitest';
import { isId, newId } from './ids.ts';

it('ids made while the clock stands still are unique and sort as they were made', () => {
  const now = new Date('2026-11-24T02:00:00Z');
  const ids = Array.from({ length: 10_000 }, () => newId(now));
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids].sort()).toEqual(ids);
  expect(ids.every(isId)).toBe(true);
});
