import * as tf from '@tensorflow/tfjs-core';
import { Problem } from '../../base/problem.ts';
import { sddmm, spmm } from '../kernels/sparse-products.ts';
import { createPattern } from '../kernels/sparsity-pattern.ts';

/** A 3 x 2 pattern with an empty row: entries (0,0), (0,1), (2,1). */
const csr = {
  users: 3,
  items: 2,
  rowStart: Int32Array.of(0, 2, 2, 3),
  item: Int32Array.of(0, 1, 1),
};

/** Calculated by hand: `sddmm(u, v)`, then `spmm([2, -1, 0.5], ·)` for rows and for columns. */
const golden = [-2, 5.5, 1, 0, -1, -2.5, 0, 0, 0, 1, 0.5, 0.25, 2, 4, 6, -0.75, -2.5, -2];

/**
 * Runs both kernels on the current backend and compares the results with known ones.
 * @param expected for tests of this function
 * @throws Problem `backend-broken` where they differ
 */
export async function selfTest(
  read: (tensor: tf.Tensor) => Promise<Float32Array>,
  expected: readonly number[] = golden,
): Promise<void> {
  const result = tf.tidy(() => {
    const pattern = createPattern(csr);
    const u = tf.tensor2d([1, 2, 3, 4, 5, 6, 0.5, -1, 2], [3, 3]);
    const v = tf.tensor2d([1, 0, -1, 2, 1, 0.5], [2, 3]);
    const values = tf.tensor1d([2, -1, 0.5]);
    const parts = [
      sddmm(u, v, pattern),
      tf.reshape(spmm(values, v, pattern, 'rows'), [9]),
      tf.reshape(spmm(values, u, pattern, 'columns'), [6]),
    ];
    return tf.concat1d(parts as tf.Tensor1D[]);
  });
  try {
    const actual = await read(result);
    const wrong = expected.some((value, n) => !(Math.abs(actual[n] - value) < 1e-4));
    if (!wrong) return;
  } finally {
    result.dispose();
  }
  throw new Problem(
    'backend-broken',
    'This device computed a known small example wrongly, so it is not used for training.',
    'Choose another backend, such as the processor (cpu), or update the graphics driver.',
  );
}
