/** Digits that are somebody's: a mobile number, an identity number, a bank card; also with spaces or hyphens between. */
const PERSONAL_NUMBER = /(?<![\d.])(?:\d[ \-–—]?){10,18}[\dXx](?![\d.])/g;
/** An invisible sign that the database cannot store, or half a character. */
const UNSTORABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]|\p{Surrogate}/gu;
/** Addresses keep their digits: they are links, and the subject's own room answers for what is in them. */
const ADDRESS = /^(?:https?:\/\/|\/)\S*$/;

/** What anybody may read: long numbers keep their first three and last two signs. */
export function publicText(text: string): string {
  const clean = text.replace(UNSTORABLE, '');
  if (ADDRESS.test(clean)) return clean;
  return clean.replace(PERSONAL_NUMBER, (number) => {
    const signs = number.replace(/[ \-–—]/g, '');
    return `${signs.slice(0, 3)}${'*'.repeat(signs.length - 5)}${signs.slice(-2)}`;
  });
}

/** The same for every text inside a value that survives JSON. Dates become ISO 8601 text. */
export function publicValue(value: unknown): unknown {
  if (typeof value === 'string') return publicText(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(publicValue);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, publicValue(inner)]));
}
