import { type CategoryId, categories, type SectorId, sectors } from '../domain/categories.ts';
import { Evidence } from './evidence.ts';
import { asMessage, eachPair, type Message } from './features.ts';
import { Vocabulary } from './vocabulary.ts';

export const sectorIds = Object.keys(sectors) as SectorId[];

/** Additive smoothing; between 0.1 and 0.5 the accuracy does not move by more than its own spread. */
const SMOOTHING = 0.3;

/** Pairs kept at most: 65,536 rows are about 55 MB. Chinese uses some 30,000 pairs often enough to matter. */
const MOST_PAIRS = 65_536;

/** The sector of each category, as a position in `sectorIds`; categories of one sector stand together. */
const sectorOfLeaf = Uint16Array.from(categories, (category) => sectorIds.indexOf(category.sector));
const leafPosition = new Map<string, number>(categories.map((category, at) => [category.id, at]));
const sectorPosition = new Map<string, number>(sectorIds.map((id, at) => [id, at]));

/**
 * What the classifier knows. Mutable, single-threaded: `learn` changes it in place, and reading uses its scratch
 * space, so one process keeps one.
 */
export interface Model {
  readonly vocabulary: Vocabulary;
  /** First level: each sector against all others. */
  readonly bySector: Evidence;
  /** Second level: each category against the others of its sector. */
  readonly byLeaf: Evidence;
  /** In how many messages each pair occurred. */
  spread: Float32Array;
  /** Messages learnt so far. */
  documents: number;
  scratch: Scratch;
}

interface Scratch {
  weightOf: Float32Array;
  firstAt: Int32Array;
  rows: Int32Array;
  /** The number of the message that last touched a row; saves clearing the tables between messages. */
  touchedBy: Float64Array;
  message: number;
}

const scratchFor = (rows: number): Scratch => ({
  weightOf: new Float32Array(rows),
  firstAt: new Int32Array(rows),
  rows: new Int32Array(rows),
  touchedBy: new Float64Array(rows),
  message: 0,
});

/** Rows and normalised weights of one message; views into scratch space, valid until the next call. */
export interface Vector {
  readonly length: number;
  readonly rows: Int32Array;
  readonly weightOf: Float32Array;
  readonly firstAt: Int32Array;
}

export function emptyModel(): Model {
  return {
    vocabulary: new Vocabulary(MOST_PAIRS),
    bySector: new Evidence(sectorIds.length, new Uint16Array(sectorIds.length), SMOOTHING),
    byLeaf: new Evidence(categories.length, sectorOfLeaf, SMOOTHING),
    spread: new Float32Array(1024),
    documents: 0,
    scratch: scratchFor(1024),
  };
}

/** What a message is about: a category, or only its sector where nothing finer is known. */
export type Label = CategoryId | SectorId;

/** Learns many messages at once; the rarity of each pair is taken over all of them, so their order is of no account. */
export function learnAll(model: Model, lessons: Iterable<readonly [Message, Label]>): void {
  const all = [...lessons];
  for (const [message] of all) countSpread(model, message);
  for (const [message, label] of all) addEvidence(model, message, label);
  refreshAll(model);
}

/** Learns one confirmed dispatch, in place: about as dear as one classification. */
export function learn(model: Model, message: string | Message, label: Label): void {
  const said = asMessage(message);
  countSpread(model, said);
  const touched = addEvidence(model, said, label);
  for (let n = 0; n < touched.length; n++) {
    model.bySector.refresh(touched.rows[n]!);
    model.byLeaf.refresh(touched.rows[n]!);
  }
}

export function refreshAll(model: Model): void {
  for (let row = 0; row < model.vocabulary.size; row++) {
    model.bySector.refresh(row);
    model.byLeaf.refresh(row);
  }
}

/** Makes room in every table for the vocabulary as it is now. */
export function reserveRows(model: Model): void {
  const rows = model.vocabulary.size;
  model.bySector.reserve(rows);
  model.byLeaf.reserve(rows);
  if (rows <= model.spread.length) return;
  const capacity = Math.max(rows, model.spread.length * 2);
  const spread = new Float32Array(capacity);
  spread.set(model.spread);
  model.spread = spread;
  model.scratch = scratchFor(capacity);
}

function countSpread(model: Model, message: Message): void {
  const seen = new Set<number>();
  eachPair(message, (pair) => {
    const row = model.vocabulary.add(pair);
    if (row >= 0) seen.add(row);
  });
  reserveRows(model);
  for (const row of seen) model.spread[row]! += 1;
  model.documents += 1;
}

function addEvidence(model: Model, message: Message, label: Label): Vector {
  const leaf = leafPosition.get(label);
  const sector = leaf === undefined ? sectorPosition.get(label)! : sectorOfLeaf[leaf]!;
  const vector = vectorOf(model, message);
  for (let n = 0; n < vector.length; n++) {
    const row = vector.rows[n]!;
    const weight = vector.weightOf[row]!;
    model.bySector.add(row, sector, weight);
    if (leaf !== undefined) model.byLeaf.add(row, leaf, weight);
  }
  return vector;
}

/** The message as weighted rows: damped counts times rarity, scaled so that long and short messages weigh alike. */
export function vectorOf(model: Model, message: Message): Vector {
  const { rows, weightOf, firstAt } = model.scratch;
  const length = countPairs(model, message);
  const documents = 1 + Math.log(model.documents + 1);
  let square = 0;
  for (let n = 0; n < length; n++) {
    const row = rows[n]!;
    const weight = (1 + Math.log(weightOf[row]!)) * (documents - Math.log(model.spread[row]! + 1));
    weightOf[row] = weight;
    square += weight * weight;
  }
  const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
  for (let n = 0; n < length; n++) weightOf[rows[n]!]! *= scale;
  return { length, rows, weightOf, firstAt };
}

/** Counts the known pairs of a message into the scratch tables and says how many different ones there are. */
function countPairs(model: Model, message: Message): number {
  const { rows, weightOf, firstAt, touchedBy } = model.scratch;
  const current = ++model.scratch.message;
  let length = 0;
  eachPair(message, (pair, weight, at) => {
    const row = model.vocabulary.rowOf(pair);
    if (row < 0) return;
    if (touchedBy[row] === current) {
      weightOf[row]! += weight;
      return;
    }
    touchedBy[row] = current;
    rows[length++] = row;
    firstAt[row] = at;
    weightOf[row] = weight;
  });
  return length;
}
