import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/base/random.ts';
import {
  decoderUnits,
  encoderSum,
  type MultVaeShape,
  movieLogits,
  multVaeArrays,
} from '../../../../src/recommenders/networks/mult-vae-network.ts';
import { sizeOf } from '../../../../src/recommenders/networks/trained-network.ts';
import { startBackend } from '../../../../src/training/backend/backend.ts';
import {
  autoencoderLoss,
  divergence,
  drawn,
  type UserBatch,
} from '../../../../src/training/networks/autoencoder.ts';
import { uploadPicks } from '../../../../src/training/networks/network-training.ts';
import { softmaxLoss } from '../../../../src/training/networks/softmax-loss.ts';
import { startTensors } from '../../../../src/training/networks/start-tensors.ts';
import { wasmFile } from '../../../tools/train-network-in-node.ts';

const shape: MultVaeShape = { movies: 6, width: 4, latent: 3 };
const shapes = { 'with hidden layers': shape, 'without hidden layers': { ...shape, width: 0 } } as const;
/** What two users like. */
const liked = [Int32Array.of(0, 2, 5), Int32Array.of(1, 2)];
const TOTAL = 5;
/** Weights of the input after dropout. */
const mask = Float32Array.of(2, 0, 2, 2, 2);
const BETA = 0.3;

type Arrays = Record<string, Float32Array>;

/** Parameters large enough for every part to matter. */
function randomArrays(of: MultVaeShape): Arrays {
  const random = createRandom(4);
  return Object.fromEntries(
    multVaeArrays(of).map(([name, size]) => [
      name,
      Float32Array.from({ length: sizeOf(size) }, () => 0.6 * random.normal()),
    ]),
  );
}

const noise = (() => {
  const random = createRandom(9);
  return Float32Array.from({ length: 2 * shape.latent }, () => random.normal());
})();

const tensorsOf = (arrays: Arrays, of: MultVaeShape): Record<string, tf.Tensor> =>
  Object.fromEntries(multVaeArrays(of).map(([name, size]) => [name, tf.tensor(arrays[name], [...size])]));

function batchOf(by: Float32Array): UserBatch {
  const flat = (weight: (count: number) => number) =>
    Float32Array.from(liked.flatMap((row) => [...row].map(() => weight(row.length))));
  const length = flat((count) => 1 / Math.sqrt(count));
  return {
    inputs: uploadPicks(
      liked,
      shape.movies,
      length.map((value, n) => value * by[n]),
    ),
    targets: uploadPicks(
      liked,
      shape.movies,
      flat((count) => 1 / count),
    ),
    weight: tf.tensor2d(
      liked.map((row) => row.length / TOTAL),
      [2, 1],
    ),
  };
}

/** `x W + b` with loops in double precision. */
const affine = (x: readonly number[], w: Float32Array, b: Float32Array) =>
  Array.from(b, (bias, k) => x.reduce((sum, value, j) => sum + value * w[j * b.length + k], bias));

/** The negative evidence lower bound with loops in double precision. */
function plainLoss(a: Arrays, isLinear: boolean): number {
  let sum = 0;
  let at = 0;
  liked.forEach((row, user) => {
    const input = Array.from({ length: shape.movies }, () => 0);
    for (const movie of row) input[movie] = mask[at++] / Math.sqrt(row.length);
    const hidden = isLinear ? input : affine(input, a.encoder, a.encoderBias).map(Math.tanh);
    const mean = affine(hidden, a.mean, a.meanBias);
    const logVariance = affine(hidden, a.logVariance, a.logVarianceBias);
    const z = mean.map((m, k) => m + noise[user * shape.latent + k] * Math.exp(logVariance[k] / 2));
    const units = isLinear ? z : affine(z, a.decoder, a.decoderBias).map(Math.tanh);
    const logits = Array.from({ length: shape.movies }, (_, movie) =>
      units.reduce((dot, unit, k) => dot + unit * a.movies[movie * units.length + k], a.movieBias[movie]),
    );
    const logSum = Math.log(logits.reduce((total, logit) => total + Math.exp(logit), 0));
    for (const movie of row) sum += logSum - logits[movie];
    sum +=
      BETA * mean.reduce((kl, m, k) => kl + (m * m + Math.exp(logVariance[k]) - 1 - logVariance[k]) / 2, 0);
  });
  return sum / TOTAL;
}

const starts = {
  cpu: () => startBackend('cpu'),
  wasm: () => startTensors('cpu', wasmFile),
};

