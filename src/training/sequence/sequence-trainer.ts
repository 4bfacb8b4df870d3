import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '../../base/random.ts';
import type { SequenceSettings } from '../../protocol/sequence-messages.ts';
import { type SasrecShape, sasrecArrays } from '../../recommenders/models/sasrec-network.ts';
import { type Adam, createAdam } from '../factorization/adam.ts';
import { createPattern } from '../kernels/sparsity-pattern.ts';
import { attentionNetwork, type DropMask } from './attention-network.ts';
import { nextMovieLoss, type Picks } from './next-movie-loss.ts';
import type { SequenceBatch } from './sequences.ts';

/** The parameters of a network on the backend and what trains them. */
export interface SequenceTrainer {
  readonly variables: Readonly<Record<string, tf.Variable>>;
  readonly adam: Adam;
  /** One step of Adam. @returns the mean loss over the batch, to be read and disposed */
  step(batch: SequenceBatch): tf.Scalar;
  /** The loss without a step and without dropout, to be read and disposed. */
  loss(batch: SequenceBatch): tf.Scalar;
  dispose(): void;
}

/** Deviation of the first embeddings and matrices, as in GPT: the first logits are near zero. */
const SPREAD = 0.02;

export function createSequenceTrainer(
  shape: SasrecShape,
  { dropout, learningRate }: Pick<SequenceSettings, 'dropout' | 'learningRate'>,
  random: Random,
): SequenceTrainer {
  const entries = sasrecArrays(shape).map(([name, size]): [string, tf.Variable] => [
    name,
    tf.variable(tf.tensor(firstValues(name, size, random), size)),
  ]);
  const variables = Object.fromEntries(entries);
  const list = entries.map(([, variable]) => variable);
  const adam = createAdam(learningRate);

  function lossOf(on: Uploaded, dropped: boolean): tf.Scalar {
    const { rows, length, inputs, targets, weight } = on;
    const size = rows * length;
    const drop: DropMask = dropped && dropout > 0 ? () => dropMask(size, shape.width, dropout, random) : null;
    const hidden = attentionNetwork(shape, variables, inputs, rows, length, drop);
    return nextMovieLoss(hidden, variables.movies as tf.Tensor as tf.Tensor2D, targets, weight);
  }

  return {
    variables,
    adam,
    step(batch) {
      return tf.tidy(() => {
        // Outside of the gradient, which frees what is made inside before it goes backward.
        const uploaded = upload(batch, shape.movies);
        const { value, grads } = tf.variableGrads(() => lossOf(uploaded, true), list);
        adam.step(list.map((variable) => ({ variable, gradient: grads[variable.name] })));
        return value;
      });
    },
    loss: (batch) => tf.tidy(() => lossOf(upload(batch, shape.movies), false)),
    dispose() {
      tf.dispose(list);
      adam.dispose();
    },
  };
}

/** A batch on the backend. */
interface Uploaded {
  readonly rows: number;
  readonly length: number;
  readonly inputs: Picks;
  readonly targets: Picks;
  /** `[positions, 1]`, of sum one; zero where nothing follows */
  readonly weight: tf.Tensor2D;
}

function upload({ rows, length, inputs, targets }: SequenceBatch, movies: number): Uploaded {
  const count = targets.reduce((sum, movie) => sum + (movie >= 0 ? 1 : 0), 0);
  const weight = Float32Array.from(targets, (movie) => (movie >= 0 ? 1 / count : 0));
  return {
    rows,
    length,
    inputs: picksOf(inputs, movies),
    targets: picksOf(targets, movies),
    weight: tf.tensor2d(weight, [weight.length, 1]),
  };
}

function firstValues(name: string, size: readonly number[], random: Random): Float32Array {
  const count = size.reduce((product, n) => product * n, 1);
  if (name.includes('Gain')) return new Float32Array(count).fill(1);
  if (name.includes('Shift') || name.includes('Bias')) return new Float32Array(count);
  return Float32Array.from({ length: count }, () => SPREAD * random.normal());
}

/** The movies at some positions, uploaded; inside `tf.tidy`. */
export function picksOf(movies: Int32Array, count: number): Picks {
  const rowStart = new Int32Array(movies.length + 1);
  movies.forEach((movie, n) => {
    rowStart[n + 1] = rowStart[n] + (movie >= 0 ? 1 : 0);
  });
  const item = movies.filter((movie) => movie >= 0);
  const pattern = createPattern({ users: movies.length, items: count, rowStart, item });
  return { pattern, ones: tf.ones([item.length]) };
}

function dropMask(rows: number, columns: number, rate: number, random: Random): tf.Tensor2D {
  const values = new Float32Array(rows * columns);
  const scale = 1 / (1 - rate);
  for (let n = 0; n < values.length; n++) values[n] = random.uniform() < rate ? 0 : scale;
  return tf.tensor2d(values, [rows, columns]);
}
