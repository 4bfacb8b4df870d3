import * as tf from '@tensorflow/tfjs-core';
import { type Side, sddmm, sddmmOfPieces, spmm, spmmOfPieces } from '../kernels/sparse-products.ts';
import type { Pattern } from '../kernels/sparsity-pattern.ts';

/** The least squares problems of all rows of one side, with F, the factors of the other side, fixed. */
export interface RowSystems {
  /** The ratings, in pieces. */
  readonly pieces: readonly Pattern[];
  /** `rows`: the rows are users and F is of the items. `columns`: the other way round. */
  readonly side: Side;
  /** Diagonal pattern, `[rows, rows]`. */
  readonly diagonal: Pattern;
  /** F `[other, d]` */
  readonly fixed: tf.Tensor2D;
  /** Λ, the ridge penalty of each unknown. `[rows, d]` */
  readonly ridge: tf.Tensor2D;
  /** 1 where x may change, 0 where it stays as it is. `[rows, d]` */
  readonly free: tf.Tensor2D;
}

/** Makes 0 / 0 zero for rows without ratings, whose residual is zero from the start. */
const tiny = 1e-20;

/** The vectors of conjugate gradients between two iterations. */
type State = {
  /** `[rows, d]` */
  readonly x: tf.Tensor2D;
  /** Residual. `[rows, d]` */
  readonly r: tf.Tensor2D;
  /** Search direction. `[rows, d]` */
  readonly p: tf.Tensor2D;
  /** `r · z` of each row, z being the preconditioned residual. `[rows]` */
  readonly rz: tf.Tensor1D;
};

/**
 * Solves `(Σ_i f_i f_iᵀ + Λ_u) x_u = c_u` for all rows at once by conjugate gradients with Jacobi preconditioning
 * (Shewchuk 1994, B3). Only the two sparse products touch the ratings. Columns that are not free have a preconditioner
 * of zero, so they never move; this preserves the ones of `factors.ts` without cutting matrices apart.
 * @param x start, `[rows, d]`; from the factors of the sweep before, three iterations are enough
 * @param error `r̂ - r` at x for every entry, by piece `[nnz of the piece]`
 * @param pause awaited before each iteration; if it rejects, no tensor is left behind
 * @returns `[rows, d]`, a new tensor
 */
export async function solveRows(
  systems: RowSystems,
  x: tf.Tensor2D,
  error: readonly tf.Tensor1D[],
  iterations: number,
  pause: () => Promise<void>,
): Promise<tf.Tensor2D> {
  const inverse = tf.tidy(() => preconditioner(systems, error));
  let state = tf.tidy(() => firstState(systems, inverse, x, error));
  let solved = false;
  try {
    for (let iteration = 1; iteration <= iterations; iteration++) {
      await pause();
      const before = state;
      state = tf.tidy(() => iterate(systems, inverse, before, iteration === iterations));
      for (const key of ['x', 'r', 'p', 'rz'] as const) if (state[key] !== before[key]) before[key].dispose();
    }
    solved = true;
    return state.x;
  } finally {
    tf.dispose([state.r, state.p, state.rz, inverse]);
    if (!solved) state.x.dispose();
  }
}

/** Inverse of the diagonal of the systems; zero where x is not free. `[rows, d]` */
function preconditioner(
  { pieces, side, fixed, ridge, free }: RowSystems,
  error: readonly tf.Tensor1D[],
): tf.Tensor2D {
  const ones = error.map((values) => tf.onesLike(values));
  const squares = spmmOfPieces(ones, tf.square(fixed), pieces, side);
  return tf.div(free, tf.add(tf.add(squares, ridge), tiny));
}

function firstState(
  { pieces, side, diagonal, fixed, ridge }: RowSystems,
  inverse: tf.Tensor2D,
  x: tf.Tensor2D,
  error: readonly tf.Tensor1D[],
): State {
  const r = tf.neg(tf.add(spmmOfPieces(error, fixed, pieces, side), tf.mul(ridge, x))) as tf.Tensor2D;
  const z = tf.mul(inverse, r) as tf.Tensor2D;
  return { x: x.clone(), r, p: z, rz: sddmm(r, z, diagonal) };
}

/** @param isLast whether only x is needed */
function iterate(systems: RowSystems, inverse: tf.Tensor2D, before: State, isLast: boolean): State {
  const { diagonal } = systems;
  const scaled = (by: tf.Tensor1D, a: tf.Tensor2D) => spmm(by, a, diagonal, 'rows');
  const ratio = (a: tf.Tensor1D, b: tf.Tensor1D): tf.Tensor1D => tf.div(a, tf.add(b, tiny));
  const ap = times(systems, before.p);
  const alpha = ratio(before.rz, sddmm(before.p, ap, diagonal));
  const x = tf.add(before.x, scaled(alpha, before.p)) as tf.Tensor2D;
  if (isLast) return { ...before, x };
  const r = tf.sub(before.r, scaled(alpha, ap)) as tf.Tensor2D;
  const z = tf.mul(inverse, r) as tf.Tensor2D;
  const rz = sddmm(r, z, diagonal);
  const p = tf.add(z, scaled(ratio(rz, before.rz), before.p)) as tf.Tensor2D;
  return { x, r, p, rz };
}

/** `(Σ_i f_i f_iᵀ + Λ_u) p_u` of each row. `[rows, d]` */
function times({ pieces, side, fixed, ridge }: RowSystems, p: tf.Tensor2D): tf.Tensor2D {
  const along = side === 'rows' ? sddmmOfPieces(p, fixed, pieces) : sddmmOfPieces(fixed, p, pieces);
  return tf.add(spmmOfPieces(along, fixed, pieces, side), tf.mul(ridge, p));
}
