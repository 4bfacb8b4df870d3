import type { Pause } from '../../base/scheduling.ts';
import { arrayFor } from '../../base/shared-arrays.ts';
import type { Steps } from '../../base/steps.ts';
import { piecesByCost, type RowTask, type Threads } from '../../base/threads.ts';

/** Preferences by row and by column; both ascend. */
export interface SparsePreferences {
  readonly rows: number;
  readonly columns: number;
  /** The entries of row r are those from `rowStart[r]` to `rowStart[r + 1] - 1`. */
  readonly rowStart: Int32Array;
  /** Column of each entry. */
  readonly column: Int32Array;
  readonly rowWeight: Float64Array;
  /** The same entries, of column c those from `columnStart[c]` to `columnStart[c + 1] - 1`. */
  readonly columnStart: Int32Array;
  /** Row of each entry. */
  readonly row: Int32Array;
  readonly columnWeight: Float64Array;
}

/** Entries in the order of rows, with the rows of each column ascending. */
interface Entries {
  readonly start: Int32Array;
  readonly index: Int32Array;
  readonly weight: ArrayLike<number>;
}

/** Entries that are sorted in one step: some milliseconds. */
const SORTED_AT_ONCE = 1 << 18;

/** Sorts the entries of one side by the other, in memory of all threads. @param across rows of the other side */
function* turned(entries: Entries, across: number, threads: Threads) {
  const { start, index } = entries;
  const sorted = {
    start: arrayFor(threads, Int32Array, across + 1),
    index: arrayFor(threads, Int32Array, index.length),
    weight: arrayFor(threads, Float64Array, index.length),
  };
  for (let from = 0; from < index.length; from += SORTED_AT_ONCE) {
    countOf(index.subarray(from, from + SORTED_AT_ONCE), sorted.start);
    yield;
  }
  for (let i = 0; i < across; i++) sorted.start[i + 1] += sorted.start[i];
  const next = sorted.start.slice(0, across);
  const rows = start.length - 1;
  for (let r = 0; r < rows; ) {
    const from = r;
    const most = start[from] + SORTED_AT_ONCE;
    do r++;
    while (r < rows && start[r + 1] <= most);
    place(entries, from, r, next, sorted);
    yield;
  }
  return sorted;
}

function countOf(index: Int32Array, starts: Int32Array): void {
  for (let n = 0; n < index.length; n++) starts[index[n] + 1]++;
}

/** @param next where the next entry of each row of the other side goes; moves on */
function place(
  { start, index, weight }: Entries,
  from: number,
  to: number,
  next: Int32Array,
  sorted: { readonly index: Int32Array; readonly weight: Float64Array },
): void {
  for (let r = from; r < to; r++) {
    for (let n = start[r]; n < start[r + 1]; n++) {
      const at = next[index[n]]++;
      sorted.index[at] = r;
      sorted.weight[at] = weight[n];
    }
  }
}

/** Preferences by row, made of those by column, in steps of some milliseconds. @param rows number of rows */
export function* preferencesByRow(
  byColumn: Entries,
  rows: number,
  threads: Threads,
): Steps<SparsePreferences> {
  const byRow = yield* turned(byColumn, rows, threads);
  const columns = byColumn.start.length - 1;
  // There and back: now both lie in memory of all threads.
  const again = yield* turned(byRow, columns, threads);
  return {
    rows,
    columns,
    rowStart: byRow.start,
    column: byRow.index,
    rowWeight: byRow.weight,
    columnStart: again.start,
    row: again.index,
    columnWeight: again.weight,
  };
}

interface Gram {
  readonly x: SparsePreferences;
  /** Its lower triangle is filled. `[rows, rows]` */
  readonly gram: Float64Array;
}

/** Rows of the lower triangle of `X Xᵀ`; each number is a sum over the columns in their order. */
export const gramRowsTask: RowTask<Gram> = {
  name: 'ease-gram',
  run({ x, gram }, from, to) {
    const { rows, rowStart, column, rowWeight, columnStart, row, columnWeight } = x;
    for (let r = from; r < to; r++) {
      const at = r * rows;
      gram.fill(0, at, at + r + 1);
      for (let n = rowStart[r]; n < rowStart[r + 1]; n++) {
        const weight = rowWeight[n];
        for (let c = columnStart[column[n]]; row[c] < r; c++) gram[at + row[c]] += weight * columnWeight[c];
        gram[at + r] += weight * weight;
      }
    }
  },
};

/** Products of a piece: a millisecond or two. */
const PIECE = 5e5;

/** `X Xᵀ + λI`, lower triangle only: all that Cholesky reads. @returns `[rows, rows]`, in memory of all threads */
export async function gramOfPreferences(
  x: SparsePreferences,
  lambda: number,
  threads: Threads,
  pause: Pause,
): Promise<Float64Array> {
  const { rows, columns, rowStart, column } = x;
  const gram = arrayFor(threads, Float64Array, rows * rows);
  // In the order of rows: how many rows each column has had so far, which is what its next one costs.
  const seen = new Int32Array(columns);
  const costOf = (r: number) => {
    let cost = 1;
    for (let n = rowStart[r]; n < rowStart[r + 1]; n++) cost += ++seen[column[n]];
    return cost;
  };
  await threads.run(gramRowsTask, { x, gram }, piecesByCost(rows, costOf, PIECE), pause);
  for (let r = 0; r < rows; r++) gram[r * rows + r] += lambda;
  return gram;
}

interface Diagonal {
  readonly x: SparsePreferences;
  /** `M`, `[rows, rows]` */
  readonly inverse: Float64Array;
  readonly lambda: number;
  /** `[columns]` */
  readonly diagonal: Float64Array;
}

/** `(1 - x_jᵀ M x_j) / λ` of the columns j. */
export const diagonalTask: RowTask<Diagonal> = {
  name: 'ease-diagonal',
  run({ x: { rows, columnStart, row, columnWeight }, inverse, lambda, diagonal }, from, to) {
    for (let j = from; j < to; j++) {
      let quadratic = 0;
      for (let a = columnStart[j]; a < columnStart[j + 1]; a++) {
        const base = row[a] * rows;
        let sum = 0;
        for (let b = columnStart[j]; b < columnStart[j + 1]; b++)
          sum += inverse[base + row[b]] * columnWeight[b];
        quadratic += sum * columnWeight[a];
      }
      diagonal[j] = (1 - quadratic) / lambda;
    }
  },
};

/** `diag(G⁻¹)` by Woodbury, see ease.ts. @param inverse `M`, in memory of all threads @returns `[columns]`, in such memory */
export async function inverseDiagonal(
  x: SparsePreferences,
  inverse: Float64Array,
  lambda: number,
  threads: Threads,
  pause: Pause,
): Promise<Float64Array> {
  const diagonal = arrayFor(threads, Float64Array, x.columns);
  const costOf = (j: number) => 1 + (x.columnStart[j + 1] - x.columnStart[j]) ** 2;
  const edges = piecesByCost(x.columns, costOf, PIECE);
  await threads.run(diagonalTask, { x, inverse, lambda, diagonal }, edges, pause);
  return diagonal;
}
