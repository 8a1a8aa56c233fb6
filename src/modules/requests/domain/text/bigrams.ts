/** Longest Latin word kept as one lexeme; PostgreSQL refuses lexemes over 2 KB. */
const LONGEST_WORD = 64;

/** Different lexemes kept per text: a tsvector may not pass 1 MB, and a longer text is findable by its beginning. */
const MOST_LEXEMES = 20_000;

const RUNS = /(?<han>\p{Script=Han}+)|(?:(?!\p{Script=Han})[\p{Letter}\p{Number}])+/gu;

interface Run {
  readonly text: string;
  readonly han: boolean;
}

function* runsOf(text: string): Generator<Run> {
  for (const match of text.normalize('NFKC').toLowerCase().matchAll(RUNS)) {
    yield { text: match[0], han: match.groups?.han !== undefined };
  }
}

/**
 * The search lexemes of a text: every pair of neighbouring Han characters, the last character of every Han run (so
 * that each character begins some lexeme), and every other word in lower case. Only letters and digits ever occur in
 * a lexeme, so none needs escaping. Each is given once.
 */
export function bigrams(text: string): string[] {
  const found = new Set<string>();
  for (const run of runsOf(text)) {
    if (run.han) for (const pair of pairsOf(run.text, true)) found.add(pair);
    else found.add(shortened(run.text));
    if (found.size >= MOST_LEXEMES) break;
  }
  return [...found].slice(0, MOST_LEXEMES);
}

/** A lexeme that must occur; with `prefix`, a lexeme that begins so. */
export interface Sought {
  readonly lexeme: string;
  readonly prefix: boolean;
}

/**
 * What to look for: a message matches when it has all of these. A single Han character and any Latin word match what
 * begins with them, so that 灯 finds 路灯 and `ETC` finds `etc卡`. Empty when the query holds no letter or digit.
 */
export function searchQuery(query: string): Sought[] {
  const sought = new Map<string, Sought>();
  for (const run of runsOf(query)) {
    const pairs = run.han ? pairsOf(run.text, false) : [];
    if (pairs.length > 0) for (const lexeme of pairs) sought.set(lexeme, { lexeme, prefix: false });
    else sought.set(shortened(run.text), { lexeme: shortened(run.text), prefix: true });
  }
  return [...sought.values()];
}

/** The query in the notation of `to_tsquery('simple', …)`; null when there is nothing to look for. */
export function tsqueryOf(sought: readonly Sought[]): string | null {
  if (sought.length === 0) return null;
  return sought.map(({ lexeme, prefix }) => `'${lexeme}'${prefix ? ':*' : ''}`).join(' & ');
}

/** Every pair of neighbouring Han characters in order, repeats included, and every other word of two letters or more. */
export function* characterPairs(text: string): Generator<string> {
  for (const run of runsOf(text)) {
    if (run.han) yield* pairsOf(run.text, false);
    else if (run.text.length > 1) yield shortened(run.text);
  }
}

function pairsOf(run: string, withLast: boolean): string[] {
  const characters = [...run];
  const pairs = characters.slice(1).map((character, n) => characters[n]! + character);
  return withLast ? [...pairs, characters.at(-1)!] : pairs;
}

const shortened = (word: string): string => [...word].slice(0, LONGEST_WORD).join('');
