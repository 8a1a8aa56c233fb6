import { bigrams } from './bigrams.ts';

/** Something that may say the same as another: its words, and the place it is about where one is known. */
export interface Comparable {
  readonly title?: string;
  readonly text: string;
  /** An address or the name of a place. */
  readonly place?: string;
}

/** How much the place counts when both messages name one; our assumption. */
const PLACE_SHARE = 0.3;

/** Likeness from which a clerk or citizen is shown the other message as a possible duplicate; our assumption. */
export const NEAR_DUPLICATE = 0.4;

/**
 * How alike two messages are, from 0 to 1, the same in both directions. The cosine of their sets of character pairs;
 * where both name a place, three tenths come from how alike the places are written. Says nothing alike of empty texts.
 */
export const similarity = (a: Comparable, b: Comparable): number => likeness(prepared(a), prepared(b));

/** The candidates at least `atLeast` alike, most alike first, at most `limit` of them. */
export function mostSimilar<T extends Comparable>(
  message: Comparable,
  candidates: readonly T[],
  { atLeast = NEAR_DUPLICATE, limit = 5 }: { readonly atLeast?: number; readonly limit?: number } = {},
): { readonly candidate: T; readonly likeness: number }[] {
  const own = prepared(message);
  return candidates
    .map((candidate) => ({ candidate, likeness: likeness(own, prepared(candidate)) }))
    .filter((scored) => scored.likeness >= atLeast)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, limit);
}

interface Prepared {
  readonly words: ReadonlySet<string>;
  readonly place: ReadonlySet<string>;
}

const prepared = ({ title = '', text, place = '' }: Comparable): Prepared => ({
  words: new Set(bigrams(`${title}\n${text}`)),
  place: new Set(bigrams(place)),
});

function likeness(a: Prepared, b: Prepared): number {
  const words = cosine(a.words, b.words);
  if (a.place.size === 0 || b.place.size === 0) return words;
  return (1 - PLACE_SHARE) * words + PLACE_SHARE * cosine(a.place, b.place);
}

function cosine(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  const [fewer, more] = a.size <= b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const word of fewer) if (more.has(word)) shared++;
  return Math.min(1, shared / Math.sqrt(a.size * b.size));
}
