import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskInReply, maskInText } from './mask-in-text.ts';

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((all) => all.join(''));
const two = (min: number, max: number) =>
  fc.integer({ min, max }).map((number) => String(number).padStart(2, '0'));

const mobile = fc.tuple(fc.integer({ min: 3, max: 9 }), digits(9)).map(([kind, rest]) => `1${kind}${rest}`);
const residentId = fc
  .tuple(
    fc.integer({ min: 1, max: 9 }),
    digits(5),
    fc.constantFrom('19', '20'),
    digits(2),
    two(1, 12),
    two(1, 31),
    digits(3),
    fc.constantFrom('0', '7', 'X', 'x'),
  )
  .map((parts) => parts.join(''));
const card = fc.integer({ min: 15, max: 19 }).chain(digits);
const words = fc.constantFrom('电话', '请打给', '我的号是：', '身份证', '', '（', '路灯坏了，');
const fullWidth = (text: string) =>
  text.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

/** A number as people type it: together, in groups, or with the wide digits of a Chinese keyboard. */
const typed = (number: string) =>
  fc
    .tuple(fc.constantFrom('', ' ', '-', '·', '　'), fc.integer({ min: 3, max: 4 }), fc.boolean())
    .map(([between, size, wide]) => {
      const grouped = number.match(new RegExp(`.{1,${size}}`, 'g'))!.join(between);
      return wide ? fullWidth(grouped) : grouped;
    });

const shownSigns = (text: string) => text.normalize('NFKC').replace(/[^0-9X]/gi, '');

describe('numbers in what people write', () => {
  it('are hidden in the middle, however they are typed and whatever stands around them', () => {
    fc.assert(
      fc.property(
        fc.oneof(mobile, residentId).chain((n) => fc.tuple(fc.constant(n), typed(n))),
        words,
        words,
        ([number, text], before, after) => {
          const masked = maskInText(`${before}${text}${after}`);
          expect(shownSigns(masked)).toBe(`${number.slice(0, 3)}${number.slice(-2)}`);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('of bank cards are hidden when written without a break', () => {
    fc.assert(
      fc.property(card, words, (number, before) => {
        expect(shownSigns(maskInText(`${before}${number}`))).toHaveLength(5);
      }),
    );
  });

  it('stay hidden when masked again, and nothing else changes', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const once = maskInText(text);
        expect(maskInText(once)).toBe(once);
        if (!/[0-9０-９]{4}/.test(text.replace(/[^0-9０-９]/g, ''))) expect(once).toBe(text);
      }),
    );
  });

  it.each([
    '2026-11-24 16:30 到 2026-11-25 10:30',
    '编号 YL-2026-1124-000042',
    '请打 12345，或 110、120',
    '共 3 处，2026 年 11 月 24 日修好，花费 1280000 元',
    '4 号楼 1203 室',
  ])('that are nobody’s stay: %s', (text) => {
    expect(maskInText(text)).toBe(text);
  });

  it.each([
    ['我的电话13812345678', '我的电话138******78'],
    ['+86 138 1234 5678', '+86 1** **** **78'],
    ['2026-11-24 13812345678', '2026-11-24 138******78'],
    ['家里电话 0990-2345678', '家里电话 099*-*****78'],
    ['卡号 6222 0212 3456 7890 123', '卡号 622* **** **** **** *23'],
  ])('%s reads %s', (text, masked) => {
    expect(maskInText(text)).toBe(masked);
  });

  it('leave an office its own telephone in a reply, and nobody else', () => {
    expect(maskInReply('已联系您（13812345678），有事请打 0990-2345678')).toBe(
      '已联系您（138******78），有事请打 0990-2345678',
    );
  });
});
