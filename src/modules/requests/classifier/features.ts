/** A message to classify. The title says what it is about, so its characters count three times. */
export interface Message {
  readonly title?: string;
  readonly text: string;
}

const TITLE_WEIGHT = 3;

/** Characters read per message: whoever writes more has said what it is about by then, and work stays bounded. */
const READ_AT_MOST = 4_000;

/**
 * The code unit that stands for `unit` in a feature, or 0 where a word ends. Han characters stand for themselves,
 * Latin letters for their lower-case half-width form; digits, punctuation and everything else end a word.
 */
function canonical(unit: number): number {
  if (unit >= 0x4e00 && unit <= 0x9fff) return unit;
  if (unit >= 0x3400 && unit <= 0x4dbf) return unit;
  const letter = unit >= 0xff21 && unit <= 0xff5a ? unit - 0xfee0 : unit;
  if (letter >= 0x41 && letter <= 0x5a) return letter + 32;
  return letter >= 0x61 && letter <= 0x7a ? letter : 0;
}

const isLatin = (unit: number): boolean => unit < 0x80;

/**
 * Calls `visit` with every pair of neighbouring characters of the message: the pair as one 32-bit number, what the
 * pair weighs, and where it starts in `title + text`. Pairs never span punctuation or a change of script.
 */
export function eachPair(message: Message, visit: (pair: number, weight: number, at: number) => void): void {
  const title = message.title ?? '';
  scan(title, TITLE_WEIGHT, 0, visit);
  scan(message.text, 1, title.length, visit);
}

function scan(
  text: string,
  weight: number,
  offset: number,
  visit: (pair: number, weight: number, at: number) => void,
): void {
  const end = Math.min(text.length, READ_AT_MOST);
  let before = 0;
  for (let at = 0; at < end; at++) {
    const unit = canonical(text.charCodeAt(at));
    if (unit !== 0 && before !== 0 && isLatin(unit) === isLatin(before)) {
      visit(((before << 16) | unit) >>> 0, weight, offset + at - 1);
    }
    before = unit;
  }
}

export const asMessage = (message: string | Message): Message =>
  typeof message === 'string' ? { text: message } : message;
