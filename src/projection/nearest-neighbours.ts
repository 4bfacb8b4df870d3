import type { Random } from '../base/random.ts';

/** The k nearest neighbours of every row, nearest first, without the row itself. */
export interface Nearest {
  readonly k: number;
  /** `[n, k]` */
  readonly index: Int32Array;
  /** `[n, k]` squared distances */
  readonly distance: Float32Array;
}

/** Largest group at the leaves of a tree; all pairs within it are compared. */
const LEAF = 60;
/** Up to this many rows all pairs are compared. */
const EXACT = 1200;
const TREES = 8;
/** Rounds in which neighbours of neighbours are compared. */
const ROUNDS = 2;

/**
 * Finds nearest neighbours by squared Euclidean distance. The result is exact for up to 1,200 rows. For more rows a
 * forest of random projection trees (Dasgupta, Freund 2008) proposes candidates, then neighbours of neighbours are
 * compared (Dong, Moses, Li 2011: "Efficient k-nearest neighbor graph construction"): about `n log n` instead of `n²`.
 * @param rows `[n, width]` row-major
 * @param k number of neighbours; at most `n - 1` are returned
 * @param pause awaited between pieces of work with the share that is done; rejects to give up
 */
export async function nearestNeighbours(
  rows: Float32Array,
  width: number,
  k: number,
  random: Random,
  pause: (done: number) => Promise<void>,
): Promise<Nearest> {
  const n = rows.length / width;
  const found = createCandidates(rows, width, n, Math.max(0, Math.min(k, n - 1)));
  if (n <= EXACT) {
    for (let i = 0; i < n; i++) {
      for (let j = i + 1; j < n; j++) found.compare(i, j);
      await pause(i / n);
    }
    return found.nearest;
  }
  const steps = TREES + 2 * ROUNDS;
  for (let tree = 0; tree < TREES; tree++) {
    for (const leaf of leavesOf(rows, width, n, random)) {
      for (let a = 0; a < leaf.length; a++)
        for (let b = a + 1; b < leaf.length; b++) found.compare(leaf[a], leaf[b]);
      await pause(tree / steps);
    }
  }
  for (let round = 0; round < ROUNDS; round++) {
    const { index } = found.nearest;
    for (let i = 0; i < n; i++) {
      // Iterate over a copy, because the comparisons change the list.
      for (const j of index.slice(i * k, (i + 1) * k))
        for (let b = j * k; b < (j + 1) * k; b++) if (index[b] !== i) found.compare(i, index[b]);
      if (i % 64 === 0) await pause((TREES + 2 * (round + i / n)) / steps);
    }
  }
  return found.nearest;
}

/** The nearest neighbours found so far for each row. */
function createCandidates(rows: Float32Array, width: number, n: number, k: number) {
  const index = new Int32Array(n * k).fill(-1);
  const distance = new Float32Array(n * k).fill(Number.POSITIVE_INFINITY);

  /** Inserts a neighbour into the sorted list of a row, unless the list holds it already. */
  function insert(to: number, other: number, d: number): void {
    const first = to * k;
    let at = first + k - 1;
    if (d >= distance[at]) return;
    for (let n = first; n <= at && distance[n] <= d; n++) if (index[n] === other) return;
    while (at > first && distance[at - 1] > d) {
      distance[at] = distance[at - 1];
      index[at] = index[at - 1];
      at--;
    }
    distance[at] = d;
    index[at] = other;
  }

  return {
    nearest: { k, index, distance } satisfies Nearest,
    compare(i: number, j: number): void {
      if (k === 0) return;
      const worst = Math.max(distance[i * k + k - 1], distance[j * k + k - 1]);
      let sum = 0;
      for (let c = 0, a = i * width, b = j * width; c < width; c++, a++, b++) {
        const difference = rows[a] - rows[b];
        sum += difference * difference;
      }
      // Round as the array does, so that a neighbour that is already in the list compares as equal.
      const d = Math.fround(sum);
      if (d >= worst) return;
      insert(i, j, d);
      insert(j, i, d);
    },
  };
}

/** Splits all rows again and again by the plane halfway between two random rows, until groups hold at most `LEAF`. */
function* leavesOf(rows: Float32Array, width: number, n: number, random: Random): Generator<Int32Array> {
  const order = Int32Array.from({ length: n }, (_, i) => i);
  const open: (readonly [number, number])[] = [[0, n]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [from, to] = next;
    if (to - from <= LEAF) {
      yield order.subarray(from, to);
      continue;
    }
    let middle = splitAt(order, from, to, planeBetween(rows, width, order, from, to, random), rows);
    // When all rows lie on one side, as equal rows do, split them into any two halves.
    if (middle === from || middle === to) middle = (from + to) >> 1;
    open.push([from, middle], [middle, to]);
  }
}

/** The plane of all x with `normal · x = offset`. */
interface Plane {
  readonly normal: Float64Array;
  readonly offset: number;
}

/** The plane halfway between two random rows of a group. */
function planeBetween(
  rows: Float32Array,
  width: number,
  order: Int32Array,
  from: number,
  to: number,
  random: Random,
): Plane {
  const a = order[from + random.integer(to - from)] * width;
  const b = order[from + random.integer(to - from)] * width;
  const normal = new Float64Array(width);
  let offset = 0;
  for (let c = 0; c < width; c++) {
    normal[c] = rows[a + c] - rows[b + c];
    offset += (normal[c] * (rows[a + c] + rows[b + c])) / 2;
  }
  return { normal, offset };
}

/** Moves the rows in front of the plane to the start and the others to the end. @returns where the others begin */
function splitAt(
  order: Int32Array,
  from: number,
  to: number,
  { normal, offset }: Plane,
  rows: Float32Array,
): number {
  const width = normal.length;
  let end = to;
  for (let n = from; n < end; ) {
    const at = order[n] * width;
    let dot = 0;
    for (let c = 0; c < width; c++) dot += normal[c] * rows[at + c];
    if (dot > offset) n++;
    else {
      end--;
      const moved = order[n];
      order[n] = order[end];
      order[end] = moved;
    }
  }
  return end;
}
