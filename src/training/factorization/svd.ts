import * as tf from '@tensorflow/tfjs-core';
import { type Side, spmm, spmmOfPieces } from '../kernels/sparse-products.ts';
import { createDiagonal } from '../kernels/sparsity-pattern.ts';
import { batchesOf, type RatingPart } from '../split.ts';
import type { TrainerInput } from '../trainer.ts';
import { createAdam } from './adam.ts';
import type { FactorizationTrainer } from './factorization-trainer.ts';
import { constantColumn, firstFactors, freeColumns } from './factors.ts';
import {
  type Block,
  disposeBlock,
  errors,
  ratingsPerItem,
  ratingsPerUser,
  uploadBlock,
} from './rating-block.ts';

/** A mini-batch with the gradient of the penalty for each row: `2 λ n / B`, n being the row's ratings in the batch. */
interface Batch extends Block {
  readonly decay: { readonly users: tf.Tensor1D; readonly items: tf.Tensor1D };
}

/**
 * Gradient descent with Adam on `1/B Σ_ui [(r - r̂)² + λ (b_u² + b_i² + |p_u|² + |q_i|²)]` over batches of B ratings.
 * The penalty counts once per rating, as in Surprise's `SVD`, so that its `reg_all=0.02` is the same 0.02 here.
 * The batches are drawn and uploaded once; each epoch takes them in a new order. The gradients are written out (one
 * product per side): on the cpu backend autodiff would add several passes over all parameters.
 * @param most ratings that one kernel can take, see `Limits`
 */
export function svdTrainer(input: TrainerInput, most: number): FactorizationTrainer {
  const { part, mean, settings, random, pause } = input;
  const { rank, regularisation } = settings;
  const users = variable(firstFactors(ratingsPerUser(part), rank, constantColumn.users, random));
  const items = variable(firstFactors(ratingsPerItem(part), rank, constantColumn.items, random));
  const factors = () => ({ users: asTensor(users), items: asTensor(items) });
  const free = {
    users: freeColumns(part.users, rank, constantColumn.users),
    items: freeColumns(part.items, rank, constantColumn.items),
  };
  const diagonal = { users: createDiagonal(part.users), items: createDiagonal(part.items) };
  const parts = batchesOf(part, settings.batches, random);
  const batches = parts.map((batch) => uploadBatch(batch, mean, regularisation, most));
  const adam = createAdam(settings.learningRate);

  /** `2/B Σ e f + 2 λ n/B x` for the rows of one side, without the column of ones. */
  function gradient(batch: Batch, error: readonly tf.Tensor1D[], of: 'users' | 'items'): tf.Tensor2D {
    const x = asTensor(of === 'users' ? users : items);
    const other = asTensor(of === 'users' ? items : users);
    const side: Side = of === 'users' ? 'rows' : 'columns';
    const scaled = error.map((e) => tf.mul(e, 2 / batch.count) as tf.Tensor1D);
    const data = spmmOfPieces(scaled, other, batch.pieces, side);
    const penalty = spmm(batch.decay[of], x, diagonal[of], 'rows');
    return tf.mul(tf.add(data, penalty), free[of]);
  }

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
      batches.forEach(disposeBatch);
      adam.dispose();
      tf.dispose([users, items, { ...free }, { ...diagonal.users }, { ...diagonal.items }]);
    },
  };
}

/** @param mean of the training part, stars @param regularisation λ */
function uploadBatch(batch: RatingPart, mean: number, regularisation: number, most: number): Batch {
  const decay = (counts: Float32Array) =>
    tf.tensor1d(counts.map((n) => (2 * regularisation * n) / batch.item.length));
  return {
    ...uploadBlock(batch, mean, most),
    decay: { users: decay(ratingsPerUser(batch)), items: decay(ratingsPerItem(batch)) },
  };
}

function disposeBatch(batch: Batch): void {
  disposeBlock(batch);
  tf.dispose({ ...batch.decay });
}

/** A variable that starts as `initial`, which it disposes. */
function variable(initial: tf.Tensor2D): tf.Variable {
  const made = tf.variable(initial);
  initial.dispose();
  return made;
}

/** TF.js's types forget the rank of a variable. */
function asTensor(matrix: tf.Variable): tf.Tensor2D {
  return matrix as tf.Tensor as tf.Tensor2D;
}
