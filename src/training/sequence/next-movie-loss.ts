import * as tf from '@tensorflow/tfjs-core';
import { spmm } from '../kernels/sparse-products.ts';
import type { Pattern } from '../kernels/sparsity-pattern.ts';
import { product } from './product.ts';

/** Which movie is at each position, as a sparse `[positions, movies]` matrix of ones. */
export interface Picks {
  readonly pattern: Pattern;
  /** `[positions]` ones */
  readonly ones: tf.Tensor1D;
}

/**
 * The row of a table for each position: `tf.gather`, whose gradient is a sum of rows by movie. TF.js makes that sum by
 * UnsortedSegmentSum, which its WASM backend lacks and which visits every row for every movie on WebGL; ours is one
 * sparse product.
 * @param table `[movies, d]` @returns `[positions, d]`
 */
export function lookUp(table: tf.Tensor2D, { ones, pattern }: Picks): tf.Tensor2D {
  const withGradient = tf.customGrad((value) => ({
    value: spmm(ones, value as tf.Tensor2D, pattern, 'rows'),
    gradFunc: (dy) => spmm(ones, dy as tf.Tensor as tf.Tensor2D, pattern, 'columns'),
  }));
  return withGradient(table) as tf.Tensor as tf.Tensor2D;
}

/**
 * Mean cross-entropy of the next movie under the full softmax: `-Σ_t w_t log softmax(h_t Eᵀ)[target_t]` with weights that
 * sum to one. The gradient is closed: `∂h = w (softmax E - E[target])`, `∂E = softmaxᵀ (w h) - targetᵀ (w h)`, so that
 * no dense matrix of targets has to be held.
 * @param hidden `[positions, d]` @param table `[movies, d]` @param weight `[positions, 1]`, zero where nothing follows
 */
export function nextMovieLoss(
  hidden: tf.Tensor2D,
  table: tf.Tensor2D,
  targets: Picks,
  weight: tf.Tensor2D,
): tf.Scalar {
  const withGradient = tf.customGrad((...args) => {
    const [h, e, save] = args as [tf.Tensor2D, tf.Tensor2D, tf.GradSaveFunc];
    const logits = product(h, e, false, true);
    const shares = tf.softmax(logits);
    const target = spmm(targets.ones, e, targets.pattern, 'rows');
    // log Σ exp from the largest logit and its share, which is never near zero.
    const logSum = tf.sub(tf.max(logits, 1, true), tf.log(tf.max(shares, 1, true)));
    const value = tf.sum(tf.mul(weight, tf.sub(logSum, tf.sum(tf.mul(h, target), 1, true))));
    save([h, e, shares, target]);
    return {
      value,
      gradFunc: (dy, saved) => {
        const [h0, e0, p, target0] = saved as tf.Tensor2D[];
        const weighted = tf.mul(tf.mul(weight, h0), dy as tf.Tensor) as tf.Tensor2D;
        const dHidden = tf.mul(tf.mul(weight, dy as tf.Tensor), tf.sub(product(p, e0), target0));
        const pulled = spmm(targets.ones, weighted, targets.pattern, 'columns');
        // (hᵀ p)ᵀ: the small factors are transposed, not the large one.
        const dTable = tf.sub(tf.transpose(product(weighted, p, true)), pulled);
        return [dHidden, dTable];
      },
    };
  });
  return withGradient(hidden, table) as tf.Scalar;
}
