import type { Random } from '../base/random.ts';

/** The k nearest of every row, nearest first, itself left out. */
export interface Nearest {
  readonly k: number;
  /** `[n, k]` */
  readonly index: Int32Array;
  /** `[n, k]` squared distances */
  readonly distance: Float32Array;
}

/** Rows compared with one another directly; also what is searched exhaustively as a whole. */
const LEAF = 60;
const EXACT = 1200;
const TREES = 8;
/** Rounds in which the neighbours of neighbours are tried. */
const ROUNDS = 2;

/**
 * Nearest neighbours by squared Euclidean distance. Exact for up to 1,200 rows. Beyond that a forest of random
 * projection trees (Dasgupta, Freund 2008) finds candidates and the neighbours of neighbours are tried (Dong, Moses, Li
 * 2011: "Efficient k-nearest neighbor graph construction"): about `n log n` instead of `n²`.
 * @param rows `[n, width]` row-major
 * @param k neighbours wanted; `n - 1` where there are not so many
 * @param told given the share done, and awaited, so that a worker can answer; ends the work by rejecting
 */
export async function nearestNeighbours(
  rows: Float32Array,
  width: number,
  k: number,
  random: Random,
  told: (done: number) => Promise<void>,
): Promise<Nearest> {
  const n = rows.length / width;
  const found = createCandidates(rows, width, n, Math.max(0, Math.min(k, n - 1)));
  if (n <= EXACT) {
    for (let i = 0; i < n; i++) {
      for (let j = i + 1; j < n; j++) found.compare(i, j);
      await told(i / n);
    }
    return found.nearest;
  }
  const steps = TREES + 2 * ROUNDS;
  for (let tree = 0; tree < TREES; tree++) {
    for (const leaf of leavesOf(rows, width, n, random)) {
      for (let a = 0; a < leaf.length; a++)
        for (let b = a + 1; b < leaf.length; b++) found.compare(leaf[a], leaf[b]);
      await told(tree / steps);
    }
  }
  for (let round = 0; round < ROUNDS; round++) {
    const { index } = found.nearest;
    for (let i = 0; i < n; i++) {
      // A copy: the list changes on the way.
      for (const j of index.slice(i * k, (i + 1) * k))
        for (let b = j * k; b < (j + 1) * k; b++) if (index[b] !== i) found.compare(i, index[b]);
      if (i % 64 === 0) await told((TREES + 2 * (round + i / n)) / steps);
    }
  }
  return found.nearest;
}

/** The best found so far for each row. */
function createCandidates(rows: Float32Array, width: number, n: number, k: number) {
  const index = new Int32Array(n * k).fill(-1);
  const distance = new Float32Array(n * k).fill(Number.POSITIVE_INFINITY);

  /** Insertion sort into the row's list; a neighbour is taken once. */
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
      // As it is stored, so that equals are known again.
      const d = Math.fround(sum);
      if (d >= worst) return;
      insert(i, j, d);
      insert(j, i, d);
    },
  };
}

/** Splits all rows by planes halfway between two random ones, down to groups of at most `LEAF`. */
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
    // Where all lie on one side, as equal rows do, any halves will do.
    if (middle === from || middle === to) middle = (from + to) >> 1;
    open.push([from, middle], [middle, to]);
  }
}

interface Plane {
  readonly normal: Float64Array;
  readonly offset: number;
}

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

/** Brings what lies on the plane's far side to the end. @returns where that begins */
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
      const held = order[n];
      order[n] = order[end];
      order[end] = held;
    }
  }
  return end;
}
