import { Problem } from './problem.ts';
import type { Pause } from './scheduling.ts';
import { arrayFor } from './shared-arrays.ts';
import { oneThread, piecesByCost, type RowTask, type Threads } from './threads.ts';

/** Columns of L that are computed between two meetings of the threads. */
const BLOCK = 32;
/** Products of a piece: a millisecond or two, since a block of L has few of them. */
const PIECE = 1e6;

/** How the inverse is computed. */
export interface InversionWork {
  /** Awaited between pieces of work, so that a worker can answer meanwhile; rejects to give up. */
  readonly pause: Pause;
  readonly threads?: Threads;
  /** Receives the share that is done, 0 to 1. */
  readonly onProgress?: (done: number) => void;
}

/**
 * Inverse of a symmetric positive definite matrix by Cholesky: `A = L Lᵀ`, `A⁻¹ = L⁻ᵀ L⁻¹`. Every number is one sum in the
 * order of the plain loops, whatever the number of threads.
 * @param a `[n, n]` row-major, in memory of all threads (`arrayFor`); of A only the lower triangle is read. Receives the
 *   inverse, symmetric to the last bit
 * @throws Problem `unexpected` when the matrix is not positive definite
 */
export async function invertPositiveDefinite(a: Float64Array, n: number, work: InversionWork): Promise<void> {
  const { pause, threads = oneThread, onProgress = () => {} } = work;
  const l = arrayFor(threads, Float64Array, n * n);
  for (let from = 0; from < n; from += BLOCK) {
    const to = Math.min(n, from + BLOCK);
    const args = { a, l, n, from, to };
    for (let i = from; i < to; i++) diagonalRow(args, i);
    const perRow = (to - from) * to;
    const edges = piecesByCost(n - to, () => perRow, PIECE).map((row) => row + to);
    await threads.run(choleskyRowsTask, args, edges, pause);
    onProgress((1 - (1 - to / n) ** 2) / 3);
  }
  // Rows of both are taken four at a time.
  const edges = piecesByCost(Math.ceil(n / 4), (four) => 2 * (n - 4 * four) ** 2, PIECE).map((four) =>
    Math.min(n, 4 * four),
  );
  const u = arrayFor(threads, Float64Array, n * n);
  const following = <Args>(task: RowTask<Args>, phase: number): RowTask<Args> => ({
    name: task.name,
    run(args, from, to, thread) {
      task.run(args, from, to, thread);
      // Pieces are taken in order, so that all before this one are done or nearly so.
      onProgress((phase + 1 - (1 - to / n) ** 3) / 3);
    },
  });
  await threads.run(following(invertRowsTask, 1), { l, u, n }, edges, pause);
  await threads.run(following(inverseRowsTask, 2), { u, inverse: a, n }, edges, pause);
}

/** The columns `from` to `to - 1` of L, whose columns before are known. */
interface CholeskyBlock {
  /** Its lower triangle is read. `[n, n]` */
  readonly a: Float64Array;
  /** `[n, n]` */
  readonly l: Float64Array;
  readonly n: number;
  readonly from: number;
  readonly to: number;
}

/** Row i of L in the square where the block meets the diagonal. */
function diagonalRow({ a, l, n, from }: CholeskyBlock, i: number): void {
  const row = i * n;
  for (let j = from; j <= i; j++) {
    const other = j * n;
    let sum = a[row + j];
    for (let k = 0; k < j; k++) sum -= l[row + k] * l[other + k];
    if (j < i) {
      l[row + j] = sum / l[other + j];
      continue;
    }
    if (!(sum > 0)) {
      throw new Problem('unexpected', 'A matrix was not positive definite.', 'Raise the regularisation.');
    }
    l[row + i] = Math.sqrt(sum);
  }
}

