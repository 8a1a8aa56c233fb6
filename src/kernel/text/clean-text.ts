import { type Bilingual, both } from '../bilingual.ts';
import { characterCount } from '../identifiers/normalise.ts';
import { err, ok, type Result } from '../result.ts';

export interface TextRules {
  /** In characters as people count them: code points. */
  readonly maxChars: number;
  /** False puts everything on one line. */
  readonly multiline: boolean;
}

export interface TextFault {
  readonly code: 'text-broken' | 'text-too-long';
  readonly message: Bilingual;
}

/** Half of a pair: text that was cut in the middle of a character, or is no text at all. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Everything but the compatibility ideographs. NFC replaces those by look-alikes (U+F9F1 隣 by U+96A3),
 * and GB 18030 has some of them in people's and places' names.
 */
const NORMALISABLE = /[^\uF900-\uFAFF\u{2F800}-\u{2FA1F}]+/gu;

const LINE_END = /\r\n?|[\u0085\u2028\u2029]/g;

/** Control characters, byte order marks, and the signs that turn the direction of text to disguise it. */
const UNWANTED = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFEFF]/g;

function tidy(input: string, multiline: boolean): string {
  const lines = input.replace(LINE_END, '\n').replace(UNWANTED, '');
  const placed = multiline ? lines : lines.replace(/[\n\t]+/g, ' ');
  return placed.replace(NORMALISABLE, (part) => part.normalize('NFC')).trim();
}

/** What a person typed, fit to be stored: nothing they could see is lost, nothing unseen is kept. */
export function cleanText(input: string, { maxChars, multiline }: TextRules): Result<string, TextFault> {
  if (LONE_SURROGATE.test(input)) {
    return err({
      code: 'text-broken',
      message: both(
        '有一个字没有传完整，请重新输入带“□”或“?”的字再提交',
        'One character arrived incomplete; please type again what shows as “□” or “?”',
      ),
    });
  }
  const text = tidy(input, multiline);
  const length = characterCount(text);
  if (length <= maxChars) return ok(text);
  const surplus = length - maxChars;
  return err({
    code: 'text-too-long',
    message: both(
      `最多 ${maxChars} 个字，您写了 ${length} 个字，请删去 ${surplus} 个字`,
      `${maxChars} characters at most; you wrote ${length}, please remove ${surplus}`,
    ),
  });
}
