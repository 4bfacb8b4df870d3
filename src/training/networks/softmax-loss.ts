import * as tf from '@tensorflow/tfjs-core';
import { spmm } from '../kernels/sparse-products.ts';
import type { Pattern } from '../kernels/sparsity-pattern.ts';
import { product } from './product.ts';

/** A sparse `[rows, movies]` matrix: which movies each row has, and how much each counts. */
export interface Picks {
  readonly pattern: Pattern;
  /** `[nnz]`, in the pattern's CSR order */
  readonly weights: tf.Tensor1D;
}

/**
 * `S T`: the weighted sum of a table's rows for each row of picks. For one movie a row it is `tf.gather`, whose gradient is
 * a sum of rows by movie. TF.js makes that sum by UnsortedSegmentSum, which its WASM backend lacks and which visits every
 * row for every movie on WebGL; ours is one sparse product.
 * @param table `[movies, d]` @returns `[rows, d]`
 */
export function lookUp(table: tf.Tensor2D, { weights, pattern }: Picks): tf.Tensor2D {
  const withGradient = tf.customGrad((value) => ({
    value: spmm(weights, value as tf.Tensor2D, pattern, 'rows'),
    gradFunc: (dy) => spmm(weights, dy as tf.Tensor as tf.Tensor2D, pattern, 'columns'),
  }));
  return withGradient(table) as tf.Tensor as tf.Tensor2D;
}

/**
 * Weighted cross-entropy of the movies that are to be found, under the full softmax: `-Σ_t w_t Σ_i s_ti log p_ti` with
 * `p_t = softmax(h_t Eᵀ + b)`, where the targets s of a row sum to one. The gradient is closed: `∂h = w (p E - s E)`,
 * `∂E = pᵀ (w h) - sᵀ (w h)`, `∂b = pᵀ w - sᵀ w`, so that no dense matrix of targets has to be held.
 * @param hidden `[rows, d]` @param table `[movies, d]` @param bias `[movies, 1]`; null for none
 * @param weight `[rows, 1]`, zero where a row has no target
 */
export function softmaxLoss(
  hidden: tf.Tensor2D,
  table: tf.Tensor2D,
  bias: tf.Tensor2D | null,
  targets: Picks,
  weight: tf.Tensor2D,
): tf.Scalar {
  const withGradient = tf.customGrad((...args) => {
    const save = args[args.length - 1] as unknown as tf.GradSaveFunc;
    const [h, e] = args as tf.Tensor2D[];
    const b = bias === null ? null : (args[2] as tf.Tensor2D);
    const products = product(h, e, false, true);
    const logits = b === null ? products : tf.add(products, tf.reshape(b, [1, -1]));
    const shares = tf.softmax(logits) as tf.Tensor2D;
    const sums = (of: tf.Tensor2D) => spmm(targets.weights, of, targets.pattern, 'rows');
    const target = sums(e);
    // log Σ exp from the largest logit and its share, which is never near zero.
    const logSum = tf.sub(tf.max(logits, 1, true), tf.log(tf.max(shares, 1, true)));
    const found = tf.sum(tf.mul(h, target), 1, true);
    const surprise = tf.sub(logSum, b === null ? found : tf.add(found, sums(b)));
    save([h, e, shares, target]);
    return {
      value: tf.sum(tf.mul(weight, surprise)),
      gradFunc: (dy, saved) => {
        const [h0, e0, p, target0] = saved as tf.Tensor2D[];
        const scale = tf.mul(weight, dy as tf.Tensor) as tf.Tensor2D;
        const weighted = tf.mul(tf.mul(weight, h0), dy as tf.Tensor) as tf.Tensor2D;
        const dHidden = tf.mul(scale, tf.sub(product(p, e0), target0));
        const pulled = (by: tf.Tensor2D) => spmm(targets.weights, by, targets.pattern, 'columns');
        // (hᵀ p)ᵀ: the small factors are transposed, not the large one.
        const pushed = (by: tf.Tensor2D) => tf.transpose(product(by, p, true));
        const dTable = tf.sub(pushed(weighted), pulled(weighted));
        return b === null ? [dHidden, dTable] : [dHidden, dTable, tf.sub(pushed(scale), pulled(scale))];
      },
    };
  });
  return (bias === null ? withGradient(hidden, table) : withGradient(hidden, table, bias)) as tf.Scalar;
}
