/** Digits that are somebody's: a mobile number, an identity number, a bank card; also with spaces or hyphens between groups. */
const PERSONAL_NUMBER = /(?<!\d)(?:\d[ \-–—]?){10,18}[\dXx](?!\d)/g;

/** A citizen's words as anybody may read them: long numbers keep their first three and last two signs. */
export const maskInText = (text: string): string =>
  text.replace(PERSONAL_NUMBER, (number) => {
    const signs = number.replace(/[ \-–—]/g, '');
    return `${signs.slice(0, 3)}${'*'.repeat(signs.length - 5)}${signs.slice(-2)}`;
  });
