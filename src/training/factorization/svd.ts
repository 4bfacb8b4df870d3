import * as tf from '@tensorflow/tfjs-core';
import { type Side, spmm } from '../kernels/sparse-products.ts';
import { createDiagonal } from '../kernels/sparsity-pattern.ts';
import { batchesOf, type RatingPart } from '../split.ts';
import { createAdam } from './adam.ts';
import type { Trainer, TrainerInput } from './epochs.ts';
import { constantColumn, firstFactors, freeColumns } from './factors.ts';
import {
  type Block,
  disposeBlock,
  errors,
  ratingsPerItem,
  ratingsPerUser,
  uploadBlock,
} from './rating-block.ts';

/** A mini-batch with `2 λ n / B` of each row, n being its ratings in the batch: the penalty's gradient by row. */
interface Batch extends Block {
  readonly decay: { readonly users: tf.Tensor1D; readonly items: tf.Tensor1D };
}

/**
 * Gradient descent with Adam on `1/B Σ_ui [(r - r̂)² + λ (b_u² + b_i² + |p_u|² + |q_i|²)]` over batches of B ratings.
 * The penalty counts once per rating, as in Surprise's `SVD`, so that its `reg_all=0.02` is the same 0.02 here.
 * The batches are drawn and uploaded once; each epoch takes them in a new order. The gradients are written out (one
 * product a side): on the cpu backend autodiff would add several passes over all parameters.
 */
export function svdTrainer({ part, mean, settings, random, pause }: TrainerInput): Trainer {
  const { rank, regularisation } = settings;
  const users = variable(firstFactors(ratingsPerUser(part), rank, constantColumn.users, random));
  const items = variable(firstFactors(ratingsPerItem(part), rank, constantColumn.items, random));
  const free = {
    users: freeColumns(part.users, rank, constantColumn.users),
    items: freeColumns(part.items, rank, constantColumn.items),
  };
  const diagonal = { users: createDiagonal(part.users), items: createDiagonal(part.items) };
  const batches = batchesOf(part, settings.batches, random).map(uploadBatch);
  const adam = createAdam(settings.learningRate);

  function uploadBatch(batch: RatingPart): Batch {
    const decay = (counts: Float32Array) =>
      tf.tensor1d(counts.map((n) => (2 * regularisation * n) / batch.item.length));
    const ofUsers = decay(ratingsPerUser(batch));
    return {
      ...uploadBlock(batch, mean),
      decay: { users: ofUsers, items: decay(ratingsPerItem(batch)) },
    };
  }

  /** `2/B Σ e f + 2 λ n/B x` for the rows of one side, without the column of ones. */
  function gradient(batch: Batch, error: tf.Tensor1D, of: 'users' | 'items'): tf.Tensor2D {
    const [x, other, side]: [tf.Variable, tf.Variable, Side] =
      of === 'users' ? [users, items, 'rows'] : [items, users, 'columns'];
    const data = spmm(tf.mul(error, 2 / batch.count), other as tf.Tensor as tf.Tensor2D, batch.pattern, side);
    const penalty = spmm(batch.decay[of], x as tf.Tensor as tf.Tensor2D, diagonal[of], 'rows');
    return tf.mul(tf.add(data, penalty), free[of]);
  }

  const factors = () => ({
    users: users as tf.Tensor as tf.Tensor2D,
    items: items as tf.Tensor as tf.Tensor2D,
  });

  return {
    algorithm: 'svd',
    ridge: { bias: regularisation, factors: regularisation, per: 'rating' },
    blocks: batches,
    factors,
    async state() {
      return [users.clone(), items.clone(), ...(await adam.weights())];
    },
    async restore([ofUsers, ofItems, ...weights]) {
      users.assign(ofUsers);
      items.assign(ofItems);
      await adam.setWeights(weights);
    },
    async epoch() {
      const order = random.shuffle(Int32Array.from({ length: batches.length }, (_, b) => b));
      for (const b of order) {
        await pause();
        tf.tidy(() => {
          const error = errors(batches[b], factors());
          adam.step([
            { variable: users, gradient: gradient(batches[b], error, 'users') },
            { variable: items, gradient: gradient(batches[b], error, 'items') },
          ]);
        });
      }
    },
    dispose() {
      for (const batch of batches) {
        disposeBlock(batch);
        tf.dispose({ ...batch.decay });
      }
      adam.dispose();
      tf.dispose([users, items, { ...free }, { ...diagonal.users }, { ...diagonal.items }]);
    },
  };
}

/** A variable that starts as `initial` and takes its place. */
function variable(initial: tf.Tensor2D): tf.Variable {
  const made = tf.variable(initial);
  initial.dispose();
  return made;
}
