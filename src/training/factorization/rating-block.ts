import * as tf from '@tensorflow/tfjs-core';
import { csrOfPiece, piecesOf } from '../kernels/pieces.ts';
import { sddmmOfPieces } from '../kernels/sparse-products.ts';
import { createPattern, type Pattern } from '../kernels/sparsity-pattern.ts';
import type { RatingPart } from '../split.ts';
import type { Factors } from './factors.ts';

/** Ratings on the backend, in pieces that it can hold. */
export interface Block {
  readonly count: number;
  readonly pieces: readonly Pattern[];
  /** `r - mean` of each rating, by piece. `[nnz of the piece]` */
  readonly targets: readonly tf.Tensor1D[];
}

/** @param mean of the training part, stars @param most ratings of one piece, see `Limits` */
export function uploadBlock(part: RatingPart, mean: number, most: number): Block {
  const count = part.item.length;
  const pieces = piecesOf(count, most);
  return {
    count,
    pieces: pieces.map((piece) => createPattern(csrOfPiece(part, piece))),
    targets: pieces.map(({ from, to }) => tf.tensor1d(part.value.subarray(from, to).map((r) => r - mean))),
  };
}

export function disposeBlock({ pieces, targets }: Block): void {
  tf.dispose([...pieces.map((pattern) => ({ ...pattern })), ...targets]);
}

/** `r̂ - r` of every rating of the block, by piece. @returns `[nnz of the piece]` */
export function errors({ pieces, targets }: Block, { users, items }: Factors): tf.Tensor1D[] {
  return tf.tidy(() => sddmmOfPieces(users, items, pieces).map((r, p) => tf.sub(r, targets[p])));
}

/** `Σ (r̂ - r)²` over all ratings of the blocks. */
export function squaredError(blocks: readonly Block[], factors: Factors): tf.Scalar {
  return tf.tidy(() => {
    const squares = (error: tf.Tensor1D) => tf.sum(tf.square(error));
    const sums = blocks.flatMap((block) => tf.tidy(() => errors(block, factors).map(squares)));
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
