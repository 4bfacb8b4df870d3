import * as tf from '@tensorflow/tfjs-core';
import { Problem } from '../../base/problem.ts';
import type { Random, RandomState } from '../../base/random.ts';
import type { Backend } from '../backend/backend.ts';
import type { Checkpoint } from '../trainer.ts';
import type { Trainer } from './epochs.ts';

/** The item side of the best epoch so far. */
export interface Best {
  readonly items: tf.Tensor2D;
  readonly epoch: number;
  readonly validationRmse: number | null;
}

/** The trainer's tensors, the best epoch's, and where the stream of chance stands. */
export async function checkpointOf(
  epoch: number,
  best: Best,
  trainer: Trainer,
  random: Random,
  backend: Backend,
): Promise<Checkpoint> {
  const tensors = await trainer.state();
  try {
    const arrays: Record<string, Float32Array> = { best: Float32Array.from(await backend.read(best.items)) };
    for (const [n, tensor] of tensors.entries())
      arrays[`${n}`] = Float32Array.from(await backend.read(tensor));
    const { epoch: bestEpoch, validationRmse } = best;
    return {
      epoch,
      state: {
        algorithm: trainer.algorithm,
        random: random.state(),
        shapes: tensors.map(({ shape }) => shape),
        bestEpoch,
        validationRmse,
      },
      arrays,
    };
  } finally {
    tf.dispose(tensors);
  }
}

/**
 * Puts a new trainer where a run stood. @returns the best epoch of that run
 * @throws Problem `data-invalid` when the checkpoint is of other data or settings
 */
export async function restoreRun(
  { state, arrays }: Checkpoint,
  trainer: Trainer,
  random: Random,
): Promise<Best> {
  const {
    algorithm,
    random: stream,
    shapes,
    bestEpoch,
    validationRmse,
  } = state as {
    readonly algorithm: string;
    readonly random: RandomState;
    readonly shapes: readonly number[][];
    readonly bestEpoch: number;
    readonly validationRmse: number | null;
  };
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
      'Train anew.',
    );
  }
  const tensors = shapes.map((shape, n) => tf.tensor(Float32Array.from(arrays[`${n}`]), shape));
  await trainer.restore(tensors);
  const best = tf.tensor2d(Float32Array.from(arrays.best), items.shape);
  tf.dispose(tensors);
  random.restore(stream);
  return { items: best, epoch: bestEpoch, validationRmse };
}
