import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../../src/base/random.ts';
import { startBackend } from '../../../../src/training/backend/backend.ts';
import { sddmm, spmm } from '../../../../src/training/kernels/sparse-products.ts';
import { createDiagonal, createPattern } from '../../../../src/training/kernels/sparsity-pattern.ts';
import { randomCsr } from '../../../fixtures/synthetic.ts';

await startBackend('cpu');

const random = createRandom(5);
const normals = (count: number) => Float32Array.from({ length: count }, () => random.normal());
const csr = randomCsr(11, 8, 1);
const nnz = csr.item.length;
const rowOf = (n: number) => csr.rowStart.findLastIndex((start) => start <= n);
const row = Array.from({ length: nnz }, (_, n) => rowOf(n));

describe.each([1, 3, 4, 18])('with %i columns', (d) => {
  const u = normals(11 * d);
  const v = normals(8 * d);
  const s = normals(nnz);
  const pattern = createPattern(csr);

  test('sddmm gives u vᵀ at the entries', async () => {
    const dense = await tf.matMul(tf.tensor2d(u, [11, d]), tf.tensor2d(v, [8, d]), false, true).data();
    const result = await sddmm(tf.tensor2d(u, [11, d]), tf.tensor2d(v, [8, d]), pattern).data();
    for (let n = 0; n < nnz; n++) expect(result[n]).toBeCloseTo(dense[row[n] * 8 + csr.item[n]], 4);
  });

  test('spmm gives S v and Sᵀ u, zero for empty rows and columns', async () => {
    const dense = new Float32Array(11 * 8);
    for (let n = 0; n < nnz; n++) dense[row[n] * 8 + csr.item[n]] = s[n];
    const sparse = tf.tensor2d(dense, [11, 8]);
    const byRows = await spmm(tf.tensor1d(s), tf.tensor2d(v, [8, d]), pattern, 'rows').data();
    const byColumns = await spmm(tf.tensor1d(s), tf.tensor2d(u, [11, d]), pattern, 'columns').data();
    const expectedRows = await tf.matMul(sparse, tf.tensor2d(v, [8, d])).data();
    const expectedColumns = await tf.matMul(sparse, tf.tensor2d(u, [11, d]), true).data();
    expect(Math.max(...byRows.map((x, n) => Math.abs(x - expectedRows[n])))).toBeLessThan(1e-5);
    expect(Math.max(...byColumns.map((x, n) => Math.abs(x - expectedColumns[n])))).toBeLessThan(1e-5);
    expect(Array.from(byRows.slice(d, 2 * d))).toEqual(Array(d).fill(0));
  });
});

/** Slope of `Σ weight * f(x)` in each coordinate of x by central differences. */
async function slopes(
  x: Float32Array,
  weight: Float32Array,
  f: (x: Float32Array) => tf.Tensor,
): Promise<number[]> {
  const step = 0.01;
  const value = async (at: Float32Array) =>
    Array.from(await f(at).data()).reduce((sum, y, n) => sum + y * weight[n], 0);
  const result: number[] = [];
  for (let n = 0; n < x.length; n++) {
    const [up, down] = [x.slice(), x.slice()];
    up[n] += step;
    down[n] -= step;
    result.push(((await value(up)) - (await value(down))) / (2 * step));
  }
  return result;
}

function expectClose(actual: ArrayLike<number>, expected: number[]): void {
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, n) => {
    expect(actual[n]).toBeCloseTo(value, 2);
  });
}

describe('gradients against finite differences', () => {
  const d = 3;
  const pattern = createPattern(csr);
  const u = normals(11 * d);
  const v = normals(8 * d);
  const s = normals(nnz);
  const ofUsers = (x: Float32Array) => tf.tensor2d(x, [11, d]);
  const ofItems = (x: Float32Array) => tf.tensor2d(x, [8, d]);

  test('sddmm', async () => {
    const weight = normals(nnz);
    const f = tf.grads((a, b) => sddmm(a as tf.Tensor2D, b as tf.Tensor2D, pattern));
    const [du, dv] = f([ofUsers(u), ofItems(v)], tf.tensor1d(weight));
    expectClose(await du.data(), await slopes(u, weight, (x) => sddmm(ofUsers(x), ofItems(v), pattern)));
    expectClose(await dv.data(), await slopes(v, weight, (x) => sddmm(ofUsers(u), ofItems(x), pattern)));
  });

  test.each(['rows', 'columns'] as const)('spmm by %s', async (side) => {
    const [dense, of, rows] = side === 'rows' ? ([v, ofItems, 11] as const) : ([u, ofUsers, 8] as const);
    const weight = normals(rows * d);
    const f = tf.grads((a, b) => spmm(a as tf.Tensor1D, b as tf.Tensor2D, pattern, side));
    const [ds, dx] = f([tf.tensor1d(s), of(dense)], tf.tensor2d(weight, [rows, d]));
    const value = (a: Float32Array, b: Float32Array) => spmm(tf.tensor1d(a), of(b), pattern, side);
    expectClose(await ds.data(), await slopes(s, weight, (x) => value(x, dense)));
    expectClose(await dx.data(), await slopes(dense, weight, (x) => value(s, x)));
  });
});

test('the diagonal pattern gives row dots and row scaling', async () => {
  const diagonal = createDiagonal(3);
  const x = tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2]);
  expect(Array.from(await sddmm(x, x, diagonal).data())).toEqual([5, 25, 61]);
  const scaled = spmm(tf.tensor1d([2, 0, -1]), x, diagonal, 'rows');
  expect(Array.from(await scaled.data())).toEqual([2, 4, 0, 0, -5, -6]);
});

describe('elementwise on cpu', () => {
  const x = tf.tensor1d([1, 2.5, -3]);
  const y = tf.tensor1d([4, 0.5, 2]);

  test('equal shapes', async () => {
    expect(Array.from(await tf.add(x, y).data())).toEqual([5, 3, -1]);
    expect(Array.from(await tf.sub(x, y).data())).toEqual([-3, 2, -5]);
    expect(Array.from(await tf.mul(x, y).data())).toEqual([4, 1.25, -6]);
  });

  test('broadcasting and integers still use the kernels of TF.js', async () => {
    expect(Array.from(await tf.add(x, 1).data())).toEqual([2, 3.5, -2]);
    expect(Array.from(await tf.mul(tf.tensor2d([1, 2], [2, 1]), tf.tensor1d([3, 4])).data())).toEqual([
      3, 4, 6, 8,
    ]);
    const integers = tf.add(tf.tensor1d([1], 'int32'), tf.tensor1d([2], 'int32'));
    expect(integers.dtype).toBe('int32');
    expect(Array.from(await integers.data())).toEqual([3]);
  });
});