for (const name of ['cpu', 'wasm'] as const) {
  describe(`the autoencoder on ${name}`, () => {
    beforeAll(starts[name]);

    for (const [which, of] of Object.entries(shapes)) describe(which, () => describeNetwork(of));

    it('has the loss in closed form where its decoder is linear: Gaussian z, uniform movies', () => {
      // One user, z ~ N(m, s²) in one dimension, logits zero: -log p is log M, the divergence (m² + s² - 1)/2 - log s.
      const [m, s, movies] = [0.7, 0.4, 6];
      const found = tf.tidy(() => {
        const [mean, logVariance] = [tf.tensor2d([[m]]), tf.tensor2d([[2 * Math.log(s)]])];
        const z = drawn(mean, logVariance, tf.tensor2d([[1.5]]));
        const targets = uploadPicks([Int32Array.of(2, 3)], movies, Float32Array.of(0.5, 0.5));
        const surprise = softmaxLoss(z, tf.zeros([movies, 1]), null, targets, tf.ones([1, 1]));
        return [z, surprise, divergence(mean, logVariance, 1)].map((tensor) => tensor.dataSync()[0]);
      });
      expect(found[0]).toBeCloseTo(m + 1.5 * s, 5);
      expect(found[1]).toBeCloseTo(Math.log(movies), 5);
      expect(found[2]).toBeCloseTo((m * m + s * s - 1) / 2 - Math.log(s), 5);
    });

    it('has the cross-entropy of a linear softmax with a bias', () => {
      const [h, e, b] = [
        [0.3, -1],
        [0.5, 1, -0.2, 0.1, 0.9, -0.7],
        [0.1, -0.4, 0.2],
      ];
      const found = tf
        .tidy(() => {
          const targets = uploadPicks([Int32Array.of(0, 2)], 3, Float32Array.of(0.5, 0.5));
          const table = tf.tensor2d(e, [3, 2]);
          return softmaxLoss(
            tf.tensor2d(h, [1, 2]),
            table,
            tf.tensor2d(b, [3, 1]),
            targets,
            tf.tensor2d([[2]]),
          );
        })
        .dataSync()[0];
      const logits = b.map((bias, n) => bias + h[0] * e[2 * n] + h[1] * e[2 * n + 1]);
      const logSum = Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0));
      expect(found).toBeCloseTo(2 * (logSum - (logits[0] + logits[2]) / 2), 5);
    });
  });
}

function describeNetwork(of: MultVaeShape): void {
  it('has the loss of the plain formula, and its gradient by finite differences', () => {
    const arrays = randomArrays(of);
    const list = multVaeArrays(of);
    const variables = Object.fromEntries(
      Object.entries(tensorsOf(arrays, of)).map(([array, tensor]) => [array, tf.variable(tensor)]),
    );
    const [users, drawnBy] = [batchOf(mask), tf.tensor2d(noise, [2, shape.latent])];
    const { value, grads } = tf.variableGrads(
      () => autoencoderLoss(variables, users, { noise: drawnBy, divergence: BETA / TOTAL }),
      list.map(([array]) => variables[array]),
    );
    expect(value.dataSync()[0]).toBeCloseTo(plainLoss(arrays, of.width === 0), 4);
    const step = 1e-3;
    for (const [array] of list) {
      const gradient = grads[variables[array].name].dataSync();
      gradient.forEach((found, n) => {
        const moved = (by: number) => {
          const copy = { ...arrays, [array]: Float32Array.from(arrays[array]) };
          copy[array][n] += by;
          return plainLoss(copy, of.width === 0);
        };
        const expected = (moved(step) - moved(-step)) / (2 * step);
        expect({ array, n, off: Math.abs(found - expected) < 1e-3 }).toEqual({ array, n, off: true });
      });
    }
  });

  it('unfolds the mean of z like the recommender in plain loops, whatever the weights', () => {
    const arrays = randomArrays(of);
    const weights = [Float32Array.of(1, 0.5, 0.25), Float32Array.of(0.3, 0.9)];
    const flat = weights.flatMap((own) => Array.from(own, (weight) => weight / Math.hypot(...own)));
    const { targets, weight: ofUsers } = batchOf(new Float32Array(TOTAL).fill(1));
    const users = {
      inputs: uploadPicks(liked, shape.movies, Float32Array.from(flat)),
      targets,
      weight: ofUsers,
    };
    const [loss] = tf.tidy(() => autoencoderLoss(tensorsOf(arrays, of), users, null)).dataSync();
    let expected = 0;
    liked.forEach((row, user) => {
      const own = weights[user];
      const units = decoderUnits(of, arrays, encoderSum(of, arrays, row, own), Math.hypot(...own));
      const logits = movieLogits(of, arrays, units);
      const logSum = Math.log(logits.reduce((total, logit) => total + Math.exp(logit), 0));
      for (const movie of row) expected += (logSum - logits[movie]) / TOTAL;
    });
    expect(loss).toBeCloseTo(expected, 5);
  });
}
