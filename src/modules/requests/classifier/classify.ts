import { type CategoryId, categories, type SectorId } from '../domain/categories.ts';
import type { Evidence } from './evidence.ts';
import { asMessage, type Message } from './features.ts';
import { type Model, sectorIds, type Vector, vectorOf } from './model.ts';

/** A piece of the message and how much it spoke for the category, beyond what it says for the average sector. */
export interface Reason {
  readonly term: string;
  readonly weight: number;
}

export interface Suggestion {
  readonly category: CategoryId;
  readonly sector: SectorId;
  /** Probability from 0 to 1; how far it can be trusted is measured in README.md. */
  readonly confidence: number;
  readonly reasons: readonly Reason[];
}

/**
 * How sharply scores become probabilities. Neighbouring pairs say much the same thing, so the scores of a message
 * count as if it had only the square root of its evidence. The number makes confidences about as often right as they
 * say, both for one-line and for page-long messages; README.md has the measurement.
 */
const SHARPNESS = 12;

const REASONS_GIVEN = 5;
const LONGEST_TERM = 6;
const SOFTEST_REASON = 0.01;

/** First and last category of each sector, as positions in `categories`. */
const leavesOf = sectorIds.map((sector) => ({
  from: categories.findIndex((category) => category.sector === sector),
  to: categories.findLastIndex((category) => category.sector === sector) + 1,
}));

interface Reading {
  readonly model: Model;
  readonly written: string;
  readonly vector: Vector;
  readonly sectorShares: readonly Ranked[];
}

interface Ranked {
  readonly at: number;
  readonly share: number;
}

/**
 * The categories that a message most likely belongs to, likeliest first, at most `topK`. Never throws; a message of
 * which nothing is known gets confidences close to chance and no reasons.
 */
export function classify(model: Model, message: string | Message, topK: number): Suggestion[] {
  const reading = read(model, asMessage(message));
  const leaves = reading.sectorShares
    .slice(0, Math.max(topK, 1))
    .flatMap((sector) =>
      leafShares(reading, sector.at).map((leaf) => ({ ...leaf, share: leaf.share * sector.share })),
    );
  return likeliestFirst(leaves)
    .slice(0, Math.max(0, topK))
    .map(({ at, share }) => suggestion(reading, at, share));
}

/** As `classify`, but every sector appears once, with its likeliest category; `confidence` is the sector's. */
export function classifySectors(model: Model, message: string | Message, topK: number): Suggestion[] {
  const reading = read(model, asMessage(message));
  return reading.sectorShares
    .slice(0, Math.max(0, topK))
    .map(({ at, share }) => suggestion(reading, leafShares(reading, at)[0]!.at, share));
}

function read(model: Model, message: Message): Reading {
  const vector = vectorOf(model, message);
  const scores = scoresOf(model, model.bySector, vector, 0, sectorIds.length);
  const sectorShares = likeliestFirst(shares(scores, 0));
  return { model, written: (message.title ?? '') + message.text, vector, sectorShares };
}

function leafShares({ model, vector }: Reading, sector: number): Ranked[] {
  const { from, to } = leavesOf[sector]!;
  return likeliestFirst(shares(scoresOf(model, model.byLeaf, vector, from, to), from));
}

function scoresOf(model: Model, evidence: Evidence, vector: Vector, from: number, to: number): Float64Array {
  const { weights, width } = evidence;
  const scores = new Float64Array(to - from);
  let mass = 0;
  for (let n = 0; n < vector.length; n++) {
    const row = vector.rows[n]!;
    const weight = vector.weightOf[row]!;
    const base = row * width + from;
    mass += weight;
    for (let c = 0; c < scores.length; c++) scores[c]! += weight * weights[base + c]!;
  }
  const offsets = evidence.offsets(model.vocabulary.size);
  const damping = mass > 0 ? 1 / Math.sqrt(mass) : 0;
  return scores.map((score, c) => (score + mass * offsets[from + c]!) * damping);
}

function shares(scores: Float64Array, from: number): Ranked[] {
  const highest = Math.max(...scores);
  const raised = Array.from(scores, (score) => Math.exp((score - highest) * SHARPNESS));
  const sum = raised.reduce((total, one) => total + one, 0);
  return raised.map((one, n) => ({ at: from + n, share: one / sum }));
}

const likeliestFirst = (ranked: Ranked[]): Ranked[] =>
  ranked.sort((a, b) => b.share - a.share || a.at - b.at);

function suggestion(reading: Reading, leaf: number, confidence: number): Suggestion {
  const { id, sector } = categories[leaf]!;
  return { category: id, sector, confidence, reasons: reasonsFor(reading, leaf) };
}

/** The pieces of the message that spoke loudest for a category; neighbouring pairs are joined into one term. */
function reasonsFor({ model, vector, written }: Reading, leaf: number): Reason[] {
  const sector = sectorIds.indexOf(categories[leaf]!.sector);
  const { from, to } = leavesOf[sector]!;
  const voices: { at: number; weight: number }[] = [];
  for (let n = 0; n < vector.length; n++) {
    const row = vector.rows[n]!;
    const lead =
      leadOf(model.bySector, row, sector, 0, sectorIds.length) + leadOf(model.byLeaf, row, leaf, from, to);
    if (lead > SOFTEST_REASON)
      voices.push({ at: vector.firstAt[row]!, weight: lead * vector.weightOf[row]! });
  }
  voices.sort((a, b) => b.weight - a.weight || a.at - b.at);
  return joined(written, voices.slice(0, REASONS_GIVEN + 3)).slice(0, REASONS_GIVEN);
}

/** How much more a pair speaks for one class than for the average of its group. */
function leadOf({ weights, width }: Evidence, row: number, column: number, from: number, to: number): number {
  let sum = 0;
  for (let c = from; c < to; c++) sum += weights[row * width + c]!;
  return weights[row * width + column]! - sum / (to - from);
}

function joined(written: string, voices: readonly { at: number; weight: number }[]): Reason[] {
  const terms: { from: number; to: number; weight: number }[] = [];
  for (const { at, weight } of voices.toSorted((a, b) => a.at - b.at)) {
    const last = terms.at(-1);
    if (last !== undefined && at < last.to && at + 2 - last.from <= LONGEST_TERM) {
      last.to = at + 2;
      last.weight += weight;
    } else terms.push({ from: at, to: at + 2, weight });
  }
  return terms
    .sort((a, b) => b.weight - a.weight)
    .map(({ from, to, weight }) => ({ term: written.slice(from, to), weight }));
}
