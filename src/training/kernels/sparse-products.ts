/**
 * The two products that touch the ratings, with their gradients, on the current backend. They are in one file because
 * each is the gradient of the other.
 */
import * as tf from '@tensorflow/tfjs-core';
import './sddmm.cpu.ts';
import './sddmm.webgl.ts';
import './sddmm.webgpu.ts';
import './spmm.cpu.ts';
import './spmm.webgl.ts';
import './spmm.webgpu.ts';
import type { Pattern } from './sparsity-pattern.ts';

function sddmmKernel(u: tf.Tensor2D, v: tf.Tensor2D, pattern: Pattern): tf.Tensor1D {
  const inputs = { u, v, row: pattern.row, col: pattern.col };
  return tf.engine().runKernel('Sddmm', inputs) as tf.Tensor1D;
}

/**
 * Sampled dense-dense product: `u vᵀ` at the entries of the pattern only. For ratings: `p_u · q_i` for each rating.
 * TF.js has no such operation, and `tf.gather` twice needs a gradient (UnsortedSegmentSum) that is a hundred times
 * slower on WebGPU and WebGL. Here `∂u = spmm(∂, v)` and `∂v = spmm(∂, u)` transposed.
 * @param u `[m, d]` @param v `[n, d]` @returns `[nnz]`, in the pattern's CSR order
 */
export function sddmm(u: tf.Tensor2D, v: tf.Tensor2D, pattern: Pattern): tf.Tensor1D {
  const withGradient = tf.customGrad((...args) => {
    const [a, b, save] = args as [tf.Tensor2D, tf.Tensor2D, tf.GradSaveFunc];
    save([a, b]);
    return {
      value: sddmmKernel(a, b, pattern),
      gradFunc: (dy, saved) => {
        const [savedU, savedV] = saved as [tf.Tensor2D, tf.Tensor2D];
        return [
          spmmKernel(dy as tf.Tensor1D, savedV, pattern, 'rows'),
          spmmKernel(dy as tf.Tensor1D, savedU, pattern, 'columns'),
        ];
      },
    };
  });
  return withGradient(u, v) as tf.Tensor1D;
}

/** `rows`: S times dense, one row of the result per row of S. `columns`: Sᵀ times dense, one per column of S. */
export type Side = 'rows' | 'columns';

function spmmKernel(values: tf.Tensor1D, dense: tf.Tensor2D, pattern: Pattern, side: Side): tf.Tensor2D {
  const inputs: tf.NamedTensorMap =
    side === 'rows'
      ? { values, dense, start: pattern.rowStart, index: pattern.col }
      : { values, dense, start: pattern.colStart, index: pattern.rowByCol, order: pattern.position };
  return tf.engine().runKernel('Spmm', inputs) as tf.Tensor2D;
}

/**
 * Sparse-dense product: S has `values` at the entries of the pattern. For ratings: for every user the sum over their
 * ratings of `value * q_i` (side `rows`), or for every item over its ratings of `value * p_u` (`columns`).
 * `∂values = sddmm(∂, dense)` and `∂dense` is the product with ∂ on the other side.
 * @param values `[nnz]` in CSR order @param dense `[n, d]` for rows, `[m, d]` for columns
 * @returns `[m, d]` for rows, `[n, d]` for columns; zeros where a row or column is empty
 */
export function spmm(values: tf.Tensor1D, dense: tf.Tensor2D, pattern: Pattern, side: Side): tf.Tensor2D {
  const withGradient = tf.customGrad((...args) => {
    const [s, x, save] = args as [tf.Tensor1D, tf.Tensor2D, tf.GradSaveFunc];
    save([s, x]);
    return {
      value: spmmKernel(s, x, pattern, side),
      gradFunc: (upstream, saved) => {
        const dy = upstream as tf.Tensor as tf.Tensor2D;
        const [savedS, savedX] = saved as [tf.Tensor1D, tf.Tensor2D];
        const dValues = side === 'rows' ? sddmmKernel(dy, savedX, pattern) : sddmmKernel(savedX, dy, pattern);
        return [dValues, spmmKernel(savedS, dy, pattern, side === 'rows' ? 'columns' : 'rows')];
      },
    };
  });
  return withGradient(values, dense) as tf.Tensor as tf.Tensor2D;
}

/** `sddmm` with a matrix in pieces. @returns for each piece `[nnz of the piece]` */
export function sddmmOfPieces(u: tf.Tensor2D, v: tf.Tensor2D, pieces: readonly Pattern[]): tf.Tensor1D[] {
  return pieces.map((pattern) => sddmm(u, v, pattern));
}

/**
 * `spmm` with a matrix in pieces: the sum of their products, in their order.
 * @param values of each piece `[nnz of the piece]`
 */
export function spmmOfPieces(
  values: readonly tf.Tensor1D[],
  dense: tf.Tensor2D,
  pieces: readonly Pattern[],
  side: Side,
): tf.Tensor2D {
  let sum = spmm(values[0], dense, pieces[0], side);
  for (let p = 1; p < pieces.length; p++) {
    const before = sum;
    sum = tf.tidy(() => tf.add(before, spmm(values[p], dense, pieces[p], side)));
    before.dispose();
  }
  return sum;
}
