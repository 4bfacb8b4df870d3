import * as tf from '@tensorflow/tfjs-core';
import { createRandom } from '../../src/base/random.ts';
import { byItem } from '../../src/dataset/dataset.ts';
import type { Backend } from '../../src/training/backend/backend.ts';
import { sddmmLoop } from '../../src/training/kernels/sddmm.cpu.ts';
import { sddmm, spmm } from '../../src/training/kernels/sparse-products.ts';
import { createPattern } from '../../src/training/kernels/sparsity-pattern.ts';
import { spmmLoop } from '../../src/training/kernels/spmm.cpu.ts';

/** Largest difference of one kernel from the cpu loops, divided by the largest value of the result. */
export interface Difference {
  readonly kernel: string;
  readonly relative: number;
}

/**
 * Users, items, columns, share of entries: tiny (uploaded as uniforms by WebGL), odd, long rows, large, and
 * more rows than a texture may have.
 */
const shapes = [
  [1, 1, 1, 1],
  [3, 2, 2, 0.5],
  [67, 45, 7, 0.3],
  [5, 4000, 34, 0.9],
  [943, 1682, 36, 0.05],
  [300, 9061, 102, 0.01],
] as const;

/**
 * Compares both kernels, for both sides, on the current backend with the cpu loops. Every third row and column is empty.
 */
export async function compareKernels(backend: Backend): Promise<Difference[]> {
  const random = createRandom(7);
  const normals = (count: number) => Float32Array.from({ length: count }, () => random.normal());
  const differences: Difference[] = [];

  for (const [users, items, d, share] of shapes) {
    const rowStart = new Int32Array(users + 1);
    const entries: number[] = [];
    for (let u = 0; u < users; u++) {
      for (let i = 0; i < items; i++) {
        if (u % 3 !== 1 && i % 3 !== 2 && random.uniform() < share) entries.push(i);
      }
      rowStart[u + 1] = entries.length;
    }
    const csr = { users, items, rowStart, item: Int32Array.from(entries) };
    const { colStart, user, position } = byItem(csr);
    const row = new Int32Array(entries.length);
    for (let u = 0; u < users; u++) row.fill(u, rowStart[u], rowStart[u + 1]);
    const [u, v, s] = [normals(users * d), normals(items * d), normals(entries.length)];

    const expected = [
      new Float32Array(entries.length),
      new Float32Array(users * d),
      new Float32Array(items * d),
    ];
    sddmmLoop(u, v, row, csr.item, d, expected[0]);
    spmmLoop(s, v, rowStart, csr.item, null, d, expected[1]);
    spmmLoop(s, u, colStart, user, position, d, expected[2]);

    const actual = tf.tidy(() => {
      const pattern = createPattern(csr);
      const [tu, tv, ts] = [tf.tensor2d(u, [users, d]), tf.tensor2d(v, [items, d]), tf.tensor1d(s)];
      return [
        sddmm(tu, tv, pattern),
        spmm(ts, tv, pattern, 'rows'),
        spmm(ts, tu, pattern, 'columns'),
      ] as tf.Tensor[];
    });
    const names = ['sddmm', 'spmm rows', 'spmm columns'];
    for (let k = 0; k < actual.length; k++) {
      const values = await backend.read(actual[k]);
      const kernel = `${names[k]} ${users} x ${items}, ${d} columns, ${entries.length} entries`;
      differences.push({ kernel, relative: largestDifference(values, expected[k]) });
    }
    tf.dispose(actual);
  }
  return differences;
}

/** With four columns just more than 2^24 numbers. */
const FAR = 4_200_000;

/** Both kernels with factors of so many items that indices into them exceed what floats hold exactly. */
export async function compareFar(backend: Backend): Promise<Difference[]> {
  const [users, each, d] = [50, 40, 4];
  const random = createRandom(9);
  const normals = (count: number) => Float32Array.from({ length: count }, () => random.normal());
  // Neighbours differ, and so do numbers that are a power of two apart.
  const v = Float32Array.from(
    { length: FAR * d },
    (_, n) => (Math.imul(n, 0x9e3779b1) >>> 8) / 2 ** 24 - 0.5,
  );
  const [u, s] = [normals(users * d), normals(users * each)];
  const csr = {
    users,
    items: FAR,
    rowStart: Int32Array.from({ length: users + 1 }, (_, r) => r * each),
    item: Int32Array.from({ length: users * each }, (_, n) => FAR - 1 - n),
  };
  const row = Int32Array.from(csr.item, (_, n) => Math.floor(n / each));
  const expected = [new Float32Array(users * each), new Float32Array(users * d)];
  sddmmLoop(u, v, row, csr.item, d, expected[0]);
  spmmLoop(s, v, csr.rowStart, csr.item, null, d, expected[1]);

  const actual = tf.tidy(() => {
    const pattern = createPattern(csr);
    const far = tf.tensor2d(v, [FAR, d]);
    return [
      sddmm(tf.tensor2d(u, [users, d]), far, pattern),
      spmm(tf.tensor1d(s), far, pattern, 'rows'),
    ] as tf.Tensor[];
  });
  const differences: Difference[] = [];
  for (const [k, kernel] of ['sddmm, far', 'spmm, far'].entries()) {
    const values = await backend.read(actual[k]);
    differences.push({ kernel, relative: largestDifference(values, expected[k]) });
  }
  tf.dispose(actual);
  return differences;
}

function largestDifference(actual: Float32Array, expected: Float32Array): number {
  let scale = 0;
  let worst = 0;
  for (let n = 0; n < expected.length; n++) {
    scale = Math.max(scale, Math.abs(expected[n]));
    const difference = Math.abs(actual[n] - expected[n]);
    worst = Math.max(worst, Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference);
  }
  return actual.length === expected.length ? worst / Math.max(scale, 1e-6) : Number.POSITIVE_INFINITY;
}
