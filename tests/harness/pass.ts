import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import type { Backend } from '../../src/training/backend/backend.ts';
import { sddmm, spmm } from '../../src/training/kernels/sparse-products.ts';
import { createPattern } from '../../src/training/kernels/sparsity-pattern.ts';
import { type Columns, ratingsOf } from './columns.ts';

/**
 * Milliseconds of one run of `work`: the fastest of `repeats` trials, each of `runs` in a row until the computation is
 * done. In a row because training, too, waits for a result only once per epoch.
 */
async function fastest(
  backend: Backend,
  repeats: number,
  runs: number,
  work: () => tf.Tensor[],
): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  // The first trial compiles and uploads.
  for (let n = 0; n <= repeats; n++) {
    const started = performance.now();
    const last = tf.tidy(() => {
      let results: tf.Tensor[] = [];
      for (let run = 0; run < (n === 0 ? 1 : runs); run++) {
        tf.dispose(results);
        results = work();
      }
      // Reading one number of the last result waits for everything queued before it.
      return tf.sum(results[results.length - 1]);
    });
    await backend.read(last);
    if (n > 0) best = Math.min(best, (performance.now() - started) / runs);
    last.dispose();
  }
  return best;
}

/** Milliseconds of one pass over all ratings as in training: all errors, then both gradients. */
export async function kernelPass(
  backend: Backend,
  columns: Columns,
  rank: number,
  repeats: number,
): Promise<number> {
  const ratings = ratingsOf(columns);
  const pattern = createPattern(ratings);
  const p = tf.randomNormal([ratings.users, rank]) as tf.Tensor2D;
  const q = tf.randomNormal([ratings.items, rank]) as tf.Tensor2D;
  const r = tf.tensor1d(ratings.value);
  const ms = await fastest(backend, repeats, 10, () => {
    const error = tf.tidy(() => tf.sub(sddmm(p, q, pattern), r)) as tf.Tensor1D;
    const gradients = [spmm(error, q, pattern, 'rows'), spmm(error, p, pattern, 'columns')];
    error.dispose();
    return gradients;
  });
  tf.dispose([{ ...pattern }, p, q, r]);
  return ms;
}

/** The same pass in the usual way, with gather and with autodiff for the gradients. Timed on one batch and scaled. */
export async function naivePass(
  backend: Backend,
  columns: Columns,
  rank: number,
  batch: number,
): Promise<number> {
  const count = Math.min(batch, columns.user.length);
  // Spread over all ratings, so that the batch touches as many rows as a random one.
  const at = Array.from({ length: count }, (_, n) => Math.floor((n * columns.user.length) / count));
  const user = tf.tensor1d(
    at.map((n) => columns.user[n]),
    'int32',
  );
  const item = tf.tensor1d(
    at.map((n) => columns.item[n]),
    'int32',
  );
  const r = tf.tensor1d(at.map((n) => columns.value[n]));
  const p = tf.randomNormal([columns.users, rank]);
  const q = tf.randomNormal([columns.items, rank]);
  const gradients = tf.grads((a, b) => {
    const predicted = tf.sum(tf.mul(tf.gather(a, user), tf.gather(b, item)), 1);
    return tf.mean(tf.square(tf.sub(predicted, r)));
  });
  const ms = await fastest(backend, 1, 1, () => gradients([p, q]));
  tf.dispose([user, item, r, p, q]);
  return (ms * columns.user.length) / count;
}
