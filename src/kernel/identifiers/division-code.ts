import { type Bilingual, both } from '../bilingual.ts';
import { ok, type Result } from '../result.ts';
import { type IdentifierFault, refuse } from './identifier-fault.ts';
import { characterCount, normaliseNumber } from './normalise.ts';

export type DivisionCode = string & { readonly __brand: 'DivisionCode' };

export type DivisionLevel = 'province' | 'city' | 'county' | 'township' | 'village';

export const divisionLevelNames: Readonly<Record<DivisionLevel, Bilingual>> = {
  province: both('省级', 'province'),
  city: both('地级', 'city'),
  county: both('县级', 'county'),
  township: both('乡级', 'township'),
  village: both('村级', 'village'),
};

export interface Division {
  /** 6 digits down to the county, 9 for a township, 12 for a village. */
  readonly code: DivisionCode;
  readonly level: DivisionLevel;
  /** The division above; null for a province. */
  readonly parent: DivisionCode | null;
  /** The two digits of the province. */
  readonly province: string;
}

/** First two digits of division codes. @source GB/T 2260; 98 and 99 are free there and ours */
export const provinces: ReadonlyMap<string, string> = new Map([
  ['11', '北京市'],
  ['12', '天津市'],
  ['13', '河北省'],
  ['14', '山西省'],
  ['15', '内蒙古自治区'],
  ['21', '辽宁省'],
  ['22', '吉林省'],
  ['23', '黑龙江省'],
  ['31', '上海市'],
  ['32', '江苏省'],
  ['33', '浙江省'],
  ['34', '安徽省'],
  ['35', '福建省'],
  ['36', '江西省'],
  ['37', '山东省'],
  ['41', '河南省'],
  ['42', '湖北省'],
  ['43', '湖南省'],
  ['44', '广东省'],
  ['45', '广西壮族自治区'],
  ['46', '海南省'],
  ['50', '重庆市'],
  ['51', '四川省'],
  ['52', '贵州省'],
  ['53', '云南省'],
  ['54', '西藏自治区'],
  ['61', '陕西省'],
  ['62', '甘肃省'],
  ['63', '青海省'],
  ['64', '宁夏回族自治区'],
  ['65', '新疆维吾尔自治区'],
  ['71', '台湾省'],
  ['81', '香港特别行政区'],
  ['82', '澳门特别行政区'],
  ['98', '海陵省'],
  ['99', '云岭省'],
]);

const INVENTED = new Set(['98', '99']);

/** Whether a code lies in a province invented for demonstration and tests. */
export const isInventedDivision = (code: string): boolean => INVENTED.has(code.slice(0, 2));

export type DivisionFaultCode = 'division-length' | 'division-not-digits' | 'division-unknown-province';

const LENGTHS = new Set([6, 9, 12]);

/** A code without the trailing groups of zeros that only fill it up; never shorter than 6 digits. */
function withoutFiller(code: string): string {
  let short = code;
  while (short.length > 6 && short.endsWith('000')) short = short.slice(0, -3);
  return short;
}

function levelOf(code: string): DivisionLevel {
  if (code.length === 12) return 'village';
  if (code.length === 9) return 'township';
  if (code.endsWith('0000')) return 'province';
  return code.endsWith('00') ? 'city' : 'county';
}

const parentOf = (code: string, level: DivisionLevel): string | null => {
  if (level === 'province') return null;
  if (level === 'city') return `${code.slice(0, 2)}0000`;
  return level === 'county' ? `${code.slice(0, 4)}00` : code.slice(0, -3);
};

/**
 * Reads a division code of 6, 9 or 12 digits and says what it stands for. Checks the form and the
 * province; whether the division exists is for the organisation tables to say.
 * @source GB/T 2260 (6 digits), GB/T 10114 (9 digits), 统计用区划代码 (12 digits)
 */
export function parseDivisionCode(input: string): Result<Division, IdentifierFault<DivisionFaultCode>> {
  const typed = normaliseNumber(input);
  const length = characterCount(typed);
  if (!LENGTHS.has(length)) {
    return refuse(
      'division-length',
      `区划代码应为 6、9 或 12 位数字，您填了 ${length} 位`,
      `A division code has 6, 9 or 12 digits; you typed ${length}`,
    );
  }
  if (!/^\d+$/.test(typed)) {
    return refuse(
      'division-not-digits',
      '区划代码只能是数字，请去掉其他字符',
      'A division code holds digits only',
    );
  }
  const province = typed.slice(0, 2);
  if (!provinces.has(province)) {
    return refuse(
      'division-unknown-province',
      `区划代码开头的 ${province} 不是任何一个省，请核对`,
      `No province has the code ${province} at the start; please check`,
    );
  }
  const code = withoutFiller(typed);
  const level = levelOf(code);
  return ok({
    code: code as DivisionCode,
    level,
    parent: parentOf(code, level) as DivisionCode | null,
    province,
  });
}
