import { ok, type Result } from '../result.ts';
import { provinces } from './division-code.ts';
import { type IdentifierFault, refuse } from './identifier-fault.ts';
import { characterCount, normaliseNumber } from './normalise.ts';

/** 统一社会信用代码: 18 checked characters. */
export type SocialCreditCode = string & { readonly __brand: 'SocialCreditCode' };

export type SocialCreditCodeFaultCode =
  | 'credit-code-length'
  | 'credit-code-characters'
  | 'credit-code-division'
  | 'credit-code-organisation'
  | 'credit-code-check';

/** Digits and capitals without I, O, S, V, Z, in the order of their values. @source GB 32100-2015 */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

const ORGANISATION_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** @source GB 11714-1997 */
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const;

/** The check character for the first 17: MOD 31 with weights 3^(position - 1). @source GB 32100-2015 */
export function socialCreditCheckCharacter(first17: string): string {
  let sum = 0;
  let weight = 1;
  for (let i = 0; i < 17; i += 1) {
    sum += ALPHABET.indexOf(first17[i]!) * weight;
    weight = (weight * 3) % 31;
  }
  return ALPHABET[(31 - (sum % 31)) % 31]!;
}

/** The ninth character of an organisation code, after its first eight. @source GB 11714-1997 */
export function organisationCheckCharacter(first8: string): string {
  const sum = ORGANISATION_WEIGHTS.reduce(
    (total, weight, i) => total + ORGANISATION_ALPHABET.indexOf(first8[i]!) * weight,
    0,
  );
  return '0123456789X0'[11 - (sum % 11)]!;
}

/** 10 stands for bodies registered with the central government. */
const knownPlace = (digits: string): boolean =>
  /^\d{6}$/.test(digits) && (digits.startsWith('10') || provinces.has(digits.slice(0, 2)));

/**
 * Reads a unified social credit code. Says whether the code can exist, not whether it was given.
 * @source GB 32100-2015, with the organisation code of GB 11714-1997 in places 9 to 17
 */
export function parseSocialCreditCode(
  input: string,
): Result<SocialCreditCode, IdentifierFault<SocialCreditCodeFaultCode>> {
  const code = normaliseNumber(input);
  const length = characterCount(code);
  if (length !== 18) {
    return refuse(
      'credit-code-length',
      `统一社会信用代码应为 18 位，您填了 ${length} 位`,
      `A unified social credit code has 18 characters; you typed ${length}`,
    );
  }
  const stranger = [...code].find((character) => !ALPHABET.includes(character));
  if (stranger !== undefined) {
    return refuse(
      'credit-code-characters',
      `统一社会信用代码里没有“${stranger}”。字母 I、O、S、V、Z 都不用，请看看是不是数字 1、0、5、2`,
      `A unified social credit code never holds “${stranger}”. I, O, S, V and Z are not used; is it the digit 1, 0, 5 or 2?`,
    );
  }
  if (!knownPlace(code.slice(2, 8))) {
    return refuse(
      'credit-code-division',
      '统一社会信用代码第 3 到 8 位是登记机关所在地，您填的地区不存在，请对照证照核对',
      'Characters 3 to 8 stand for the place of registration, and there is no such place; please check',
    );
  }
  if (organisationCheckCharacter(code.slice(8, 16)) !== code[16]) {
    return refuse(
      'credit-code-organisation',
      '统一社会信用代码第 9 到 17 位对不上，多半是有一位填错了，请对照证照核对',
      'Characters 9 to 17 do not fit together, so one is probably mistyped; please check',
    );
  }
  if (socialCreditCheckCharacter(code) !== code[17]) {
    return refuse(
      'credit-code-check',
      '统一社会信用代码最后一位与前 17 位对不上，多半是有一位填错了，请对照证照核对',
      'The last character does not fit the other 17, so one is probably mistyped; please check',
    );
  }
  return ok(code as SocialCreditCode);
}
