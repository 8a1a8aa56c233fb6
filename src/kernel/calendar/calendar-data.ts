import type { Bilingual } from '../bilingual.ts';

/** How far a year may be relied on: as the State Council arranged it, or only what the law fixes. */
export type YearStatus = 'official' | 'provisional';

/** Days off in one piece, both ends included. Weekend days inside count as holiday. */
export interface HolidayPeriod {
  readonly name: Bilingual;
  readonly from: string;
  readonly to: string;
}

/**
 * What the arrangement *for* one year says. It may reach into the last week of December before:
 * the notice for 2019 gave 30 and 31 December 2018 off.
 */
export interface CalendarYear {
  readonly year: number;
  readonly status: YearStatus;
  /** The notice or law that the days come from, by title or document number. */
  readonly source: string;
  /** What a reader of a result should know about this year. */
  readonly note?: Bilingual;
  readonly holidays: readonly HolidayPeriod[];
  /** Saturdays and Sundays on which offices work (调休上班). */
  readonly workDays: readonly string[];
}

/** The whole table, as stored in code or uploaded by an administrator. */
export interface CalendarData {
  /** Named in every stored deadline, so that it can be recomputed when the table is replaced. */
  readonly version: string;
  /** Consecutive years, earliest first. */
  readonly years: readonly CalendarYear[];
}
