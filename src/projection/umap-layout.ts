import type { Random } from '../base/random.ts';
import type { Graph } from './fuzzy-graph.ts';

/** `1 / (1 + A d²)`: UMAP's curve at b = 1, which needs no power; A is fitted to its default least distance of 0.1. */
const A = 1.4;
/** Rows that each moved one is pushed away from. */
const PUSHED = 5;
const STEEPEST = 4;
const RATE = 1;
/** Edges between two turns of the event loop. */
const CHUNK = 4096;

/**
 * Moves points so that those joined by heavy edges come close and others keep apart: stochastic descent on the cross
 * entropy between the graph and `1 / (1 + a d²)` with negative sampling (McInnes, Healy, Melville 2018, section 3.2).
 * @param points `[n, 2]` where they start; changed in place
 * @param told given the share done, and awaited; ends the work by rejecting
 */
export async function umapLayout(
  points: Float32Array,
  { head, tail, weight }: Graph,
  epochs: number,
  random: Random,
  told: (done: number) => Promise<void>,
): Promise<void> {
  const n = points.length / 2;
  const heaviest = weight.reduce((most, w) => Math.max(most, w), 0);
  // An edge is due as often as it is heavy: the heaviest in every epoch.
  const due = Float64Array.from(weight, (w) => heaviest / w);
  const every = due.slice();
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const rate = RATE * (1 - (epoch - 1) / epochs);
    for (let e = 0; e < head.length; e++) {
      if (e % CHUNK === 0) await told((epoch - 1 + e / head.length) / epochs);
      if (due[e] > epoch) continue;
      due[e] += every[e];
      pull(points, head[e], tail[e], rate);
      for (let s = 0; s < PUSHED; s++) {
        const other = random.integer(n);
        if (other !== head[e]) push(points, head[e], other, rate);
      }
    }
  }
}

const clip = (step: number): number => Math.min(STEEPEST, Math.max(-STEEPEST, step));

/** Both ends towards each other: `2 a / (1 + a d²) (y_j - y_i)`. */
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

/** One point away from another: `2 / ((ε + d²)(1 + a d²)) (y_i - y_j)`. */
function push(points: Float32Array, i: number, j: number, rate: number): void {
  const dx = points[2 * i] - points[2 * j];
  const dy = points[2 * i + 1] - points[2 * j + 1];
  const square = dx * dx + dy * dy;
  const strength = 2 / ((0.001 + square) * (1 + A * square));
  points[2 * i] += rate * clip(strength * dx);
  points[2 * i + 1] += rate * clip(strength * dy);
}
