import type { Ratings } from '../../dataset/dataset.ts';
import { columnsOf, type EaseModel } from './ease.ts';

/**
 * EASE without one user, exactly and without fitting it again. Leaving out row u of X removes row and column u from
 * `X Xᵀ + λI`. The inverse becomes `M' = M - m_u m_uᵀ / M_uu` (block inverse), and therefore
 * `d'_j = d_j + (x_jᵀ m_u)² / (λ M_uu)`. Row u of M' is zero, so the user's preferences, though still in X, have no effect.
 * @param ratings those that the model was fitted on
 * @returns the model itself where the user is not part of it. Where the model has a bound on users, no other user fills
 * the free row
 */
export function easeWithout(model: EaseModel, ratings: Ratings, user: number): EaseModel {
  const { lambda, users, inverse, diagonal } = model;
  const row = users.indexOf(user);
  if (row < 0) return model;
  const m = users.length;
  const own = inverse.slice(row * m, (row + 1) * m);
  const pivot = own[row];
  const rest = inverse.slice();
  for (let r = 0; r < m; r++) {
    const times = own[r] / pivot;
    for (let c = 0; c < m; c++) rest[r * m + c] -= times * own[c];
  }
  // Exactly zero, without rounding errors.
  for (let n = 0; n < m; n++) {
    rest[row * m + n] = 0;
    rest[n * m + row] = 0;
  }
  const x = columnsOf(ratings, users);
  const raised = diagonal.map((d, j) => {
    let dot = 0;
    for (let a = x.start[j]; a < x.start[j + 1]; a++) dot += x.weight[a] * own[x.row[a]];
    return d + (dot * dot) / (lambda * pivot);
  });
  return { lambda, users, inverse: rest, diagonal: raised };
}
