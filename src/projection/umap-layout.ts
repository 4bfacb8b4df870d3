import type { Random } from '../base/random.ts';
import type { Graph } from './fuzzy-graph.ts';

/** `1 / (1 + A d²)`: UMAP's curve with b = 1, which needs no power. A is fitted to UMAP's default min_dist of 0.1. */
const A = 1.4;
/** Random rows that a moved row is pushed away from (negative samples). */
const NEGATIVES = 5;
/** Gradients are clipped to this size. */
const MAX_STEP = 4;
/** Learning rate at the start; it falls linearly to zero. */
const RATE = 1;
/** Edges between two pauses. */
const CHUNK = 4096;

/**
 * Moves points so that those joined by heavy edges come close and all others stay apart: stochastic gradient descent on
 * the cross entropy between the graph and `1 / (1 + a d²)`, with negative sampling (McInnes, Healy, Melville 2018,
 * section 3.2).
 * @param points `[n, 2]` the start; changed in place
 * @param epochs passes over the edges
 * @param pause awaited between pieces of work with the share that is done; rejects to give up
 */
export async function umapLayout(
  points: Float32Array,
  { head, tail, weight }: Graph,
  epochs: number,
  random: Random,
  pause: (done: number) => Promise<void>,
): Promise<void> {
  const n = points.length / 2;
  const heaviest = weight.reduce((most, w) => Math.max(most, w), 0);
  // An edge is used as often as it is heavy; the heaviest edge is used in every epoch.
  const due = Float64Array.from(weight, (w) => heaviest / w);
  const every = due.slice();
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const rate = RATE * (1 - (epoch - 1) / epochs);
    for (let e = 0; e < head.length; e++) {
      if (e % CHUNK === 0) await pause((epoch - 1 + e / head.length) / epochs);
      if (due[e] > epoch) continue;
      due[e] += every[e];
      pull(points, head[e], tail[e], rate);
      for (let s = 0; s < NEGATIVES; s++) {
        const other = random.integer(n);
        if (other !== head[e]) push(points, head[e], other, rate);
      }
    }
  }
}

const clip = (step: number): number => Math.min(MAX_STEP, Math.max(-MAX_STEP, step));

/** Moves both ends of an edge towards each other: `2 a / (1 + a d²) (y_j - y_i)`. */
function pull(points: Float32Array, i: number, j: number, rate: number): void {
  const dx = points[2 * j] - points[2 * i];
  const dy = points[2 * j + 1] - points[2 * i + 1];
  const strength = (2 * A) / (1 + A * (dx * dx + dy * dy));
  const x = rate * clip(strength * dx);
  const y = rate * clip(strength * dy);
  points[2 * i] += x;
  points[2 * i + 1] += y;
  points[2 * j] -= x;
  points[2 * j + 1] -= y;
}

/** Moves point i away from point j: `2 / ((ε + d²)(1 + a d²)) (y_i - y_j)`. */
function push(points: Float32Array, i: number, j: number, rate: number): void {
  const dx = points[2 * i] - points[2 * j];
  const dy = points[2 * i + 1] - points[2 * j + 1];
  const square = dx * dx + dy * dy;
  const strength = 2 / ((0.001 + square) * (1 + A * square));
  points[2 * i] += rate * clip(strength * dx);
  points[2 * i + 1] += rate * clip(strength * dy);
}
