import { describe, expect, it } from 'vitest';
import { invertPositiveDefinite } from '../../../src/base/invert-matrix.ts';
import { createRandom } from '../../../src/base/random.ts';
import { arrayFor } from '../../../src/base/shared-arrays.ts';
import { oneThread, type Threads } from '../../../src/base/threads.ts';
import { bitsOf } from '../../fixtures/bits-of.ts';
import { dense, inverse } from '../../fixtures/small-data.ts';
import { createNodeThreads } from '../../tools/node-threads.ts';

const pause = async () => {};

function positiveDefinite(n: number): Float64Array {
  const random = createRandom(n);
  const width = Math.min(n, 30);
  const f = Float64Array.from({ length: n * width }, () => random.normal());
  const a = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = i === j ? 1 : 0;
      for (let k = 0; k < width; k++) sum += f[i * width + k] * f[j * width + k];
      a[i * n + j] = sum;
    }
  }
  return a;
}

/** The textbook's loops, each number one sum from first to last. */
function plainInverse(a: Float64Array, n: number): Float64Array {
  const l = a.slice();
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = l[i * n + j];
      for (let k = 0; k < j; k++) sum -= l[i * n + k] * l[j * n + k];
      l[i * n + j] = i === j ? Math.sqrt(sum) : sum / l[j * n + j];
    }
  }
  const u = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    u[j * n + j] = 1 / l[j * n + j];
    for (let i = j + 1; i < n; i++) {
      let sum = 0;
      for (let k = j; k < i; k++) sum -= l[i * n + k] * u[j * n + k];
      u[j * n + i] = sum / l[i * n + i];
    }
  }
  const result = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      let sum = 0;
      for (let k = j; k < n; k++) sum += u[i * n + k] * u[j * n + k];
      result[i * n + j] = sum;
      result[j * n + i] = sum;
    }
  }
  return result;
}

async function inverted(a: Float64Array, n: number, threads: Threads = oneThread): Promise<Float64Array> {
  const found = arrayFor(threads, Float64Array, n * n);
  found.set(a);
  await invertPositiveDefinite(found, n, { pause, threads });
  return found.slice();
}

describe('the inverse of a positive definite matrix', () => {
  it.each([1, 2, 7, 20])('of %i rows is that of Gauss-Jordan', async (n) => {
    const a = positiveDefinite(n);
    const found = await inverted(a, n);
    const expected = inverse(dense(n, n, (i, j) => a[i * n + j])).flat();
    expected.forEach((value, at) => {
      expect(found[at]).toBeCloseTo(value, 9);
    });
  });

  it.each([1, 3, 4, 31, 32, 33, 67, 150])(
    'of %i rows is that of the plain loops to the last digit',
    async (n) => {
      const a = positiveDefinite(n);
      expect(bitsOf(await inverted(a, n))).toBe(bitsOf(plainInverse(a, n)));
    },
  );

  it('is the same bit for bit with one and with three threads', async () => {
    const n = 450;
    const a = positiveDefinite(n);
    const expected = bitsOf(plainInverse(a, n));
    expect(bitsOf(await inverted(a, n))).toBe(expected);
    const pool = createNodeThreads(3);
    expect(bitsOf(await inverted(a, n, pool))).toBe(expected);
    expect(pool.running()).toBe(3);
    pool.close();
  });

  it('reads the lower triangle alone', async () => {
    const n = 40;
    const a = positiveDefinite(n);
    const lower = a.map((value, at) => (at % n > Math.floor(at / n) ? Number.NaN : value));
    expect(await inverted(lower, n)).toEqual(await inverted(a, n));
  });

  it('tells how far it is, and is given up when the pause rejects', async () => {
    const n = 300;
    const shares: number[] = [];
    await invertPositiveDefinite(positiveDefinite(n), n, { pause, onProgress: (done) => shares.push(done) });
    expect(shares).toEqual([...shares].sort((x, y) => x - y));
    expect(shares.at(-1)).toBe(1);
    const stop = async () => Promise.reject(new Error('enough'));
    await expect(invertPositiveDefinite(positiveDefinite(n), n, { pause: stop })).rejects.toThrow('enough');
  });

  it.each([
    [2, Float64Array.of(1, 2, 2, 1)],
    [1, Float64Array.of(Number.NaN)],
  ])('is refused where a matrix of %i rows is not positive definite', async (n, a) => {
    await expect(invertPositiveDefinite(a, n, { pause })).rejects.toThrow(/positive definite/);
  });
});
