import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { choleskyInPlace, choleskySolve } from '../../../../src/base/linear-algebra.ts';
import { createRandom } from '../../../../src/base/random.ts';
import { startBackend } from '../../../../src/training/backend/backend.ts';
import { solveRows } from '../../../../src/training/factorization/conjugate-gradients.ts';
import { sddmm } from '../../../../src/training/kernels/sparse-products.ts';
import { createDiagonal, createPattern } from '../../../../src/training/kernels/sparsity-pattern.ts';
import { randomCsr } from '../../../fixtures/synthetic.ts';

beforeAll(async () => {
  await startBackend('cpu');
});

const d = 4;
const csr = randomCsr(9, 12, 2);
const random = createRandom(8);
const normals = (count: number) => Float32Array.from({ length: count }, () => random.normal());
const f = normals(12 * d);
const target = normals(csr.item.length);
const ridge = Float32Array.from({ length: 9 * d }, (_, n) => 0.5 + (n % d) * 0.25);

/** Solves each row's normal equations by Cholesky. The column `frozen` does not change. */
function denseSolutions(start: Float32Array, frozen: number | null): Float32Array {
  const solution = start.slice();
  const free = [0, 1, 2, 3].filter((k) => k !== frozen);
  const size = free.length;
  for (let r = 0; r < 9; r++) {
    const a = new Float64Array(size * size);
    const b = new Float64Array(size);
    for (let n = csr.rowStart[r]; n < csr.rowStart[r + 1]; n++) {
      const at = csr.item[n] * d;
      const rest = target[n] - (frozen === null ? 0 : start[r * d + frozen] * f[at + frozen]);
      free.forEach((k, i) => {
        b[i] += rest * f[at + k];
        free.forEach((l, j) => {
          a[i * size + j] += f[at + k] * f[at + l];
        });
      });
    }
    free.forEach((k, i) => {
      a[i * size + i] += ridge[r * d + k];
    });
    choleskyInPlace(a, size);
    choleskySolve(a, size, b);
    free.forEach((k, i) => {
      solution[r * d + k] = b[i];
    });
  }
  return solution;
}

/** @param pause awaited before each iteration */
async function solve(
  start: Float32Array,
  frozen: number | null,
  iterations: number,
  pause = async () => {},
): Promise<Float32Array> {
  const pattern = createPattern(csr);
  const fixed = tf.tensor2d(f, [12, d]);
  const x = tf.tensor2d(start, [9, d]);
  const free = Float32Array.from({ length: 9 * d }, (_, n) => (n % d === frozen ? 0 : 1));
  const systems = {
    pieces: [pattern],
    side: 'rows' as const,
    diagonal: createDiagonal(9),
    fixed,
    ridge: tf.tensor2d(ridge, [9, d]),
    free: tf.tensor2d(free, [9, d]),
  };
  const error = tf.tidy(() => tf.sub(sddmm(x, fixed, pattern), tf.tensor1d(target))) as tf.Tensor1D;
  try {
    const solved = await solveRows(systems, x, [error], iterations, pause);
    const values = (await solved.data()) as Float32Array;
    solved.dispose();
    return values;
  } finally {
    tf.dispose([{ ...pattern }, { ...systems.diagonal }, fixed, x, systems.ridge, systems.free, error]);
  }
}

test.each([null, 0, 1])('equals a dense solve with column %s frozen', async (frozen) => {
  const start = normals(9 * d);
  const actual = await solve(start, frozen, 8);
  const expected = denseSolutions(start, frozen);
  expected.forEach((value, n) => {
    expect(actual[n]).toBeCloseTo(value, 4);
  });
});

test('three iterations come closer than the start', async () => {
  const start = normals(9 * d);
  const expected = denseSolutions(start, null);
  const distance = (x: Float32Array) => Math.hypot(...x.map((value, n) => value - expected[n]));
  expect(distance(await solve(start, null, 3))).toBeLessThan(0.2 * distance(start));
});

test('leaves no tensor behind but its result', async () => {
  const before = tf.memory().numTensors;
  await solve(normals(9 * d), 0, 3);
  expect(tf.memory().numTensors).toBe(before);
});

test.each([1, 2, 3])('leaves no tensor behind when it is given up before iteration %i', async (iteration) => {
  const before = tf.memory().numTensors;
  const reason = new Error('given up by the test');
  let pauses = 0;
  const pause = async () => {
    if (++pauses === iteration) throw reason;
  };
  await expect(solve(normals(9 * d), 0, 3, pause)).rejects.toBe(reason);
  expect(pauses).toBe(iteration);
  expect(tf.memory().numTensors).toBe(before);
});
