/**
 * Nearest neighbours by cosine. Two ways with one interface: an exact scan, and a scan of 8-bit codes whose best rows are
 * compared exactly ("SQ8 + refine" in Faiss: Douze et al. 2024, The Faiss library). Codes take a quarter of the memory
 * that the factors take, and memory is what a scan waits for.
 */
import { type ByteScan, type MakeByteScan, SCAN_ROWS } from '../../base/byte-scanner.ts';
import type { MakeProduct } from '../../base/matrix-vector.ts';
import { finish, type Steps } from '../../base/steps.ts';
import { topItems } from '../top-items.ts';

/** Rows whose dot products are compared: unit vectors for cosines. */
export interface VectorRows {
  readonly rows: number;
  readonly width: number;
  /** Writes a row. @param into `[width]` */
  read(row: number, into: Float32Array): void;
}

/** Neighbours of a query, best first, ties by lower row. */
export interface Neighbours {
  readonly rows: readonly number[];
  /** Dot products with the query. */
  readonly similarity: readonly number[];
}

export interface NeighbourIndex {
  /** @param query `[width]` @param count at most so many */
  nearest(query: Float32Array, count: number): Neighbours;
  /** Memory beside the rows themselves. */
  readonly bytes: number;
}

/** So many of the best codes are compared exactly: with 200, the best 50 of 2 million rows were always among them. */
export const REFINED = 200;

/** Compares the query with every row. @param make in WebAssembly, or plain */
export function exactIndex(source: VectorRows, make: MakeProduct): NeighbourIndex {
  const { rows, width } = source;
  const [stride, padded] = [ceilTo(width, 4), ceilTo(rows, 4)];
  const matrix = new Float32Array(padded * stride);
  for (let row = 0; row < rows; row++) {
    source.read(row, matrix.subarray(row * stride, row * stride + width));
  }
  const product = make(matrix, stride);
  return {
    bytes: matrix.byteLength,
    nearest(query, count) {
      const own = new Float32Array(stride);
      own.set(query);
      const scores = product(own).subarray(0, rows);
      const best = topItems(scores, Math.min(count, rows), NONE);
      return { rows: best, similarity: best.map((row) => scores[row]) };
    },
  };
}

const NONE: ReadonlySet<number> = new Set();

/** Rows as 8-bit codes: `row ≈ scale · code`. */
export interface ByteRows {
  /** `[rows, stride]` */
  readonly codes: Int8Array;
  /** `[rows]` */
  readonly scales: Float32Array;
  /** Width up to a multiple of 16. */
  readonly stride: number;
}

/** Numbers that are quantised in one step: some milliseconds. */
const QUANTISED_AT_ONCE = 1 << 18;

/** Quantises each row by its largest number. @param order the row of each place, by default itself */
export function byteRows(source: VectorRows, order?: Int32Array): ByteRows {
  return finish(byteRowsSteps(source, order));
}

function* byteRowsSteps(source: VectorRows, order?: Int32Array): Steps<ByteRows> {
  const { rows, width } = source;
  const stride = ceilTo(width, 16);
  const quantised = { codes: new Int8Array(rows * stride), scales: new Float32Array(rows), stride };
  const each = Math.max(1, Math.floor(QUANTISED_AT_ONCE / Math.max(1, width)));
  for (let from = 0; from < rows; from += each) {
    yield;
    quantise(source, order, from, Math.min(rows, from + each), quantised);
  }
  return quantised;
}

function quantise(
  { width, read }: VectorRows,
  order: Int32Array | undefined,
  from: number,
  to: number,
  { codes, scales, stride }: ByteRows,
): void {
  const row = new Float32Array(width);
  for (let place = from; place < to; place++) {
    read(order === undefined ? place : order[place], row);
    let largest = 0;
    for (let k = 0; k < width; k++) largest = Math.max(largest, Math.abs(row[k]));
    if (largest === 0) continue;
    scales[place] = largest / 127;
    for (let k = 0; k < width; k++) codes[place * stride + k] = Math.round((row[k] / largest) * 127);
  }
}

