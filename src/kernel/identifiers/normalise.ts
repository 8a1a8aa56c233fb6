/** White space, full-width space included, and characters without width that come along when pasting. */
const UNSEEN = /[\s\u200B-\u200D\u2060\uFEFF]+/gu;

/** Full-width letters, digits and signs stand 0xFEE0 above their ASCII twins. */
const FULL_WIDTH = /[\uFF01-\uFF5E]/gu;

/** What was typed, as half-width capitals without spaces: the form in which numbers are compared and stored. */
export const normaliseNumber = (input: string): string =>
  input
    .replace(FULL_WIDTH, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(UNSEEN, '')
    .toUpperCase();

/** How many characters a person sees, rare Chinese characters counted as one. */
export const characterCount = (text: string): number => {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
};
