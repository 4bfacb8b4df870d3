import type { Random } from '../base/random.ts';
import { arrayFor, readableFor } from '../base/shared-arrays.ts';
import { oneThread, piecesByCost, type RowTask, type Threads } from '../base/threads.ts';

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
/** Products of a piece: a millisecond or two, since a tree has few of them. */
const PIECE = 5e5;
/** Rounds in which neighbours of neighbours are compared. */
const ROUNDS = 2;

/**
 * Finds nearest neighbours by squared Euclidean distance. The result is exact for up to 1,200 rows. For more rows a
 * forest of random projection trees (Dasgupta, Freund 2008) proposes candidates, then neighbours of neighbours are
 * compared (Dong, Moses, Li 2011: "Efficient k-nearest neighbor graph construction"): about `n log n` instead of `n²`.
 * @param rows `[n, width]` row-major
 * @param k number of neighbours; at most `n - 1` are returned
 * @param pause awaited between pieces of work with the share that is done; rejects to give up
 * @param threads divide the comparisons within the leaves, which share no rows; the rounds are one thread's, since each list
 *   changes those that come after it
 */
export async function nearestNeighbours(
  rows: Float32Array,
  width: number,
  k: number,
  random: Random,
  pause: (done: number) => Promise<void>,
  threads: Threads = oneThread,
): Promise<Nearest> {
  const n = rows.length / width;
  const size = Math.max(0, Math.min(k, n - 1));
  if (n <= EXACT) {
    const nearest = noneYet(n, size, oneThread);
    const compare = comparing(rows, width, nearest);
    for (let i = 0; i < n; i++) {
      for (let j = i + 1; j < n; j++) compare(i, j);
      await pause(i / n);
    }
    return nearest;
  }
  const steps = TREES + 2 * ROUNDS;
  const shared = readableFor(threads, Float32Array, rows);
  let [nearest, next] = [noneYet(n, size, threads), noneYet(n, size, threads)];
  for (let tree = 0; tree < TREES; tree++) {
    const order = arrayFor(threads, Int32Array, n);
    const starts = Int32Array.from(leavesOf(rows, width, order, random));
    const costOf = (leaf: number) => ((starts[leaf + 1] - starts[leaf]) ** 2 * width) / 2;
    const edges = piecesByCost(starts.length - 1, costOf, PIECE);
    const leaves = { order, starts: readableFor(threads, Int32Array, starts) };
    await threads.run(leavesTask, { rows: shared, width, leaves, before: nearest, after: next }, edges, () =>
      pause(tree / steps),
    );
    [nearest, next] = [next, nearest];
  }
  const compare = comparing(rows, width, nearest);
  const { index } = nearest;
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = 0; i < n; i++) {
      // Iterate over a copy, because the comparisons change the list.
      for (const j of index.slice(i * k, (i + 1) * k))
        for (let b = j * k; b < (j + 1) * k; b++) if (index[b] !== i) compare(i, index[b]);
      if (i % 64 === 0) await pause((TREES + 2 * (round + i / n)) / steps);
    }
  }
  return nearest;
}

interface Leaves {
  readonly rows: Float32Array;
  readonly width: number;
  /** Rows in the order of a tree, and where each of its leaves begins there; at last the number of rows. */
  readonly leaves: { readonly order: Int32Array; readonly starts: Int32Array };
  readonly before: Nearest;
  /** Receives what is near among `before` and the other rows of the leaf. */
  readonly after: Nearest;
}

/** Compares all pairs within some leaves of a tree. */
export const leavesTask: RowTask<Leaves> = {
  name: 'map-leaves',
  run({ rows, width, leaves: { order, starts }, before, after }, from, to) {
    const { k } = after;
    const compare = comparing(rows, width, after);
    for (let leaf = from; leaf < to; leaf++) {
      const [first, end] = [starts[leaf], starts[leaf + 1]];
      for (let a = first; a < end; a++) {
        const at = order[a] * k;
        after.index.set(before.index.subarray(at, at + k), at);
        after.distance.set(before.distance.subarray(at, at + k), at);
      }
      for (let a = first; a < end; a++) for (let b = a + 1; b < end; b++) compare(order[a], order[b]);
    }
  },
};

function noneYet(n: number, k: number, threads: Threads): Nearest {
  const index = arrayFor(threads, Int32Array, n * k).fill(-1);
  const distance = arrayFor(threads, Float32Array, n * k).fill(Number.POSITIVE_INFINITY);
  return { k, index, distance };
}

/** Compares two rows, and enters each into the list of the other one where it is near enough. */
function comparing(rows: Float32Array, width: number, { k, index, distance }: Nearest) {
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

  return (i: number, j: number): void => {
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
  };
}

/**
 * Splits all rows again and again by the plane halfway between two random rows, until groups hold at most `LEAF`.
 * @param order receives the rows, leaf by leaf. `[n]`
 * @returns where each leaf begins, then n
 */
function leavesOf(rows: Float32Array, width: number, order: Int32Array, random: Random): number[] {
  const n = order.length;
  for (let i = 0; i < n; i++) order[i] = i;
  const starts = [n];
  const open: (readonly [number, number])[] = [[0, n]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [from, to] = next;
    if (to - from <= LEAF) {
      starts.push(from);
      continue;
    }
    let middle = splitAt(order, from, to, planeBetween(rows, width, order, from, to, random), rows);
    // When all rows lie on one side, as equal rows do, split them into any two halves.
    if (middle === from || middle === to) middle = (from + to) >> 1;
    open.push([from, middle], [middle, to]);
  }
  // The last part is split first.
  return starts.reverse();
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
