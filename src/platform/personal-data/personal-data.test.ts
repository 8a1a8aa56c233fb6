import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPersonalData, SealError } from './personal-data.ts';

const key = randomBytes(32);
const data = createPersonalData({ key });

describe('sealed personal data', () => {
  it('opens to the same text for every text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (plain) => {
        expect(data.open(data.seal(plain, 'request.reporter'))).toBe(plain);
      }),
    );
  });

  it('never looks the same twice and does not contain the text', () => {
    const [one, other] = [data.seal('13900000001', 'phone'), data.seal('13900000001', 'phone')];
    expect(one.equals(other)).toBe(false);
    expect(one.includes('13900000001')).toBe(false);
  });

  it('is refused after any single bit was changed, or any end cut off', () => {
    const sealed = data.seal('990101199001010018', 'request.resident-id');
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => data.open(changed)).toThrow(SealError);
    }
    for (let length = 0; length < sealed.length; length++) {
      expect(() => data.open(sealed.subarray(0, length))).toThrow(SealError);
    }
  });

  it('is refused when it was sealed for another purpose', () => {
    const sealed = data.seal('13900000001', 'request.phone');
    expect(data.open(sealed, 'request.phone')).toBe('13900000001');
    expect(() => data.open(sealed, 'account.phone')).toThrow('Sealed for "request.phone"');
  });

  it('stays readable after the key was replaced, and is sealed anew under the new one', () => {
    const renewed = createPersonalData({ key: randomBytes(32), oldKeys: [key] });
    const old = data.seal('13900000001', 'phone');
    const fresh = renewed.reseal(old);
    expect(renewed.open(old)).toBe('13900000001');
    expect(renewed.open(fresh, 'phone')).toBe('13900000001');
    expect(renewed.reseal(fresh).equals(fresh)).toBe(true);
    expect(() => data.open(fresh)).toThrow('not among the keys given');
  });
});

describe('the blind index', () => {
  it.each([
    ['phone', '139 0000 0001', '+86-13900000001'],
    ['phone', '13900000001', '１３９０００００００１'],
    ['phone', '0086 139 0000 0001', '13900000001'],
    ['resident-id', '99010119900101001x', ' 99010119900101001Ｘ'],
    ['email', 'Li.Hua@Example.cn', ' li.hua@example.cn '],
  ] as const)('finds the same %s written as "%s" and "%s"', (kind, one, other) => {
    expect(data.blindIndex(kind, one).equals(data.blindIndex(kind, other))).toBe(true);
  });

  it('tells different values, kinds and keys apart', () => {
    const other = createPersonalData({ key: randomBytes(32), oldKeys: [key] });
    const index = data.blindIndex('phone', '13900000001');
    expect(index.equals(data.blindIndex('phone', '13900000002'))).toBe(false);
    expect(index.equals(data.blindIndex('email', '13900000001'))).toBe(false);
    expect(index.equals(other.blindIndex('phone', '13900000001'))).toBe(false);
    expect(other.blindIndexes('phone', '13900000001').some((one) => one.equals(index))).toBe(true);
  });
});
