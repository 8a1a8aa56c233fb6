import { ok, type Result } from '../result.ts';
import { type IdentifierFault, refuse } from './identifier-fault.ts';
import { characterCount, normaliseNumber } from './normalise.ts';

/** A mainland mobile number: 11 digits. */
export type MobilePhone = string & { readonly __brand: 'MobilePhone' };

export type MobilePhoneFaultCode = 'phone-not-digits' | 'phone-length' | 'phone-not-mobile';

/** Signs that people put between groups of digits. */
const SEPARATORS = /[-‐-―·.()]/gu;

/** +86, 0086 or 86 before a whole number. */
const COUNTRY = /^(?:\+86|0086|86(?=1\d{10}$))/;

/**
 * Reads a mainland mobile number, with or without +86, spaces and hyphens.
 * @source 电信网编号计划 (2017): mobile numbers are 1 and then 3 to 9
 */
export function parseMobilePhone(input: string): Result<MobilePhone, IdentifierFault<MobilePhoneFaultCode>> {
  const digits = normaliseNumber(input).replace(SEPARATORS, '').replace(COUNTRY, '');
  if (!/^\d*$/.test(digits)) {
    return refuse(
      'phone-not-digits',
      '手机号应为 11 位数字，您填的内容里有别的字符，请去掉',
      'A mobile number has 11 digits; please remove the other characters',
    );
  }
  const length = characterCount(digits);
  if (length !== 11) {
    return refuse(
      'phone-length',
      `手机号应为 11 位数字，您填了 ${length} 位`,
      `A mobile number has 11 digits; you typed ${length}`,
    );
  }
  if (!/^1[3-9]/.test(digits)) {
    return refuse(
      'phone-not-mobile',
      '手机号应以 13 到 19 开头，您填的不是，请核对',
      'A mobile number starts with 13 to 19; yours does not, please check',
    );
  }
  return ok(digits as MobilePhone);
}
