import { z } from 'zod';
import { categories } from '../domain/categories.ts';
import type { Evidence } from './evidence.ts';
import { emptyModel, type Model, refreshAll, reserveRows, sectorIds } from './model.ts';

const header = z.object({
  version: z.literal(1),
  documents: z.number(),
  rows: z.number().int().nonnegative(),
  sectors: z.array(z.string()),
  leaves: z.array(z.string()),
  sectorTotals: z.array(z.number()),
  leafTotals: z.array(z.number()),
  sectorCells: z.number().int().nonnegative(),
  leafCells: z.number().int().nonnegative(),
});

/**
 * The model as bytes, for one database column: a JSON header with its length before it, then the pairs, their spread,
 * and the counts that are not zero. The starting model is about half a megabyte.
 */
export function serialise(model: Model): Uint8Array {
  const rows = model.vocabulary.size;
  const sectorCells = filledCells(model.bySector, rows);
  const leafCells = filledCells(model.byLeaf, rows);
  const head = Buffer.from(
    JSON.stringify({
      version: 1,
      documents: model.documents,
      rows,
      sectors: sectorIds,
      leaves: categories.map((category) => category.id),
      sectorTotals: [...model.bySector.totals],
      leafTotals: [...model.byLeaf.totals],
      sectorCells: sectorCells.places.length,
      leafCells: leafCells.places.length,
    } satisfies z.infer<typeof header>),
  );
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  const tables = [model.vocabulary.pairs, model.spread.subarray(0, rows)];
  const cells = [sectorCells.places, sectorCells.counts, leafCells.places, leafCells.counts];
  return Buffer.concat([length, head, ...[...tables, ...cells].map(bytesOf)]);
}

/**
 * The model that `serialise` wrote. Categories that no longer exist are forgotten, new ones start empty.
 * Throws when the bytes are not a stored model: a broken store must not pass for an untaught classifier.
 */
export function deserialise(bytes: Uint8Array): Model {
  const stored = Buffer.from(bytes);
  const headLength = stored.readUInt32LE(0);
  const head = header.parse(JSON.parse(stored.subarray(4, 4 + headLength).toString('utf8')));
  const reader = readerOf(stored, 4 + headLength);
  const model = emptyModel();
  for (const pair of reader.integers(head.rows)) model.vocabulary.add(pair);
  reserveRows(model);
  model.spread.set(reader.reals(head.rows));
  model.documents = head.documents;
  fill(model.bySector, head.sectors, sectorIds, head.sectorTotals, reader, head.sectorCells);
  const leafIds = categories.map((category) => category.id);
  fill(model.byLeaf, head.leaves, leafIds, head.leafTotals, reader, head.leafCells);
  refreshAll(model);
  return model;
}

interface Cells {
  readonly places: Uint32Array;
  readonly counts: Float32Array;
}

function filledCells(evidence: Evidence, rows: number): Cells {
  const places: number[] = [];
  const end = rows * evidence.width;
  for (let place = 0; place < end; place++) if (evidence.counts[place] !== 0) places.push(place);
  return {
    places: Uint32Array.from(places),
    counts: Float32Array.from(places, (place) => evidence.counts[place]!),
  };
}

const bytesOf = (table: Uint32Array | Float32Array): Uint8Array =>
  new Uint8Array(table.buffer, table.byteOffset, table.byteLength);

function readerOf(stored: Buffer, start: number) {
  let at = start;
  const take = (values: number): ArrayBuffer => {
    const end = at + values * 4;
    if (end > stored.length)
      throw new Error(`stored classifier ends early: ${stored.length} of ${end} bytes`);
    const copy = Uint8Array.from(stored.subarray(at, end)).buffer;
    at = end;
    return copy;
  };
  return {
    integers: (values: number) => new Uint32Array(take(values)),
    reals: (values: number) => new Float32Array(take(values)),
  };
}

function fill(
  evidence: Evidence,
  written: readonly string[],
  current: readonly string[],
  totals: readonly number[],
  reader: ReturnType<typeof readerOf>,
  cells: number,
): void {
  const columns = written.map((id) => current.indexOf(id));
  totals.forEach((total, c) => {
    if (columns[c]! >= 0) evidence.totals[columns[c]!] = total;
  });
  const places = reader.integers(cells);
  reader.reals(cells).forEach((count, n) => {
    const column = columns[places[n]! % written.length]!;
    const row = Math.floor(places[n]! / written.length);
    if (column >= 0) evidence.counts[row * evidence.width + column] = count;
  });
}
