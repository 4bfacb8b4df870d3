import * as tf from '@tensorflow/tfjs-core';
import type { Ridge } from '../recommenders/factor-model.ts';
import { disposeBlock, errors, ratingsPerItem, ratingsPerUser, uploadBlock } from './block.ts';
import { type RowSystems, solveRows } from './conjugate-gradients.ts';
import type { Trainer, TrainerInput } from './epochs.ts';
import { columnsOf, constantColumn, type Factors, firstFactors, freeColumns, matrix } from './factors.ts';
import { createDiagonal } from './kernels/pattern.ts';
import type { TrainingSettings } from './trainer.ts';

/** Warm-started by the sweep before, more iterations gained nothing in accuracy. */
const iterations = 3;

/** ALS's scale of `regularisation`: λ times the row's number of ratings (Zhou et al. 2008), the bias included. */
export function alsRidge(settings: TrainingSettings): Ridge {
  return { bias: settings.regularisation, factors: settings.regularisation, per: 'rating' };
}

/**
 * Alternating least squares: with the items fixed, `[b_u, p_u]` of every user is a small ridge regression on
 * `f_i = [1, q_i]`, and the other way round (Zhou, Wilkinson, Schreiber, Pan 2008, "Large-scale parallel
 * collaborative filtering for the Netflix prize"). Minimises `Σ_ui (r - r̂)² + Σ_u Λ_u |x_u|² + Σ_i Λ_i |x_i|²`.
 */
export function alsTrainer({ part, mean, settings, random, pause }: TrainerInput): Trainer {
  const ridge = alsRidge(settings);
  const d = columnsOf(settings.rank);
  const block = uploadBlock(part, mean);
  const counts = { users: ratingsPerUser(part), items: ratingsPerItem(part) };
  const factors: { -readonly [side in keyof Factors]: Factors[side] } = {
    users: firstFactors(counts.users, settings.rank, constantColumn.users, random),
    items: firstFactors(counts.items, settings.rank, constantColumn.items, random),
  };
  const prepared = { users: prepare('users'), items: prepare('items') };

  function prepare(of: keyof Factors) {
    const constant = constantColumn[of];
    const rows = counts[of].length;
    const weight = (r: number, c: number) =>
      (ridge.per === 'rating' ? counts[of][r] : 1) * (c < 2 ? ridge.bias : ridge.factors);
    return {
      diagonal: createDiagonal(rows),
      ridge: matrix(rows, d, (r, c) => (c === constant ? 0 : weight(r, c))),
      free: freeColumns(rows, settings.rank, constant),
    };
  }

  async function halfSweep(of: keyof Factors): Promise<void> {
    const fixed = of === 'users' ? factors.items : factors.users;
    const side = of === 'users' ? 'rows' : 'columns';
    const systems: RowSystems = { pattern: block.pattern, side, fixed, ...prepared[of] };
    const error = errors(block, factors);
    const before = factors[of];
    factors[of] = await solveRows(systems, before, error, iterations, pause);
    tf.dispose([before, error]);
  }

  return {
    ridge,
    blocks: [block],
    factors: () => factors,
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
