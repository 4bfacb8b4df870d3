import * as tf from '@tensorflow/tfjs-core';
import { sddmm } from '../kernels/sparse-products.ts';
import { createPattern, type Pattern } from '../kernels/sparsity-pattern.ts';
import type { RatingPart } from '../split.ts';
import type { Factors } from './factors.ts';

/** Ratings on the backend. */
export interface Block {
  readonly count: number;
  readonly pattern: Pattern;
  /** `r - mean` of each rating. `[nnz]` */
  readonly target: tf.Tensor1D;
}

/** @param mean of the training part, stars */
export function uploadBlock(part: RatingPart, mean: number): Block {
  const target = tf.tensor1d(part.value.map((r) => r - mean));
  return { count: part.item.length, pattern: createPattern(part), target };
}

export function disposeBlock(block: Block): void {
  tf.dispose([{ ...block.pattern }, block.target]);
}

/** `r̂ - r` of every rating of the block. @returns `[nnz]` */
export function errors(block: Block, { users, items }: Factors): tf.Tensor1D {
  return tf.tidy(() => tf.sub(sddmm(users, items, block.pattern), block.target));
}

/** `Σ (r̂ - r)²` over all ratings of the blocks. */
export function squaredError(blocks: readonly Block[], factors: Factors): tf.Scalar {
  return tf.tidy(() => {
    const sums = blocks.map((block) => tf.sum(tf.square(errors(block, factors))));
    // Not tf.addN: it binds all summands at once, and WebGPU allows only eight buffers.
    return sums.reduce((total, sum) => tf.add(total, sum)) as tf.Scalar;
  });
}

/** How many ratings each user has. @returns `[users]` */
export function ratingsPerUser(part: RatingPart): Float32Array {
  return Float32Array.from({ length: part.users }, (_, u) => part.rowStart[u + 1] - part.rowStart[u]);
}

/** How many ratings each item has. @returns `[items]` */
export function ratingsPerItem(part: RatingPart): Float32Array {
  const counts = new Float32Array(part.items);
  for (const i of part.item) counts[i]++;
  return counts;
}
