import type { Pause } from '../base/scheduling.ts';
import { arrayFor, readableFor } from '../base/shared-arrays.ts';
import { evenPieces, oneThread, type RowTask, type Threads } from '../base/threads.ts';
import type { Nearest } from './nearest-neighbours.ts';

/** Undirected edges with weights in (0, 1]. */
export interface Graph {
  readonly head: Int32Array;
  readonly tail: Int32Array;
  readonly weight: Float32Array;
}

/** Bisection steps that find a row's spread σ. */
const STEPS = 32;
/** Rows of a piece: some milliseconds. */
const PIECE = 256;
/** Smallest spread as a share of the mean distance, for rows whose neighbours are all equally far. */
const MIN_SPREAD = 1e-3;

/**
 * Weighs how strongly neighbours belong together (McInnes, Healy, Melville 2018: UMAP, sections 2 and 3.1). Row i belongs
 * to a neighbour at distance d by `exp(-(d - ρ_i) / σ_i)`, where ρ_i is the distance of its nearest neighbour and σ_i
 * makes the row's weights sum to `log2 k`. The two directions a and b combine to `a + b - ab`.
 * @param nearest the neighbours of every row, with squared distances
 * @param pause awaited between pieces of work; rejects to give up
 */
export async function fuzzyGraph(
  { k, index, distance }: Nearest,
  pause: Pause,
  threads: Threads = oneThread,
): Promise<Graph> {
  const n = k === 0 ? 0 : index.length / k;
  const membership = arrayFor(threads, Float32Array, index.length);
  const args = { k, distance: readableFor(threads, Float32Array, distance), membership };
  await threads.run(membershipsTask, args, evenPieces(n, PIECE), pause);
  const head: number[] = [];
  const tail: number[] = [];
  const weight: number[] = [];
  for (let i = 0; i < n; i++) {
    for (let at = i * k; at < (i + 1) * k; at++) {
      const j = index[at];
      const back = index.subarray(j * k, (j + 1) * k).indexOf(i);
      // When both rows list each other, the edge is added once, from the row with the smaller index.
      if (back >= 0 && j < i) continue;
      const a = membership[at];
      const b = back < 0 ? 0 : membership[j * k + back];
      head.push(i);
      tail.push(j);
      weight.push(a + b - a * b);
    }
  }
  return { head: Int32Array.from(head), tail: Int32Array.from(tail), weight: Float32Array.from(weight) };
}

interface Memberships {
  readonly k: number;
  /** `[rows, k]` squared distances */
  readonly distance: Float32Array;
  /** Receives the weights. `[rows, k]` */
  readonly membership: Float32Array;
}

/** The weights of rows towards their neighbours. */
export const membershipsTask: RowTask<Memberships> = {
  name: 'map-memberships',
  run({ k, distance, membership }, from, to) {
    for (let i = from; i < to; i++) {
      const distances = Float64Array.from(distance.subarray(i * k, (i + 1) * k), Math.sqrt);
      membership.set(memberships(distances), i * k);
    }
  },
};

/** Weights of one row towards its neighbours. @param distances to the k nearest, ascending @returns `[k]` */
function memberships(distances: Float64Array): Float64Array {
  const nearest = distances.find((d) => d > 0) ?? 0;
  const target = Math.log2(distances.length);
  const sumAt = (sigma: number) =>
    distances.reduce((sum, d) => sum + Math.exp(-Math.max(0, d - nearest) / sigma), 0);
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let sigma = 1;
  for (let step = 0; step < STEPS; step++) {
    if (sumAt(sigma) > target) high = sigma;
    else low = sigma;
    sigma = high === Number.POSITIVE_INFINITY ? sigma * 2 : (low + high) / 2;
  }
  const mean = distances.reduce((sum, d) => sum + d, 0) / distances.length;
  const spread = Math.max(sigma, MIN_SPREAD * mean, Number.MIN_VALUE);
  return distances.map((d) => Math.exp(-Math.max(0, d - nearest) / spread));
}
