import { type Bilingual, both } from './bilingual.ts';
import { normaliseNumber } from './identifiers/normalise.ts';
import { err, ok, type Result } from './result.ts';

/** Money in 分, a hundredth of a yuan: always a whole number that is exact. */
export type Fen = number & { readonly __brand: 'Fen' };

/** Throws on fractions and on amounts beyond exact arithmetic: both are bugs. */
export function fen(amount: number): Fen {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`${amount} is not a whole, exact number of fen`);
  return (amount === 0 ? 0 : amount) as Fen;
}

export const addFen = (...amounts: readonly Fen[]): Fen =>
  amounts.reduce<Fen>((sum, amount) => fen(sum + amount), fen(0));

/** `1,234.50`, without a currency sign; the view adds 元. */
export function formatFen(amount: Fen): string {
  const digits = String(Math.abs(amount)).padStart(3, '0');
  const yuan = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${amount < 0 ? '-' : ''}${yuan}.${digits.slice(-2)}`;
}

const WRITTEN = /^[¥￥]?(-?)((?:\d{1,3}(?:,\d{3})+|\d+))(?:\.(\d{1,2}))?元?$/;

export interface MoneyFault {
  readonly code: 'money-form' | 'money-decimals' | 'money-too-large';
  readonly message: Bilingual;
}

const refuse = (code: MoneyFault['code'], zh: string, en: string): Result<never, MoneyFault> =>
  err({ code, message: both(zh, en) });

/** Reads yuan as people write them: `1234.5`, `¥1,234.50`, `1234.5元`, full width too. */
export function parseYuan(input: string): Result<Fen, MoneyFault> {
  const typed = normaliseNumber(input);
  if (/\.\d{3,}元?$/.test(typed)) {
    return refuse(
      'money-decimals',
      '金额最多到分，小数点后请只留两位',
      'Amounts go to the fen: two decimals at most',
    );
  }
  const parts = WRITTEN.exec(typed);
  if (!parts) {
    return refuse(
      'money-form',
      '金额请只填数字，比如 1234.50',
      'Please give the amount in digits, such as 1234.50',
    );
  }
  const [, sign, yuan = '', decimals = ''] = parts;
  const amount = Number(yuan.replaceAll(',', '') + decimals.padEnd(2, '0'));
  if (!Number.isSafeInteger(amount)) {
    return refuse(
      'money-too-large',
      '金额太大了，请核对位数',
      'The amount is too large; please check the digits',
    );
  }
  return ok(fen(sign ? -amount : amount));
}
