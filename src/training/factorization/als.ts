import * as tf from '@tensorflow/tfjs-core';
import type { TrainingSettings } from '../../protocol/training-messages.ts';
import type { Ridge } from '../../recommenders/models/factor-model.ts';
import { createDiagonal } from '../kernels/sparsity-pattern.ts';
import type { TrainerInput } from '../trainer.ts';
import { type RowSystems, solveRows } from './conjugate-gradients.ts';
import type { FactorizationTrainer } from './factorization-trainer.ts';
import { columnsOf, constantColumn, type Factors, firstFactors, freeColumns, matrix } from './factors.ts';
import { disposeBlock, errors, ratingsPerItem, ratingsPerUser, uploadBlock } from './rating-block.ts';

/** They start from the factors of the sweep before; eight reached the same validation RMSE (0.9113) in twice the time. */
export const iterations = 3;

/**
 * ALS's scale of `regularisation`: the same weight λ for every row, in units of a hundred ratings, so that one number
 * suits both trainers. Measured on a held-out tenth of u1.base, rank 16: λ = 15 for every row 0.908; λ times the row's
 * number of ratings (Zhou et al. 2008) at its best, 0.13 to 0.16, 0.914; on the built-in data 0.866 and 0.875.
 */
const rowRatings = 100;

/** Biases have a lower penalty than factors: a quarter of λ was better than a half, by 0.0004 to 0.003. */
const biasShare = 0.25;

/** What the systems of one side need beside its ratings and the other side; it does not change. */
type PreparedSide = Pick<RowSystems, 'diagonal' | 'ridge' | 'free'>;

/**
 * Alternating least squares: with the items fixed, `[b_u, p_u]` of every user is a small ridge regression on
 * `f_i = [1, q_i]`, and the other way round (Zhou, Wilkinson, Schreiber, Pan 2008, "Large-scale parallel
 * collaborative filtering for the Netflix prize"). Minimises
 * `Σ_ui (r - r̂)² + λ/4 (Σ_u b_u² + Σ_i b_i²) + λ (Σ_u |p_u|² + Σ_i |q_i|²)`.
 * @param most ratings that one kernel can take, see `Limits`
 */
export function alsTrainer(
  { part, mean, settings, random, pause }: TrainerInput,
  most: number,
): FactorizationTrainer {
  const ridge = ridgeOf(settings);
  const block = uploadBlock(part, mean, most);
  const counts = { users: ratingsPerUser(part), items: ratingsPerItem(part) };
  const factors: { -readonly [side in keyof Factors]: Factors[side] } = {
    users: firstFactors(counts.users, settings.rank, constantColumn.users, random),
    items: firstFactors(counts.items, settings.rank, constantColumn.items, random),
  };
  const prepared = {
    users: prepareSide(part.users, settings.rank, constantColumn.users, ridge),
    items: prepareSide(part.items, settings.rank, constantColumn.items, ridge),
  };

  async function halfSweep(of: keyof Factors): Promise<void> {
    const fixed = of === 'users' ? factors.items : factors.users;
    const side = of === 'users' ? 'rows' : 'columns';
    const systems: RowSystems = { pieces: block.pieces, side, fixed, ...prepared[of] };
    const before = factors[of];
    const error = errors(block, factors);
    try {
      factors[of] = await solveRows(systems, before, error, iterations, pause);
      before.dispose();
    } finally {
      tf.dispose(error);
    }
  }

  return {
    algorithm: 'als',
    ridge,
    blocks: [block],
    factors: () => factors,
    state: async () => [factors.users.clone(), factors.items.clone()],
    async restore([users, items]) {
      tf.dispose([factors.users, factors.items]);
      factors.users = users.clone() as tf.Tensor2D;
      factors.items = items.clone() as tf.Tensor2D;
    },
    async epoch() {
      await halfSweep('users');
      await pause();
      await halfSweep('items');
    },
    dispose() {
      disposeBlock(block);
      tf.dispose([factors.users, factors.items]);
      for (const { diagonal, ridge, free } of Object.values(prepared))
        tf.dispose([{ ...diagonal }, ridge, free]);
    },
  };
}

/** The penalty of ALS's settings. */
export function ridgeOf({ regularisation }: Pick<TrainingSettings, 'regularisation'>): Ridge {
  const penalty = regularisation * rowRatings;
  return { bias: biasShare * penalty, factors: penalty, per: 'row' };
}

function prepareSide(rows: number, rank: number, constant: 0 | 1, ridge: Ridge): PreparedSide {
  return {
    diagonal: createDiagonal(rows),
    ridge: matrix(rows, columnsOf(rank), (_, c) => {
      if (c === constant) return 0;
      return c < 2 ? ridge.bias : ridge.factors;
    }),
    free: freeColumns(rows, rank, constant),
  };
}
