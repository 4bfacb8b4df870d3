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
