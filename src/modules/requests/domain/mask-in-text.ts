const DIGIT = '[0-9０-９]';
const BETWEEN = '[ \\u3000.·\\-‐-―]?';
const several = (count: number) => `(?:${BETWEEN}${DIGIT}){${count}}`;
const alone = (pattern: string) => new RegExp(`(?<!${DIGIT})(?:${pattern})(?!${DIGIT})`, 'gu');

const COUNTRY = `(?:(?:\\+|00|００)?[8８][6６]${BETWEEN})?`;
const MOBILE = alone(`${COUNTRY}[1１]${BETWEEN}[3-9３-９]${several(9)}`);
/** Six digits of a place, a day of birth in this or the last century, four more. */
const RESIDENT_ID = alone(
  [
    `[1-9１-９]${several(5)}${BETWEEN}(?:[1１]${BETWEEN}[9９]|[2２]${BETWEEN}[0０])${several(2)}`,
    `${BETWEEN}[01０１]${several(1)}${BETWEEN}[0-3０-３]${several(1)}${several(3)}${BETWEEN}(?:${DIGIT}|[XxＸｘ])`,
  ].join(''),
);
/** A bank card or an old identity number: long without a break, or in fours. */
const LONG = alone(`${DIGIT}{15,19}|${DIGIT}{4}(?:[ \\-]${DIGIT}{4}){3}(?:[ \\-]?${DIGIT}{1,3})?`);
const LANDLINE = alone(`[0０]${DIGIT}{2,3}[)） \\-‐-―]{0,2}${DIGIT}{7,8}`);

const SIGN = /[0-9０-９XxＸｘ]/u;

/** The first three and the last two signs stay, so that its owner knows which number is meant. */
function stars(number: string): string {
  const characters = [...number];
  const total = characters.filter((character) => SIGN.test(character)).length;
  let seen = 0;
  return characters
    .map((character) => {
      if (!SIGN.test(character)) return character;
      seen += 1;
      return seen <= 3 || seen > total - 2 ? character : '*';
    })
    .join('');
}

/** What an office writes, as anybody may read it: mobile, identity and card numbers are hidden, its own telephone is not. */
export const maskInReply = (text: string): string =>
  [RESIDENT_ID, LONG, MOBILE].reduce((masked, pattern) => masked.replace(pattern, stars), text);

/** A citizen's words as anybody may read them: every number that reaches or names a person is hidden. */
export const maskInText = (text: string): string => maskInReply(text).replace(LANDLINE, stars);