/** Rows of L below the diagonal of the block. Four sums at a time: each waits for its last product, the others do not. */
export const choleskyRowsTask: RowTask<CholeskyBlock> = {
  name: 'cholesky-rows',
  run({ a, l, n, from, to }, firstRow, endRow) {
    for (let i = firstRow; i < endRow; i++) {
      const row = i * n;
      for (let j = from; j < to; j += 4) {
        // What lies beyond the block is computed for nothing.
        const [j1, j2, j3] = [Math.min(j + 1, to - 1), Math.min(j + 2, to - 1), Math.min(j + 3, to - 1)];
        const [r0, r1, r2, r3] = [j * n, j1 * n, j2 * n, j3 * n];
        let [s0, s1, s2, s3] = [a[row + j], a[row + j1], a[row + j2], a[row + j3]];
        for (let k = 0; k < j; k++) {
          const v = l[row + k];
          s0 -= v * l[r0 + k];
          s1 -= v * l[r1 + k];
          s2 -= v * l[r2 + k];
          s3 -= v * l[r3 + k];
        }
        const x0 = s0 / l[r0 + j];
        const x1 = (s1 - x0 * l[r1 + j]) / l[r1 + j1];
        const x2 = (s2 - x0 * l[r2 + j] - x1 * l[r2 + j1]) / l[r2 + j2];
        const x3 = (s3 - x0 * l[r3 + j] - x1 * l[r3 + j1] - x2 * l[r3 + j2]) / l[r3 + j3];
        l[row + j] = x0;
        if (j1 > j) l[row + j1] = x1;
        if (j2 > j1) l[row + j2] = x2;
        if (j3 > j2) l[row + j3] = x3;
      }
    }
  },
};

interface InvertedFactor {
  /** `[n, n]` */
  readonly l: Float64Array;
  /** Receives the columns of L⁻¹ as rows, so that all loops read memory in order. `[n, n]` */
  readonly u: Float64Array;
  readonly n: number;
}

/** Columns of L⁻¹. Pieces begin at multiples of four. */
export const invertRowsTask: RowTask<InvertedFactor> = {
  name: 'inverse-columns',
  run({ l, u, n }, from, to) {
    for (let j = from; j < to; j += 4) {
      const [j1, j2, j3] = [Math.min(j + 1, to - 1), Math.min(j + 2, to - 1), Math.min(j + 3, to - 1)];
      const [c0, c1, c2, c3] = [j * n, j1 * n, j2 * n, j3 * n];
      for (let i = j; i < n; i++) {
        const row = i * n;
        let [s0, s1, s2, s3] = [0, 0, 0, 0];
        // The numbers above the diagonal are zeros, which change no sum.
        for (let k = j; k < i; k++) {
          const v = l[row + k];
          s0 -= v * u[c0 + k];
          s1 -= v * u[c1 + k];
          s2 -= v * u[c2 + k];
          s3 -= v * u[c3 + k];
        }
        const pivot = l[row + i];
        u[c0 + i] = i === j ? 1 / pivot : s0 / pivot;
        if (i >= j1) u[c1 + i] = i === j1 ? 1 / pivot : s1 / pivot;
        if (i >= j2) u[c2 + i] = i === j2 ? 1 / pivot : s2 / pivot;
        if (i >= j3) u[c3 + i] = i === j3 ? 1 / pivot : s3 / pivot;
      }
    }
  },
};

interface InverseProduct {
  /** The columns of L⁻¹ as rows. `[n, n]` */
  readonly u: Float64Array;
  /** `[n, n]` */
  readonly inverse: Float64Array;
  readonly n: number;
}

/** Rows of `L⁻ᵀ L⁻¹` from the diagonal on, and the same numbers as columns. Pieces begin at multiples of four. */
export const inverseRowsTask: RowTask<InverseProduct> = {
  name: 'inverse-rows',
  run({ u, inverse, n }, from, to) {
    for (let i = from; i < to; i += 4) {
      const last = Math.min(i + 3, to - 1);
      const [i1, i2] = [Math.min(i + 1, last), Math.min(i + 2, last)];
      const [r0, r1, r2, r3] = [i * n, i1 * n, i2 * n, last * n];
      const sums = new Float64Array(4);
      for (let j = i; j < n; j++) {
        const other = j * n;
        let [s0, s1, s2, s3] = [0, 0, 0, 0];
        for (let k = j; k < n; k++) {
          const v = u[other + k];
          s0 += u[r0 + k] * v;
          s1 += u[r1 + k] * v;
          s2 += u[r2 + k] * v;
          s3 += u[r3 + k] * v;
        }
        sums[0] = s0;
        sums[1] = s1;
        sums[2] = s2;
        sums[3] = s3;
        for (let row = i; row <= Math.min(j, last); row++) {
          inverse[row * n + j] = sums[row - i];
          inverse[j * n + row] = sums[row - i];
        }
      }
    }
  },
};
