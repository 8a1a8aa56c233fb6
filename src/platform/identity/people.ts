import type { PersonalData } from '../personal-data/personal-data.ts';

/** The number with what people type around it taken off: spaces, dashes, +86, full-width digits. */
export const plainPhone = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(/[^\d+]/g, '')
    .replace(/^(?:\+|00)86(?=1\d{10}$)/, '');

/** A mobile number of mainland China: 11 digits, 13… to 19…. */
export const isMobilePhone = (typed: string): boolean => /^1[3-9]\d{9}$/.test(plainPhone(typed));

export const maskedPhone = (phone: string): string =>
  phone.length > 7 ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : '****';

/** The first character and as many stars as characters follow, at most two: 林**. Counts characters, not UTF-16 units. */
export function maskedName(name: string): string {
  const [first = '', ...rest] = name;
  return first + '*'.repeat(Math.min(2, Math.max(1, rest.length)));
}

/** What names and phones are sealed for. */
export const NAME = 'account.name';
export const PHONE = 'account.phone';

export interface NamedRow {
  readonly officialName: string | null;
  readonly citizenNameSealed: Buffer | null;
  readonly phoneSealed: Buffer | null;
}

/** The name as the person gave it; without one, the end of the phone number. */
export function openName(personalData: PersonalData, row: NamedRow): string {
  if (row.officialName !== null) return row.officialName;
  if (row.citizenNameSealed !== null) return personalData.open(row.citizenNameSealed, NAME);
  return row.phoneSealed === null ? '' : maskedPhone(personalData.open(row.phoneSealed, PHONE));
}
