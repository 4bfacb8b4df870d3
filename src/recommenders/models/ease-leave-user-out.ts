import type { Ratings } from '../../dataset/dataset.ts';
import { columnsOf, type EaseModel } from './ease.ts';

/**
 * EASE as it would be had one user never rated, exactly and without fitting it anew. Leaving out row u of X takes row and
 * column u out of `X Xᵀ + λI`, whose inverse then is `M' = M - m_u m_uᵀ / M_uu` (block inverse); with it `d'_j = d_j + (x_jᵀ m_u)² / (λ M_uu)`. Row u of M' is zero, so the user's
 * preferences, though still in X, count for nothing.
 * @param ratings those that the model was fitted on
 * @returns the model itself where the user took no part in it; where not all users did, nobody takes the free place
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
  // Exactly zero, not what rounding leaves of it.
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
