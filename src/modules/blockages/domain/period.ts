import { localDate, localDateAt, startOfDate } from '../../../kernel/calendar/index.ts';

/** A year, quarter or month in Asia/Shanghai, as written in an address: 2026, 2026Q3, 2026-08. */
export interface Period {
  readonly text: string;
  readonly from: Date;
  /** Not included. */
  readonly to: Date;
}

const WRITTEN = /^(20\d{2})(?:Q([1-4])|-(0[1-9]|1[0-2]))?$/;

const monthStart = (year: number, month: number): Date =>
  startOfDate(localDate(`${year + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`));

/** Null when the text names no period. */
export function parsePeriod(text: string | undefined): Period | null {
  const match = WRITTEN.exec(text ?? '');
  if (!match) return null;
  const [, year, quarter, month] = match;
  const first = quarter ? (Number(quarter) - 1) * 3 : month ? Number(month) - 1 : 0;
  const length = quarter ? 3 : month ? 1 : 12;
  return {
    text: match[0],
    from: monthStart(Number(year), first),
    to: monthStart(Number(year), first + length),
  };
}

/** The quarter in which an instant lies. */
export function quarterAt(now: Date): Period {
  const [year, month] = localDateAt(now).split('-').map(Number) as [number, number, number];
  return parsePeriod(`${year}Q${Math.ceil(month / 3)}`)!;
}