/** The query in 16 bits; the scale of the codes does not change their order. @returns null for a query of zeros */
export function wordsOfQuery(query: Float32Array, stride: number): Int16Array | null {
  let largest = 0;
  for (const value of query) largest = Math.max(largest, Math.abs(value));
  if (largest === 0) return null;
  const words = new Int16Array(stride);
  for (let k = 0; k < query.length; k++) words[k] = Math.round((query[k] / largest) * 32_767);
  return words;
}

/** Scans codes and compares the best of them exactly. @param make in WebAssembly, or plain */
export function byteIndex(source: VectorRows, make: MakeByteScan): NeighbourIndex {
  return finish(byteIndexSteps(source, make));
}

/** Like {@link byteIndex}, made in steps of some milliseconds. */
export function* byteIndexSteps(source: VectorRows, make: MakeByteScan): Steps<NeighbourIndex> {
  const { codes, scales, stride } = yield* byteRowsSteps(source);
  const scan = make(codes, scales, stride);
  return {
    bytes: codes.byteLength + scales.byteLength,
    nearest(query, count) {
      const words = wordsOfQuery(query, stride);
      if (words === null) return { rows: [], similarity: [] };
      scan.begin(words);
      const best = createBest(Math.max(REFINED, count));
      scanRange(scan, 0, source.rows, best);
      return refine(source, query, best.rows(), count);
    },
  };
}

/** Adds rows `from` to `to - 1` to the best so far. */
export function scanRange(scan: ByteScan, from: number, to: number, best: Best): void {
  for (let start = from; start < to; start += SCAN_ROWS) {
    const { count, rows, scores } = scan.scan(start, Math.min(to, start + SCAN_ROWS), best.least());
    for (let n = 0; n < count; n++) best.add(rows[n], scores[n]);
  }
}

/** Compares candidates exactly. */
export function refine(
  source: VectorRows,
  query: Float32Array,
  candidates: readonly number[],
  count: number,
): Neighbours {
  const row = new Float32Array(source.width);
  const compared = candidates.map((candidate) => {
    source.read(candidate, row);
    let similarity = 0;
    for (let k = 0; k < row.length; k++) similarity += row[k] * query[k];
    return { candidate, similarity };
  });
  compared.sort((a, b) => b.similarity - a.similarity || a.candidate - b.candidate);
  const best = compared.slice(0, count);
  return {
    rows: best.map(({ candidate }) => candidate),
    similarity: best.map(({ similarity }) => similarity),
  };
}

/** The best rows so far, at most so many. */
export interface Best {
  /** What a row must exceed. */
  least(): number;
  add(row: number, score: number): void;
  /** In no order. */
  rows(): number[];
}

/** A heap with the worst on top. */
export function createBest(most: number): Best {
  const rows = new Int32Array(most);
  const scores = new Float32Array(most);
  let size = 0;
  const sink = (row: number, score: number) => {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && scores[child + 1] < scores[child]) child++;
      if (scores[child] >= score) break;
      rows[at] = rows[child];
      scores[at] = scores[child];
      at = child;
    }
    rows[at] = row;
    scores[at] = score;
  };
  const rise = (row: number, score: number) => {
    let at = size++;
    for (; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (scores[parent] <= score) break;
      rows[at] = rows[parent];
      scores[at] = scores[parent];
      at = parent;
    }
    rows[at] = row;
    scores[at] = score;
  };
  return {
    least: () => (size < most ? Number.NEGATIVE_INFINITY : scores[0]),
    add(row, score) {
      if (size < most) rise(row, score);
      else if (score > scores[0]) sink(row, score);
    },
    rows: () => [...rows.subarray(0, size)],
  };
}

function ceilTo(value: number, step: number): number {
  return Math.ceil(value / step) * step;
}
