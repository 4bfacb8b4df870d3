import { createRandom } from '../../../src/random.ts';
import type { Belief } from '../../../src/recommenders/information.ts';
import { choleskyInPlace } from '../../../src/recommenders/linear-algebra.ts';
import { dense, inverse } from './small-data.ts';

/** A random belief with its precision matrix. */
export function randomBelief(
  seed: number,
  items: number,
  rank: number,
): { belief: Belief; matrix: number[][] } {
  const size = rank + 1;
  const random = createRandom(seed);
  const half = dense(size, size, () => random.normal());
  const matrix = dense(size, size, (r, c) =>
    half[r].reduce((sum, v, k) => sum + v * half[c][k], r === c ? 0.7 : 0),
  );
  const factor = Float64Array.from(matrix.flat());
  choleskyInPlace(factor, size);
  const itemFactors = Float32Array.from({ length: items * rank }, () => random.normal());
  return { belief: { rank, factor, precision: 1.7, itemFactors }, matrix };
}

/** The precision once film i is rated: `A + f fᵀ / σ²`. */
export function rated(belief: Belief, matrix: number[][], i: number): number[][] {
  const { rank, itemFactors } = belief;
  const f = [1, ...itemFactors.subarray(i * rank, (i + 1) * rank)];
  return dense(rank + 1, rank + 1, (r, c) => matrix[r][c] + belief.precision * f[r] * f[c]);
}

/** Entropy of the taste up to a constant: half the log-determinant of its block of the covariance. */
export function tasteEntropy(matrix: number[][]): number {
  const block = inverse(matrix)
    .slice(1)
    .map((values) => values.slice(1));
  return 0.5 * Math.log(determinant(block));
}

function determinant(matrix: number[][]): number {
  if (matrix.length === 1) return matrix[0][0];
  return matrix[0].reduce((sum, value, c) => {
    const minor = matrix.slice(1).map((values) => values.filter((_, k) => k !== c));
    return sum + (c % 2 === 0 ? 1 : -1) * value * determinant(minor);
  }, 0);
}
