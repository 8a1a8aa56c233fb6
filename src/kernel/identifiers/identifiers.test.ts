import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Result } from '../result.ts';
import {
  type IdentifierFault,
  maskName,
  maskPhone,
  maskResidentId,
  organisationCheckCharacter,
  parseDivisionCode,
  parseMobilePhone,
  parseResidentId,
  parseSocialCreditCode,
  residentIdCheckCharacter,
  socialCreditCheckCharacter,
} from './index.ts';

const now = new Date('2026-11-24T10:00:00+08:00');

const codeOf = (found: Result<unknown, IdentifierFault<string>>) => (found.ok ? 'taken' : found.error.code);
const sentenceOf = (found: Result<unknown, IdentifierFault<string>>) =>
  found.ok ? '' : found.error.message.zh;

/** A number of the invented province, with the right check character. */
const residentId = (first17: string): string => first17 + residentIdCheckCharacter(first17);

describe('resident identity numbers', () => {
  it('the worked example of GB 11643 has check character X', () => {
    expect(residentIdCheckCharacter('11010519491231002')).toBe('X');
    expect(residentIdCheckCharacter('44052418800101001')).toBe('4');
  });

  it('tells area, birth date and sex', () => {
    expect(parseResidentId(residentId('99010219900228123'), now)).toEqual({
      ok: true,
      value: {
        number: residentId('99010219900228123'),
        kind: 'identity-card',
        birthDate: '1990-02-28',
        sex: 'male',
        area: '990102',
      },
    });
  });

  it('takes full-width digits, spaces and a small x', () => {
    const found = parseResidentId('１１０１０５ 19491231 002x', now);
    expect(found.ok && found.value.number).toBe('11010519491231002X');
    expect(found.ok && found.value.sex).toBe('female');
  });

  it('brings 15 digits to 18', () => {
    const found = parseResidentId('990102900228123', now);
    expect(found.ok && found.value.number).toBe(residentId('99010219900228123'));
  });

  it.each([
    ['810000', 'hong-kong-permit'],
    ['820000', 'macao-permit'],
    ['830000', 'taiwan-permit'],
  ])('takes residence permits that start with %s', (area, kind) => {
    const found = parseResidentId(residentId(`${area}19900228123`), now);
    expect(found.ok && found.value.kind).toBe(kind);
  });

  it.each([
    ['9901021990022812', 'resident-id-length', '身份证号应为 18 位，您填了 16 位'],
    ['', 'resident-id-length', '身份证号应为 18 位，您填了 0 位'],
    ['99010219900228123𠮷', 'resident-id-characters', '身份证号只能是数字，最后一位可以是 X，请去掉其他字符'],
    [
      residentId('00010219900228123'),
      'resident-id-area',
      '身份证号前 6 位是地区，您填的地区不存在，请对照证件核对',
    ],
    [
      residentId('81010219900228123'),
      'resident-id-area',
      '身份证号前 6 位是地区，您填的地区不存在，请对照证件核对',
    ],
    [
      residentId('99010219900230123'),
      'resident-id-birth-date',
      '身份证号第 7 到 14 位是出生日期，您填的日期不存在，请对照证件核对',
    ],
    [
      residentId('99010220261125123'),
      'resident-id-born-later',
      '身份证号第 7 到 14 位是出生日期，您填的日期还没有到，请对照证件核对',
    ],
  ])('%s is %s', (input, code, sentence) => {
    const found = parseResidentId(input, now);
    expect(codeOf(found)).toBe(code);
    expect(sentenceOf(found)).toBe(sentence);
  });

  it('a child born today has a number', () => {
    expect(parseResidentId(residentId('99010220261124123'), now).ok).toBe(true);
  });

  it('one wrong digit or two swapped neighbours never pass', () => {
    const sequences = fc
      .integer({ min: 0, max: 999 })
      .map((n) => residentId(`99010219900228${String(n).padStart(3, '0')}`));
    fc.assert(
      fc.property(sequences, fc.nat(16), fc.integer({ min: 1, max: 9 }), (number, place, shift) => {
        const wrong = [...number];
        wrong[place] = String((Number(wrong[place]) + shift) % 10);
        expect(parseResidentId(wrong.join(''), now).ok).toBe(false);
        const swapped = [...number];
        [swapped[place], swapped[place + 1]] = [swapped[place + 1]!, swapped[place]!];
        expect(parseResidentId(swapped.join(''), now).ok).toBe(swapped.join('') === number);
      }),
    );
  });

  it('a fault never repeats what was typed', () => {
    const found = parseResidentId('990102199002281230', now);
    expect(found.ok).toBe(false);
    expect(JSON.stringify(found)).not.toMatch(/1990|9901/);
  });
});

