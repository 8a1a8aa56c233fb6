import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addFen, fen, formatFen, parseYuan } from './money.ts';

describe('money', () => {
  it.each([
    [0, '0.00'],
    [5, '0.05'],
    [-5, '-0.05'],
    [123_450, '1,234.50'],
    [100_000_000, '1,000,000.00'],
  ])('%i fen are written %s', (amount, written) => {
    expect(formatFen(fen(amount))).toBe(written);
  });

  it.each([
    ['1234.5', 123_450],
    ['¥1,234.50', 123_450],
    ['１２３４．５ 元', 123_450],
    ['-0', 0],
    ['-3', -300],
  ])('%s is %i fen', (input, amount) => {
    expect(parseYuan(input)).toEqual({ ok: true, value: amount });
  });

  it.each([
    ['1.234', 'money-decimals'],
    ['1,23', 'money-form'],
    ['十元', 'money-form'],
    ['', 'money-form'],
    ['1e5', 'money-form'],
    ['99999999999999999', 'money-too-large'],
  ])('%s is refused: %s', (input, code) => {
    const found = parseYuan(input);
    expect(found.ok ? 'taken' : found.error.code).toBe(code);
  });

  it('what is written can be read again', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (amount) => {
        expect(parseYuan(formatFen(fen(amount)))).toEqual({ ok: true, value: amount });
      }),
    );
  });

  it('adds exactly, or not at all', () => {
    expect(addFen(fen(10), fen(20))).toBe(30);
    expect(() => addFen(fen(Number.MAX_SAFE_INTEGER), fen(1))).toThrow(RangeError);
    expect(() => fen(0.1)).toThrow(RangeError);
  });
});
