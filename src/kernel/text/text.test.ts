import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, csvCell, csvLine } from './index.ts';

const many = { maxChars: 1000, multiline: true };
const cleaned = (input: string, rules = many) => {
  const found = cleanText(input, rules);
  return found.ok ? found.value : found.error.code;
};

describe('text that people type', () => {
  it.each([
    ['路灯不亮\r\n已经三天', '路灯不亮\n已经三天'],
    ['路灯\r不亮', '路灯\n不亮'],
    ['路灯\u2028不亮', '路灯\n不亮'],
    ['路\u0000灯\u0007\u009f不亮', '路灯不亮'],
    ['\uFEFF路灯不亮', '路灯不亮'],
    ['路灯\u202e亮不', '路灯亮不'],
    ['  路灯不亮\n\n', '路灯不亮'],
    ['一\t二', '一\t二'],
    ['Cafe\u0301', 'Café'],
    ['家庭👨‍👩‍👧', '家庭👨‍👩‍👧'],
  ])('%j is kept as %j', (input, expected) => {
    expect(cleaned(input)).toBe(expected);
  });

  it('on one line, line ends become a space', () => {
    expect(cleaned('青石巷\r\n\t12 号', { maxChars: 20, multiline: false })).toBe('青石巷 12 号');
  });

  it.each([
    '㐂䶮',
    '𠮷野家',
    '𬭎𫖯𫍯',
    '﨑邻隣',
    '\uF92C\uF979\uF995\uF9E7\uF9F1\uFA0C\uFA18\uFA20',
    '\u{2F80F}',
  ])('rare and compatibility characters of names stay what they are: %s', (name) => {
    expect(cleaned(name)).toBe(name);
  });

  it('a character cut in half is refused, with what to do', () => {
    const found = cleanText(`路灯${'𠮷'[0]}`, many);
    expect(found.ok ? '' : found.error.message.zh).toContain('请重新输入');
  });

  it('counts characters as people do and says how many are too many', () => {
    expect(cleaned('𠮷𠮷𠮷', { maxChars: 3, multiline: true })).toBe('𠮷𠮷𠮷');
    const found = cleanText('𠮷'.repeat(520), { maxChars: 500, multiline: true });
    expect(found.ok ? '' : found.error.message.zh).toBe('最多 500 个字，您写了 520 个字，请删去 20 个字');
  });

  it('a hundred thousand characters get the sentence, not a crash', () => {
    expect(cleaned('诉'.repeat(100_000))).toBe('text-too-long');
  });

  it('cleaning twice changes nothing more', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (input, multiline) => {
        const once = cleanText(input, { maxChars: 1000, multiline });
        if (!once.ok) return;
        expect(cleanText(once.value, { maxChars: 1000, multiline })).toEqual(once);
        expect(once.value).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
      }),
      { numRuns: 500 },
    );
  });
});

describe('exports that a spreadsheet opens', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+86 138', "'+86 138"],
    ['-2', "'-2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['＝HYPERLINK("http://x")', '"\'＝HYPERLINK(""http://x"")"'],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠x', "'＠x"],
    ['\t=1', "'\t=1"],
    ['\r=1', '"\'\r=1"'],
    ['  =1', "'  =1"],
    ['张三', '张三'],
    ['青石巷,12 号', '"青石巷,12 号"'],
    ['他说"好"', '"他说""好"""'],
    ['一\n二', '"一\n二"'],
  ])('%j is written as %j', (value, expected) => {
    expect(csvCell(value)).toBe(expected);
  });

  it('numbers stay numbers, nothing stays empty', () => {
    expect(csvLine([-3, null, undefined, true, '好'])).toBe('-3,,,true,好\r\n');
  });

  it('no text ever starts a cell with a sign that is run', () => {
    const risky = fc.string({
      unit: fc.constantFrom('=', '+', '-', '@', '＝', '＠', '\t', '\r', '\n', ' ', '　', 'a', '"'),
    });
    fc.assert(
      fc.property(risky, (text) => {
        const content = csvCell(text).replace(/^"/, '');
        expect(content.trimStart()).not.toMatch(/^[=+\-@＝＋－＠]/);
      }),
      { numRuns: 500 },
    );
  });
});
