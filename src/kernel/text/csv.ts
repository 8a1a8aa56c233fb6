/** What a spreadsheet would take for a formula, also after blanks and in full width. */
const FORMULA_START = /^[\s\u3000]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\t\r\n]/u;

const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/u;

export type CsvValue = string | number | boolean | null | undefined;

/**
 * One cell (RFC 4180). Text that a spreadsheet would run as a formula gets an apostrophe in front;
 * numbers are written as they are, so -3 stays a number.
 */
export function csvCell(value: CsvValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const safe = FORMULA_START.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One record with its line end. */
export const csvLine = (values: readonly CsvValue[]): string => `${values.map(csvCell).join(',')}\r\n`;
