import { dayNumber, dayNumberAt, type LocalDate, parseLocalDate } from '../calendar/local-date.ts';
import { ok, type Result } from '../result.ts';
import { provinces } from './division-code.ts';
import { type IdentifierFault, refuse } from './identifier-fault.ts';
import { characterCount, normaliseNumber } from './normalise.ts';

/** 18 characters, checked; the last may be a capital X. */
export type ResidentId = string & { readonly __brand: 'ResidentId' };

export type ResidentIdKind = 'identity-card' | 'hong-kong-permit' | 'macao-permit' | 'taiwan-permit';

export interface ResidentIdFacts {
  readonly number: ResidentId;
  readonly kind: ResidentIdKind;
  readonly birthDate: LocalDate;
  readonly sex: 'male' | 'female';
  /** The first six digits: where the number was given, not where the person lives. */
  readonly area: string;
}

export type ResidentIdFaultCode =
  | 'resident-id-length'
  | 'resident-id-characters'
  | 'resident-id-area'
  | 'resident-id-birth-date'
  | 'resident-id-born-later'
  | 'resident-id-check';

type Refusable<T> = Result<T, IdentifierFault<ResidentIdFaultCode>>;

/** @source 港澳台居民居住证申领发放办法 (国办发〔2018〕81号) art. 7 */
const PERMIT_KINDS: ReadonlyMap<string, ResidentIdKind> = new Map([
  ['810000', 'hong-kong-permit'],
  ['820000', 'macao-permit'],
  ['830000', 'taiwan-permit'],
]);

/** @source GB 11643-1999, ISO 7064 MOD 11-2 */
const CHECK_CHARACTERS = '10X98765432';

/** The check character for the first 17 digits: each weighs 2^(18 - position) modulo 11. */
export function residentIdCheckCharacter(first17: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i += 1) sum = (sum + Number(first17[i])) * 2;
  return CHECK_CHARACTERS[sum % 11]!;
}

/** Numbers of 15 digits, given until 1999, leave out the century and the check character. */
function upgrade(number: string): string {
  if (number.length !== 15) return number;
  const first17 = `${number.slice(0, 6)}19${number.slice(6)}`;
  return first17 + residentIdCheckCharacter(first17);
}

function wellFormed(typed: string): Refusable<string> {
  const length = characterCount(typed);
  if (length !== 18 && length !== 15) {
    return refuse(
      'resident-id-length',
      `身份证号应为 18 位，您填了 ${length} 位`,
      `An identity number has 18 characters; you typed ${length}`,
    );
  }
  if (/^(\d{15}|\d{17}[\dX])$/.test(typed)) return ok(upgrade(typed));
  return refuse(
    'resident-id-characters',
    '身份证号只能是数字，最后一位可以是 X，请去掉其他字符',
    'An identity number holds digits only; the last may be X. Please remove other characters',
  );
}

function kindOf(area: string): ResidentIdKind | undefined {
  const permit = PERMIT_KINDS.get(area);
  if (permit) return permit;
  const province = area.slice(0, 2);
  return provinces.has(province) && province !== '81' && province !== '82' ? 'identity-card' : undefined;
}

function birthDateOf(number: string, now: Date): Refusable<LocalDate> {
  const date = parseLocalDate(`${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`);
  if (!date.ok) {
    return refuse(
      'resident-id-birth-date',
      '身份证号第 7 到 14 位是出生日期，您填的日期不存在，请对照证件核对',
      'Digits 7 to 14 are the date of birth, and there is no such date; please check against the card',
    );
  }
  if (dayNumber(date.value) <= dayNumberAt(now)) return date;
  return refuse(
    'resident-id-born-later',
    '身份证号第 7 到 14 位是出生日期，您填的日期还没有到，请对照证件核对',
    'Digits 7 to 14 are the date of birth, and that date is in the future; please check against the card',
  );
}

/**
 * Reads a resident identity number or the number of a residence permit for people from Hong Kong,
 * Macao and Taiwan, with 15-digit numbers brought to 18. Says whether the number can exist, not
 * whether it was given to anyone. Faults never repeat what was typed.
 * @source GB 11643-1999
 */
export function parseResidentId(input: string, now: Date): Refusable<ResidentIdFacts> {
  const formed = wellFormed(normaliseNumber(input));
  if (!formed.ok) return formed;
  const number = formed.value;
  const area = number.slice(0, 6);
  const kind = kindOf(area);
  if (!kind) {
    return refuse(
      'resident-id-area',
      '身份证号前 6 位是地区，您填的地区不存在，请对照证件核对',
      'The first 6 digits stand for a place, and there is no such place; please check against the card',
    );
  }
  const birthDate = birthDateOf(number, now);
  if (!birthDate.ok) return birthDate;
  if (residentIdCheckCharacter(number) !== number[17]) {
    return refuse(
      'resident-id-check',
      '身份证号最后一位与前 17 位对不上，多半是有一位填错了，请对照证件核对',
      'The last character does not fit the other 17, so one is probably mistyped; please check against the card',
    );
  }
  const sex = Number(number[16]) % 2 === 1 ? 'male' : 'female';
  return ok({ number: number as ResidentId, kind, birthDate: birthDate.value, sex, area });
}
