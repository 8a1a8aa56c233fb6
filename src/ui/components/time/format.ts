import type { Language } from '../../../kernel/bilingual.ts';

// China has kept UTC+8 without summer time since 1992, and a fixed offset costs a hundredth of Intl.
const OFFSET_MS = 8 * 60 * 60 * 1000;
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

export interface ShanghaiTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

/** Wall-clock parts in China. Right for instants from 1992 on. */
export function shanghai(at: Date): ShanghaiTime {
  const local = new Date(at.getTime() + OFFSET_MS);
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
  };
}

const two = (n: number): string => String(n).padStart(2, '0');

export const clock = (at: Date): string => `${two(shanghai(at).hour)}:${two(shanghai(at).minute)}`;

/** 3 月 12 日, or with the year when asked. */
export function dayText(lang: Language, at: Date, withYear: boolean): string {
  const { year, month, day } = shanghai(at);
  if (lang === 'zh') return `${withYear ? `${year} 年 ` : ''}${month} 月 ${day} 日`;
  return `${day} ${MONTHS[month - 1]}${withYear ? ` ${year}` : ''}`;
}

/** The machine-readable instant with its offset, for `<time datetime>`. */
export function isoText(at: Date, dayOnly: boolean): string {
  const { year, month, day } = shanghai(at);
  const date = `${year}-${two(month)}-${two(day)}`;
  return dayOnly ? date : `${date}T${clock(at)}+08:00`;
}