describe('unified social credit codes', () => {
  const build = (head: string, organisation: string): string => {
    const first17 = head + organisation + organisationCheckCharacter(organisation);
    return first17 + socialCreditCheckCharacter(first17);
  };
  const code = build('91990102', 'MA00ABC1');

  it('agree with the example that circulates for GB 32100', () => {
    expect(organisationCheckCharacter('M000100Y')).toBe('4');
    expect(socialCreditCheckCharacter('91350100M000100Y4')).toBe('3');
  });

  it('are taken with spaces, small letters and full width', () => {
    expect(
      parseSocialCreditCode(` ${code.slice(0, 8).toLowerCase()} ${code.slice(8).toLowerCase()}`).ok,
    ).toBe(true);
    const wide = code.replace(/[0-9A-Z]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
    expect(parseSocialCreditCode(wide)).toEqual({ ok: true, value: code });
  });

  it.each([
    [code.slice(0, 17), 'credit-code-length'],
    [`${code.slice(0, 17)}I`, 'credit-code-characters'],
    [build('91000102', 'MA00ABC1'), 'credit-code-division'],
    [build('919901A2', 'MA00ABC1'), 'credit-code-division'],
  ])('%s is %s', (input, fault) => {
    expect(codeOf(parseSocialCreditCode(input))).toBe(fault);
  });

  it('check the organisation code inside, even when the outer check fits', () => {
    const organisation = 'MA00ABC1';
    const right = organisationCheckCharacter(organisation);
    const first17 = `91990102${organisation}${right === '1' ? '2' : '1'}`;
    expect(codeOf(parseSocialCreditCode(first17 + socialCreditCheckCharacter(first17)))).toBe(
      'credit-code-organisation',
    );
  });

  it('count what was typed', () => {
    expect(sentenceOf(parseSocialCreditCode('9199'))).toBe('统一社会信用代码应为 18 位，您填了 4 位');
  });

  it('one wrong character never passes', () => {
    const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
    fc.assert(
      fc.property(fc.nat(17), fc.nat(30), (place, other) => {
        const wrong = code.slice(0, place) + alphabet[other] + code.slice(place + 1);
        expect(parseSocialCreditCode(wrong).ok).toBe(wrong === code);
      }),
    );
  });
});

describe('division codes', () => {
  it.each([
    ['990000', 'province', null],
    ['990100', 'city', '990000'],
    ['990102', 'county', '990100'],
    ['990102003', 'township', '990102'],
    ['990102003001', 'village', '990102003'],
    ['990102000000', 'county', '990100'],
    ['990102003000', 'township', '990102'],
    ['350800000', 'city', '350000'],
    ['９８０１０２', 'county', '980100'],
  ])('%s is a %s below %s', (input, level, parent) => {
    const found = parseDivisionCode(input);
    expect(found.ok && found.value).toMatchObject({ level, parent });
  });

  it.each([
    ['99010', 'division-length', '区划代码应为 6、9 或 12 位数字，您填了 5 位'],
    ['99010a', 'division-not-digits', '区划代码只能是数字，请去掉其他字符'],
    ['190102', 'division-unknown-province', '区划代码开头的 19 不是任何一个省，请核对'],
  ])('%s is %s', (input, code, sentence) => {
    expect(codeOf(parseDivisionCode(input))).toBe(code);
    expect(sentenceOf(parseDivisionCode(input))).toBe(sentence);
  });

  it('climbing from parent to parent always ends at the province', () => {
    fc.assert(
      fc.property(fc.constantFrom(6, 9, 12), fc.nat(9_999_999_999), (length, n) => {
        let found = parseDivisionCode(`99${String(n).padStart(10, '0')}`.slice(0, length));
        for (let steps = 0; steps < 4 && found.ok && found.value.parent; steps += 1) {
          found = parseDivisionCode(found.value.parent);
        }
        expect(found.ok && found.value.code).toBe('990000');
      }),
    );
  });
});

describe('mobile numbers', () => {
  it.each([
    '13800138000',
    '138 0013 8000',
    '138-0013-8000',
    '+86 13800138000',
    '008613800138000',
    '8613800138000',
    '１３８００１３８０００',
  ])('takes %s', (input) => {
    expect(parseMobilePhone(input)).toEqual({ ok: true, value: '13800138000' });
  });

  it.each([
    ['1380013800', '手机号应为 11 位数字，您填了 10 位'],
    ['138001380001', '手机号应为 11 位数字，您填了 12 位'],
    ['', '手机号应为 11 位数字，您填了 0 位'],
    ['1380013800O', '手机号应为 11 位数字，您填的内容里有别的字符，请去掉'],
    ['12800138000', '手机号应以 13 到 19 开头，您填的不是，请核对'],
  ])('%s: %s', (input, sentence) => {
    expect(sentenceOf(parseMobilePhone(input))).toBe(sentence);
  });
});

describe('masks', () => {
  it('keep the ends of numbers', () => {
    expect(maskPhone('13800138000')).toBe('138****8000');
    expect(maskResidentId('990102199002281234')).toBe('990***********1234');
  });

  it('show nothing of a number that is too short to hide most of', () => {
    expect(maskPhone('12345')).toBe('*****');
    expect(maskResidentId('9901021')).toBe('*******');
  });

  it.each([
    ['张三', '张*'],
    ['张三丰', '张**'],
    ['欧阳修', '欧阳*'],
    ['欧阳', '欧*'],
    ['𠮷𠮶𡃁', '𠮷**'],
    ['阿卜杜拉·买买提', '阿***·***'],
    ['张', '*'],
    ['葛󠄀亮', '葛󠄀*'],
    ['', ''],
    ['Anna Berg', 'A*** ****'],
  ])('%s becomes %s', (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });

  it('never give away the whole of a name or cut a character in half', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('张', '欧', '阳', '𠮷', '𡃁', '丰'), minLength: 1 }),
        (name) => {
          const masked = maskName(name);
          expect(masked).not.toBe(name);
          expect([...masked]).toHaveLength([...name].length);
          expect(masked).not.toMatch(/\p{Surrogate}/u);
        },
      ),
    );
  });
});
