import * as tf from '@tensorflow/tfjs-core';
import { Problem } from '../../base/problem.ts';
import type { Random, RandomState } from '../../base/random.ts';
import type { Checkpoint } from '../../protocol/training-messages.ts';
import type { Backend } from '../backend/backend.ts';
import type { FactorizationTrainer } from './factorization-trainer.ts';

/** The item side of the best epoch so far. */
export interface BestEpoch {
  readonly items: tf.Tensor2D;
  readonly epoch: number;
  readonly validationRmse: number | null;
}

/** The trainer's tensors, those of the best epoch, and the state of the random number generator. */
export async function checkpointOf(
  epoch: number,
  best: BestEpoch,
  trainer: FactorizationTrainer,
  random: Random,
  backend: Backend,
): Promise<Checkpoint> {
  const tensors = await trainer.state();
  try {
    const arrays: Record<string, Float32Array> = { best: Float32Array.from(await backend.read(best.items)) };
    for (const [n, tensor] of tensors.entries())
      arrays[`${n}`] = Float32Array.from(await backend.read(tensor));
    const state: StoredState = {
      algorithm: trainer.algorithm,
      random: random.state(),
      shapes: tensors.map(({ shape }) => shape),
      bestEpoch: best.epoch,
      validationRmse: best.validationRmse,
    };
    return { epoch, state, arrays };
  } finally {
    tf.dispose(tensors);
  }
}

/** The plain part of a checkpoint, as it is stored. */
type StoredState = {
  readonly algorithm: string;
  readonly random: RandomState;
  readonly shapes: readonly number[][];
  readonly bestEpoch: number;
  readonly validationRmse: number | null;
};

/**
 * Restores the state of a checkpoint in a new trainer.
 * @returns the best epoch of that run; the caller disposes its tensor
 * @throws Problem `data-invalid` when the checkpoint is of other data or settings
 */
export async function restoreRun(
  { state, arrays }: Checkpoint,
  trainer: FactorizationTrainer,
  random: Random,
): Promise<BestEpoch> {
  const { algorithm, random: randomState, shapes, bestEpoch, validationRmse } = state as StoredState;
  const { users, items } = trainer.factors();
  const fits = (shape: readonly number[], like: tf.Tensor) => shape.join() === like.shape.join();
  if (
    algorithm !== trainer.algorithm ||
    !fits(shapes[0], users) ||
    !fits(shapes[1], items) ||
    arrays.best?.length !== items.size
  ) {
    throw new Problem(
      'data-invalid',
      'The stored state of the training does not fit this data set and these settings.',
      'Train again.',
    );
  }
  const tensors = shapes.map((shape, n) => tf.tensor(Float32Array.from(arrays[`${n}`]), shape));
  await trainer.restore(tensors);
  const best = tf.tensor2d(Float32Array.from(arrays.best), items.shape);
  tf.dispose(tensors);
  random.restore(randomState);
  return { items: best, epoch: bestEpoch, validationRmse };
}
