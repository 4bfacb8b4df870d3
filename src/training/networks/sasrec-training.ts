import * as tf from '@tensorflow/tfjs-core';
import { createRandom, type Random } from '../../base/random.ts';
import type { Ratings } from '../../dataset/dataset.ts';
import type { SequenceSettings } from '../../protocol/network-messages.ts';
import { type SasrecShape, sasrecArrays } from '../../recommenders/networks/sasrec-network.ts';
import { sizeOf } from '../../recommenders/networks/trained-network.ts';
import { attentionNetwork, type DropMask } from './attention-network.ts';
import {
  createParameters,
  divided,
  dropout,
  type NetworkTraining,
  normals,
  uploadPicks,
} from './network-training.ts';
import { batchesOfSequences, type SequenceBatch, sequencesOf } from './sequences.ts';
import { type Picks, softmaxLoss } from './softmax-loss.ts';

/** Deviation of the first embeddings and matrices, as in GPT: the first logits are near zero. */
const SPREAD = 0.02;

/** A self-attentive network that learns what came next in everybody's sequence. */
export function sasrecTraining(
  ratings: Ratings,
  settings: SequenceSettings,
  random: Random,
): NetworkTraining<SasrecShape> {
  const sequences = sequencesOf(ratings);
  const { train, held } = divided(sequences.of, settings);
  const { length, width, blocks, batch } = settings;
  const shape: SasrecShape = { movies: sequences.known.length, length, width, blocks };
  const arrays = sasrecArrays(shape);
  const parameters = createParameters(arrays, (...of) => firstValues(...of, random), settings.learningRate);
  const { variables } = parameters;

  function lossOf(on: Uploaded, rate: number): tf.Scalar {
    const { rows, length: columns, inputs, targets, weight } = on;
    const size = rows * columns;
    const drop: DropMask =
      rate > 0 ? () => tf.tensor2d(dropout(size * width, rate, random), [size, width]) : null;
    const hidden = attentionNetwork(shape, variables, inputs, rows, columns, drop);
    return softmaxLoss(hidden, variables.movies as tf.Tensor as tf.Tensor2D, null, targets, weight);
  }

  return {
    shape,
    known: sequences.known,
    arrays,
    parameters,
    steps: () =>
      batchesOfSequences(train, length, batch, random).map((of) => ({
        count: countOf(of),
        run: () =>
          parameters.step(
            () => upload(of, shape.movies),
            (uploaded) => lossOf(uploaded, settings.dropout),
          ),
      })),
    held: batchesOfSequences(held, length, batch, createRandom(1)).map((of) => ({
      count: countOf(of),
      run: () => tf.tidy(() => lossOf(upload(of, shape.movies), 0)),
    })),
  };
}

function countOf({ targets }: SequenceBatch): number {
  return targets.reduce((sum, movie) => sum + (movie >= 0 ? 1 : 0), 0);
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

function upload(batch: SequenceBatch, movies: number): Uploaded {
  const { rows, length, inputs, targets } = batch;
  const count = countOf(batch);
  const weight = Float32Array.from(targets, (movie) => (movie >= 0 ? 1 / count : 0));
  return {
    rows,
    length,
    inputs: picksOf(inputs, movies),
    targets: picksOf(targets, movies),
    weight: tf.tensor2d(weight, [weight.length, 1]),
  };
}

/** The movie of each position, uploaded; none where it is -1. Inside `tf.tidy`. */
export function picksOf(movies: Int32Array, count: number): Picks {
  const rows = Array.from(movies, (movie) => (movie < 0 ? new Int32Array(0) : Int32Array.of(movie)));
  return uploadPicks(rows, count);
}

function firstValues(name: string, size: readonly number[], random: Random): Float32Array {
  if (name.includes('Gain')) return new Float32Array(sizeOf(size)).fill(1);
  if (name.includes('Shift') || name.includes('Bias')) return new Float32Array(sizeOf(size));
  return normals(size, SPREAD, random);
}
