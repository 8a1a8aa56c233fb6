import { type Bilingual, both } from '../../../kernel/bilingual.ts';
import { addDays, type LocalDate, localDate, localDateAt } from '../../../kernel/calendar/index.ts';

/** A month, quarter or year as it stands in an address: `2026-11`, `2026-Q4`, `2026`. */
export interface Period {
  readonly id: string;
  readonly kind: PeriodKind;
  /** Both ends included. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly name: Bilingual;
}
export type PeriodKind = 'month' | 'quarter' | 'year';

const WRITTEN = /^(20\d{2})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?$/;

/** null for anything that is not a period. */
export function periodOf(id: string): Period | null {
  const [, year, quarter, month] = WRITTEN.exec(id) ?? [];
  if (year === undefined) return null;
  const first = quarter ? Number(quarter) * 3 - 2 : month ? Number(month) : 1;
  const length = quarter ? 3 : month ? 1 : 12;
  return {
    id,
    kind: quarter ? 'quarter' : month ? 'month' : 'year',
    from: firstOf(Number(year), first),
    to: addDays(firstOf(Number(year), first + length), -1),
    name: quarter
      ? both(`${year} 年第 ${quarter} 季度`, `Quarter ${quarter} of ${year}`)
      : month
        ? both(`${year} 年 ${Number(month)} 月`, `${year}-${month}`)
        : both(`${year} 年`, year),
  };
}

const firstOf = (year: number, month: number): LocalDate =>
  month > 12 ? firstOf(year + 1, month - 12) : localDate(`${year}-${String(month).padStart(2, '0')}-01`);

/** The period of that kind in which a day lies. */
export function periodWith(kind: PeriodKind, date: LocalDate): Period {
  const year = date.slice(0, 4);
  const month = date.slice(5, 7);
  const quarter = Math.ceil(Number(month) / 3);
  return periodOf(kind === 'year' ? year : kind === 'month' ? `${year}-${month}` : `${year}-Q${quarter}`)!;
}

export const currentPeriod = (now: Date): Period => periodWith('quarter', localDateAt(now));
export const periodBefore = ({ kind, from }: Period): Period => periodWith(kind, addDays(from, -1));
export const periodAfter = ({ kind, to }: Period): Period => periodWith(kind, addDays(to, 1));
