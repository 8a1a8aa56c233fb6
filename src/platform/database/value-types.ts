/** PostgreSQL's numbers for its types (pg_type.oid). */
const INT8 = 20;
const DATE = 1082;
const NUMERIC = 1700;

/** @throws RangeError for an integer that a JavaScript number cannot hold: a wrong number must not look like a right one */
function toNumber(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    throw new RangeError(
      `The database holds ${text}, which is beyond what a number can hold exactly (2^53).`,
    );
  }
  return value;
}

/**
 * How values cross: int8 and numeric as numbers, a date as 'YYYY-MM-DD' (a calendar day has no time zone),
 * timestamptz as Date, json and jsonb as they are.
 */
export const crossingTypes = {
  integer: { to: INT8, from: [INT8], serialize: (value: number | bigint) => String(value), parse: toNumber },
  decimal: {
    to: NUMERIC,
    from: [NUMERIC],
    serialize: (value: number | string) => String(value),
    parse: toNumber,
  },
  calendarDate: { to: DATE, from: [DATE], serialize: calendarDay, parse: (text: string) => text },
};

/** A Date is refused for a date column: which day it is depends on the place, and only the caller knows that. */
function calendarDay(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new TypeError(
    `A date column takes a 'YYYY-MM-DD' string, not ${Object.prototype.toString.call(value)}.`,
  );
}
