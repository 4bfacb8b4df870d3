import * as tf from '@tensorflow/tfjs-core';
import { Problem } from '../../base/problem.ts';
import type { Random } from '../../base/random.ts';

/**
 * All parameters of `r̂ = mean + b_u + b_i + p_u·q_i`, laid out so that one product gives a whole prediction:
 * row u of `users` is `[1, b_u, p_u]`, row i of `items` is `[b_i, 1, q_i]`, and `r̂ - mean` is their dot product.
 * The ones never change: each trainer masks their column. Rows are padded with zeros to a multiple of four numbers,
 * since the kernels read four at a time.
 */
export interface Factors {
  /** `[users, columns]` */
  readonly users: tf.Tensor2D;
  /** `[items, columns]` */
  readonly items: tf.Tensor2D;
}

/** The column of ones on each side; the bias is in the other of the first two columns. */
export const constantColumn = { users: 0, items: 1 } as const;

/** Length of a row of `Factors`. */
export function columnsOf(rank: number): number {
  return Math.ceil((rank + 2) / 4) * 4;
}

/** 1 for what training may change, 0 for the column of ones and the padding. @returns `[rows, columns]` */
export function freeColumns(rows: number, rank: number, constant: 0 | 1): tf.Tensor2D {
  return matrix(rows, columnsOf(rank), (_, c) => (c === constant || c >= rank + 2 ? 0 : 1));
}

/** Standard deviation of the first factors, as in Surprise. */
const spread = 0.1;

/**
 * The parameters to start from: zero biases and small random factors.
 * @param counts ratings of each row; a row without ratings stays zero, since training would never change its noise
 * @returns `[rows, columns]`
 */
export function firstFactors(
  counts: Float32Array,
  rank: number,
  constant: 0 | 1,
  random: Random,
): tf.Tensor2D {
  return tf.tensor2d(firstValues(counts, rank, constant, random), [counts.length, columnsOf(rank)]);
}

/** The numbers of `firstFactors`. @returns `[rows, columns]` */
export function firstValues(
  counts: Float32Array,
  rank: number,
  constant: 0 | 1,
  random: Random,
): Float32Array {
  const d = columnsOf(rank);
  const values = new Float32Array(counts.length * d);
  for (let r = 0; r < counts.length; r++) {
    values[r * d + constant] = 1;
    if (counts[r] === 0) continue;
    for (let k = 2; k < rank + 2; k++) values[r * d + k] = spread * random.normal();
  }
  return values;
}

/**
 * Uploads a matrix.
 * @returns `[rows, columns]`
 */
export function matrix(
  rows: number,
  columns: number,
  value: (row: number, column: number) => number,
): tf.Tensor2D {
  const values = new Float32Array(rows * columns);
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) values[r * columns + c] = value(r, c);
  return tf.tensor2d(values, [rows, columns]);
}

/**
 * Splits the item side into biases and factors.
 * @param values `[items, columns]` as read back from the backend
 * @returns `[items]` and `[items, rank]`
 * @throws Problem `backend-broken` for all-zero or non-finite factors, which a failed GPU returns without an error
 */
export function itemSide(
  values: Float32Array,
  rank: number,
): { readonly itemBias: Float32Array; readonly itemFactors: Float32Array } {
  const d = columnsOf(rank);
  const items = values.length / d;
  const itemBias = new Float32Array(items);
  const itemFactors = new Float32Array(items * rank);
  let total = 0;
  for (let i = 0; i < items; i++) {
    itemBias[i] = values[i * d];
    for (let k = 0; k < rank; k++) itemFactors[i * rank + k] = values[i * d + 2 + k];
  }
  for (const value of values) total += Math.abs(value);
  // The column of ones alone sums to the number of items. A lost buffer that comes back as zeros sums to less.
  if (!Number.isFinite(total) || total < items) {
    throw new Problem(
      'backend-broken',
      'The trained model came back empty or damaged from the graphics card.',
      'Train again, or choose the processor (cpu) instead of the graphics card.',
    );
  }
  return { itemBias, itemFactors };
}
