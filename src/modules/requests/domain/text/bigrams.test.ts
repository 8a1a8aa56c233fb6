import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bigrams, searchQuery, tsqueryOf } from './bigrams.ts';

const hanText = fc
  .array(fc.constantFrom(...'滨江路第三中学门口的灯不亮井盖丢了𠮷𡘙', '，', 'ETC', ' 88 '), {
    minLength: 1,
    maxLength: 60,
  })
  .map((pieces) => pieces.join(''));

function matches(text: string, query: string): boolean {
  const lexemes = bigrams(text);
  return searchQuery(query).every(({ lexeme, prefix }) =>
    lexemes.some((own) => (prefix ? own.startsWith(lexeme) : own === lexeme)),
  );
}

describe('search over Chinese text', () => {
  test('cuts Han runs into pairs and keeps other words whole, in lower case and half width', () => {
    expect(bigrams('路灯不亮，ＥＴＣ卡 No.42')).toEqual([
      '路灯',
      '灯不',
      '不亮',
      '亮',
      'etc',
      '卡',
      'no',
      '42',
    ]);
  });

  test('one character finds every text that holds it, even as the last', () => {
    expect(matches('巷口没有路灯', '灯')).toBe(true);
    expect(matches('灯坏了', '灯')).toBe(true);
    expect(matches('井盖丢了', '灯')).toBe(false);
  });

  test('a query of punctuation looks for nothing', () => {
    expect(searchQuery(' ’; -- & | ! ')).toEqual([]);
    expect(tsqueryOf([])).toBeNull();
  });

  test('a text is found by every stretch of Han characters in it', () => {
    fc.assert(
      fc.property(hanText, fc.nat(), fc.integer({ min: 1, max: 8 }), (text, from, length) => {
        const characters = [...text].filter((character) => /\p{Script=Han}|，/u.test(character));
        const start = from % (characters.length || 1);
        const piece = characters.slice(start, start + length).join('');
        expect(matches(characters.join(''), piece)).toBe(true);
      }),
    );
  });

  test('nothing that anyone types can leave the quotes of a query', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        for (const { lexeme } of searchQuery(typed))
          expect(lexeme).toMatch(/^[\p{Letter}\p{Number}\p{Script=Han}]+$/u);
        for (const lexeme of bigrams(typed)) expect(Buffer.byteLength(lexeme)).toBeLessThan(2_000);
      }),
    );
  });
});
