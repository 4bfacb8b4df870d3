import { choleskyInPlace, choleskySolve } from '../../base/linear-algebra.ts';
import type { Pause } from '../../base/scheduling.ts';
import { arrayFor } from '../../base/shared-arrays.ts';
import { piecesByCost, type RowTask, type Threads } from '../../base/threads.ts';

/** Preferences above zero of one row. */
export interface Row {
  readonly index: ArrayLike<number>;
  readonly preference: ArrayLike<number>;
  readonly from: number;
  readonly to: number;
}

/** Solves one row's `(QᵀQ + Σ_j a w_j q_j q_jᵀ + λI) p = Σ_j (1 + a w_j) q_j`; its arrays are reused. */
export function createSolver(rank: number, confidence: number, regularisation: number) {
  const matrix = new Float64Array(rank * rank);
  const right = new Float64Array(rank);

  function factorise(gram: Float64Array, other: Float32Array, { index, preference: w, from, to }: Row): void {
    matrix.set(gram);
    right.fill(0);
    for (let k = 0; k < rank; k++) matrix[k * rank + k] += regularisation;
    for (let n = from; n < to; n++) {
      if (w[n] === 0) continue;
      const at = index[n] * rank;
      const extra = confidence * w[n];
      for (let r = 0; r < rank; r++) {
        const q = other[at + r];
        right[r] += (1 + extra) * q;
        const scaled = extra * q;
        for (let c = 0; c <= r; c++) matrix[r * rank + c] += scaled * other[at + c];
      }
    }
    choleskyInPlace(matrix, rank);
  }

  return {
    matrix,
    factorise,
    /** @returns `[rank]`, overwritten by the next call; zeros for a row without preferences */
    solve(gram: Float64Array, other: Float32Array, row: Row): Float64Array {
      factorise(gram, other, row);
      choleskySolve(matrix, rank, right);
      return right;
    },
  };
}

/** One half-sweep: the rows of one side, given the other. */
export interface ImplicitHalfSweep {
  readonly rank: number;
  readonly confidence: number;
  /** λ. */
  readonly regularisation: number;
  /** The preferences of row r are those from `start[r]` to `start[r + 1] - 1`. */
  readonly start: Int32Array;
  /** Row of the other side of each preference. */
  readonly index: Int32Array;
  readonly preference: Float32Array;
  /** `[other rows, rank]` */
  readonly other: Float32Array;
  /** `QᵀQ` of the other side, `[rank, rank]` */
  readonly gram: Float64Array;
  /** Receives the rows. `[rows, rank]` */
  readonly own: Float32Array;
}

/** Solves the rows of a half-sweep. */
export const implicitRowsTask: RowTask<ImplicitHalfSweep> = {
  name: 'ials-rows',
  run({ rank, confidence, regularisation, start, index, preference, other, gram, own }, from, to) {
    const solver = createSolver(rank, confidence, regularisation);
    for (let r = from; r < to; r++) {
      const row = { index, preference, from: start[r], to: start[r + 1] };
      own.set(solver.solve(gram, other, row), r * rank);
    }
  },
};

interface FactorGram {
  /** `[rows, rank]` */
  readonly x: Float32Array;
  readonly rank: number;
  /** `[rank, rank]`, of which the lower triangle is filled */
  readonly gram: Float64Array;
}

/** Rows of the lower triangle of `XᵀX`; each number is a sum over all rows of X in their order. */
export const factorGramTask: RowTask<FactorGram> = {
  name: 'ials-gram',
  run({ x, rank, gram }, from, to) {
    const sums = new Float64Array((to - from) * rank);
    for (let at = 0; at < x.length; at += rank) {
      for (let r = from; r < to; r++) {
        const row = (r - from) * rank;
        const own = x[at + r];
        for (let c = 0; c <= r; c++) sums[row + c] += own * x[at + c];
      }
    }
    gram.set(sums, from * rank);
  },
};

/** Products of a piece: some milliseconds. */
const GRAM_PIECE = 3e6;

/** `XᵀX`. @param x `[rows, rank]`, in memory of all threads @returns `[rank, rank]`, in such memory as well */
export async function gramOfFactors(
  x: Float32Array,
  rank: number,
  threads: Threads,
  pause: Pause,
): Promise<Float64Array> {
  const gram = arrayFor(threads, Float64Array, rank * rank);
  const rows = x.length / rank;
  await threads.run(
    factorGramTask,
    { x, rank, gram },
    piecesByCost(rank, (r) => rows * (r + 1), GRAM_PIECE),
    pause,
  );
  for (let r = 0; r < rank; r++) for (let c = 0; c < r; c++) gram[c * rank + r] = gram[r * rank + c];
  return gram;
}
