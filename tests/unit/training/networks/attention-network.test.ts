import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/base/random.ts';
import {
  attend,
  type SasrecShape,
  sasrecArrays,
  sasrecForward,
} from '../../../../src/recommenders/networks/sasrec-network.ts';
import { startBackend } from '../../../../src/training/backend/backend.ts';
import { attention, attentionNetwork } from '../../../../src/training/networks/attention-network.ts';
import { picksOf } from '../../../../src/training/networks/sasrec-training.ts';
import { softmaxLoss } from '../../../../src/training/networks/softmax-loss.ts';
import { startTensors } from '../../../../src/training/networks/start-tensors.ts';
import { wasmFile } from '../../../tools/train-network-in-node.ts';

const shape: SasrecShape = { movies: 7, length: 5, width: 4, blocks: 2 };
/** Two sequences, the second filled up. */
const inputs = Int32Array.of(3, 1, 4, 1, 5, 6, 0, 2, -1, -1);
const targets = Int32Array.of(1, 4, 1, 5, 2, 0, 2, 3, -1, -1);

type Arrays = Record<string, Float32Array>;

/** Parameters large enough for every part to matter. */
function randomArrays(): Arrays {
  const random = createRandom(3);
  return Object.fromEntries(
    sasrecArrays(shape).map(([name, size]) => [
      name,
      Float32Array.from(
        { length: size.reduce((a, b) => a * b, 1) },
        () => 0.5 * random.normal() + (name.includes('Gain') ? 1 : 0),
      ),
    ]),
  );
}

function upload(arrays: Arrays): Record<string, tf.Tensor> {
  return Object.fromEntries(sasrecArrays(shape).map(([name, size]) => [name, tf.tensor(arrays[name], size)]));
}

function hiddenOf(arrays: Arrays, movies: Int32Array): Float32Array {
  return tf.tidy(() =>
    attentionNetwork(shape, upload(arrays), picksOf(movies, shape.movies), 2, 5, null).dataSync(),
  ) as Float32Array;
}

/** The loss with loops in double precision. */
function plainLoss(arrays: Arrays): number {
  let [sum, count] = [0, 0];
  for (const row of [0, 1]) {
    const own = inputs.subarray(row * 5, row * 5 + 5).filter((movie) => movie >= 0);
    const hidden = sasrecForward(shape, arrays, own);
    own.forEach((_, t) => {
      const logits = Array.from({ length: shape.movies }, (__, m) =>
        [0, 1, 2, 3].reduce((dot, k) => dot + hidden[t * 4 + k] * arrays.movies[m * 4 + k], 0),
      );
      const logSum = Math.log(logits.reduce((total, logit) => total + Math.exp(logit), 0));
      sum += logSum - logits[targets[row * 5 + t]];
      count++;
    });
  }
  return sum / count;
}

const weight = () =>
  tf.tensor2d(
    Float32Array.from(targets, (movie) => (movie >= 0 ? 1 / 8 : 0)),
    [10, 1],
  );

const starts = {
  cpu: () => startBackend('cpu'),
  wasm: () => startTensors('cpu', wasmFile),
};

for (const name of ['cpu', 'wasm'] as const) {
  describe(`on ${name}`, () => {
    beforeAll(starts[name]);
    describeAttention();
    describeNetwork();
    describeGradient();
  });
}

function describeAttention(): void {
  describe('attention', () => {
    it('is what loops over queries and keys give', () => {
      const random = createRandom(1);
      const values = () => Float32Array.from({ length: 2 * 5 * 4 }, () => random.normal());
      const [q, k, v] = [values(), values(), values()];
      const future = tf.tensor3d(
        Float32Array.from({ length: 25 }, (_, n) => (n % 5 > Math.floor(n / 5) ? -1e9 : 0)),
        [1, 5, 5],
      );
      const cube = (of: Float32Array) => tf.tensor3d(of, [2, 5, 4]);
      const found = attention(cube(q), cube(k), cube(v), future).dataSync();
      for (const row of [0, 1]) {
        const part = (of: Float32Array) => of.subarray(row * 20, row * 20 + 20);
        const expected = attend(part(q), part(k), part(v), 4);
        expected.forEach((value, n) => {
          expect(found[row * 20 + n]).toBeCloseTo(value, 5);
        });
      }
    });

    it('gives a position without earlier ones its own value', () => {
      const value = Float32Array.of(1, 2, 3, 4);
      expect(attend(new Float32Array(4).fill(9), new Float32Array(4).fill(-7), value, 4)).toEqual(value);
    });
  });
}

function describeNetwork(): void {
  describe('the network', () => {
    it('is the same on tensors and in loops', () => {
      const arrays = randomArrays();
      const hidden = hiddenOf(arrays, inputs);
      for (const [row, n] of [
        [0, 5],
        [1, 3],
      ]) {
        const expected = sasrecForward(shape, arrays, inputs.subarray(row * 5, row * 5 + n));
        expected.forEach((value, at) => {
          expect(hidden[row * 20 + at]).toBeCloseTo(value, 4);
        });
      }
    });

    it('does not look ahead: a change of later movies leaves earlier outputs', () => {
      const arrays = randomArrays();
      const changed = inputs.slice();
      changed[3] = 0;
      const [before, after] = [hiddenOf(arrays, inputs), hiddenOf(arrays, changed)];
      expect(after.subarray(0, 12)).toEqual(before.subarray(0, 12));
      expect(after.subarray(12, 16)).not.toEqual(before.subarray(12, 16));
      expect(after.subarray(16, 20)).not.toEqual(before.subarray(16, 20));
      expect(after.every(Number.isFinite)).toBe(true);
      const short = sasrecForward(shape, arrays, inputs.subarray(0, 3));
      expect(sasrecForward(shape, arrays, inputs.subarray(0, 5)).subarray(0, 12)).toEqual(short);
    });
  });
}

function describeGradient(): void {
  describe('the loss', () => {
    it('has the loss of the plain formula, and its gradient by finite differences', () => {
      const arrays = randomArrays();
      const list = sasrecArrays(shape);
      const variables = Object.fromEntries(
        Object.entries(upload(arrays)).map(([name, tensor]) => [name, tf.variable(tensor)]),
      );
      const [seen, next, share] = [picksOf(inputs, shape.movies), picksOf(targets, shape.movies), weight()];
      const { value, grads } = tf.variableGrads(
        () => {
          const hidden = attentionNetwork(shape, variables, seen, 2, 5, null);
          return softmaxLoss(hidden, variables.movies as tf.Tensor as tf.Tensor2D, null, next, share);
        },
        list.map(([name]) => variables[name]),
      );
      expect(value.dataSync()[0]).toBeCloseTo(plainLoss(arrays), 4);
      const step = 1e-2;
      for (const [name] of list) {
        const gradient = grads[variables[name].name].dataSync();
        for (let n = 0; n < gradient.length; n += Math.max(1, Math.floor(gradient.length / 6))) {
          const moved = (by: number) => {
            const copy = { ...arrays, [name]: arrays[name].slice() };
            copy[name][n] += by;
            return plainLoss(copy);
          };
          const expected = (moved(step) - moved(-step)) / (2 * step);
          expect({
            name,
            n,
            off: Math.abs(gradient[n] - expected) < 0.002 + 0.03 * Math.abs(expected),
          }).toEqual({ name, n, off: true });
        }
      }
    });
  });
}
