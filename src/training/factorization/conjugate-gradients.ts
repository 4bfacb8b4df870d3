import * as tf from '@tensorflow/tfjs-core';
import { type Side, sddmm, spmm } from '../kernels/sparse-products.ts';
import type { Pattern } from '../kernels/sparsity-pattern.ts';

/** The least squares problems of all rows of one side, with the other side F fixed. */
export interface RowSystems {
  readonly pattern: Pattern;
  /** `rows`: the systems are those of the users, F holds the items. `columns`: the other way round. */
  readonly side: Side;
  /** Diagonal pattern over the solved rows. */
  readonly diagonal: Pattern;
  /** F `[other, d]` */
  readonly fixed: tf.Tensor2D;
  /** Λ, the ridge of each unknown. `[rows, d]` */
  readonly ridge: tf.Tensor2D;
  /** 1 where x may change, 0 where it stays as given. `[rows, d]` */
  readonly free: tf.Tensor2D;
}

/** Keeps 0 / 0 at 0 for rows without ratings, whose residual is zero from the start. */
const tiny = 1e-20;

/**
 * Solves `(Σ_i f_i f_iᵀ + Λ_u) x_u = c_u` for all rows at once by conjugate gradients with Jacobi preconditioning
 * (Shewchuk 1994, B3), touching the ratings only through the two sparse products. Columns that are not free get a
 * preconditioner of zero and so never move, which keeps the ones of `factors.ts` without cutting matrices apart.
 * @param x start, `[rows, d]`; warm-started, three iterations do (design note, section 2)
 * @param error `r̂ - r` at x for every entry, `[nnz]`
 * @param pause awaited between iterations
 * @returns `[rows, d]`, a new tensor
 */
export async function solveRows(
  systems: RowSystems,
  x: tf.Tensor2D,
  error: tf.Tensor1D,
  iterations: number,
  pause: () => Promise<void>,
): Promise<tf.Tensor2D> {
  const { pattern, side, diagonal, fixed, ridge, free } = systems;
  const dot = (a: tf.Tensor2D, b: tf.Tensor2D) => sddmm(a, b, diagonal);
  const scaled = (by: tf.Tensor1D, a: tf.Tensor2D) => spmm(by, a, diagonal, 'rows');
  const times = (p: tf.Tensor2D): tf.Tensor2D => {
    const along = side === 'rows' ? sddmm(p, fixed, pattern) : sddmm(fixed, p, pattern);
    return tf.add(spmm(along, fixed, pattern, side), tf.mul(ridge, p));
  };
  const ratio = (a: tf.Tensor1D, b: tf.Tensor1D): tf.Tensor1D => tf.div(a, tf.add(b, tiny));

  const inverse = tf.tidy(() => {
    const squares = spmm(tf.onesLike(error), tf.square(fixed), pattern, side);
    return tf.div(free, tf.add(tf.add(squares, ridge), tiny)) as tf.Tensor2D;
  });
  let state = tf.tidy(() => {
    const r = tf.neg(tf.add(spmm(error, fixed, pattern, side), tf.mul(ridge, x))) as tf.Tensor2D;
    const z = tf.mul(inverse, r) as tf.Tensor2D;
    return { x: x.clone(), r, p: z, rz: dot(r, z) };
  });
  for (let iteration = 1; iteration <= iterations; iteration++) {
    await pause();
    const before = state;
    state = tf.tidy(() => {
      const ap = times(before.p);
      const alpha = ratio(before.rz, dot(before.p, ap));
      const next = tf.add(before.x, scaled(alpha, before.p)) as tf.Tensor2D;
      if (iteration === iterations) return { ...before, x: next };
      const r = tf.sub(before.r, scaled(alpha, ap)) as tf.Tensor2D;
      const z = tf.mul(inverse, r) as tf.Tensor2D;
      const rz = dot(r, z);
      const p = tf.add(z, scaled(ratio(rz, before.rz), before.p)) as tf.Tensor2D;
      return { x: next, r, p, rz };
    });
    for (const key of ['x', 'r', 'p', 'rz'] as const) if (state[key] !== before[key]) before[key].dispose();
  }
  tf.dispose([state.r, state.p, state.rz, inverse]);
  return state.x;
}
