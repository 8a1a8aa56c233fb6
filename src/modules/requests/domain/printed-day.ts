import { type Bilingual, both } from '../../../kernel/bilingual.ts';

/** A YYYY-MM-DD as it is said in a message. */
export function printedDay(date: string): Bilingual {
  const [year, month, day] = date.split('-').map(Number);
  return both(`${year} 年 ${month} 月 ${day} 日`, date);
}
