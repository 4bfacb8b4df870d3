import { invertPositiveDefinite } from '../../base/invert-matrix.ts';
import { memoize, once } from '../../base/memoize.ts';
import { createBackgroundPause } from '../../base/scheduling.ts';
import { unshared } from '../../base/shared-arrays.ts';
import { finish, finishWithPauses, type Steps } from '../../base/steps.ts';
import { oneThread } from '../../base/threads.ts';
import { byItemSteps, type Ratings } from '../../dataset/dataset.ts';
import { LOOKED_AT_ONCE } from '../../dataset/statistics.ts';
import type { FitWork, ModelCodec } from '../descriptor.ts';
import { preference } from '../preference.ts';
import type { PersonRatings, Recommender } from '../recommender.ts';
import { gramOfPreferences, inverseDiagonal, preferencesByRow } from './ease-rows.ts';

export interface EaseOptions {
  /** Ridge penalty λ on the item-item weights. */
  readonly lambda: number;
  /** The inverse is users x users, so with more users than this only the most active ones are used. */
  readonly maxUsers: number;
}

/**
 * λ by NDCG@10 within the training parts of three splits. Alone, 50, 100, 200 and 400 gave 0.220, 0.224, 0.224 and 0.217 on
 * the built-in data, and 0.248, 0.257, 0.260 and 0.256 on MovieLens 100K. In the hybrid, with weights fitted for each, 100 was
 * better than 200 on both: 0.234 to 0.232, and 0.276 to 0.275.
 */
export const defaultEase: EaseOptions = { lambda: 100, maxUsers: 1500 };

/** A fitted EASE in its dual form: all that scoring needs besides the ratings. */
export interface EaseModel {
  readonly lambda: number;
  /** The users in the model, ascending. `[m]` */
  readonly users: Int32Array;
  /** `M = (X Xᵀ + λI)⁻¹`, `[m, m]` */
  readonly inverse: Float64Array;
  /** `diag(G⁻¹)`, `[items]` */
  readonly diagonal: Float64Array;
}

/** Number of items whose `M x_j` is cached: about as many as are shown. Most stay from one list to the next. */
const REMEMBERED = 64;

/** Preferences in column (item) order: rows are positions in `EaseModel.users`. */
interface Columns {
  readonly start: Int32Array;
  readonly row: Int32Array;
  readonly weight: Float32Array;
}

/**
 * EASE (Steck 2019, "Embarrassingly Shallow Autoencoders"): item-item ridge regression with a zero diagonal,
 * `B = I - G⁻¹ diag(1 / diag(G⁻¹))`, `G = XᵀX + λI`, X = graded preferences `[users, items]`.
 * By Woodbury `G⁻¹ = (I - Xᵀ M X) / λ` with `M = (X Xᵀ + λI)⁻¹`, so only a users x users inverse is needed.
 * @param work `onProgress` receives the share of the inverse that is done
 */
export async function fitEase(
  ratings: Ratings,
  options: EaseOptions = defaultEase,
  { signal, onProgress, threads = oneThread }: FitWork = {},
): Promise<EaseModel> {
  const pause = createBackgroundPause(signal);
  const { lambda } = options;
  const users = mostActive(ratings, options.maxUsers);
  const { start, row, weight } = await finishWithPauses(columnSteps(ratings, users), pause);
  const byColumn = { start, index: row, weight };
  const x = await finishWithPauses(preferencesByRow(byColumn, users.length, threads), pause);
  const inverse = await gramOfPreferences(x, lambda, threads, pause);
  await invertPositiveDefinite(inverse, users.length, {
    pause,
    threads,
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  const diagonal = await inverseDiagonal(x, inverse, lambda, threads, pause);
  return { lambda, users, inverse: unshared(inverse), diagonal: unshared(diagonal) };
}

/**
 * The recommender of a fitted EASE. `score_j = x_j - g_j / d_j` with `g = (x - (x Xᵀ) M X) / λ`; the
 * contribution of rated item i to item j is `x_i B_ij = x_i (x_iᵀ M x_j) / (λ d_j)` exactly.
 */
export function ease(model: EaseModel, ratings: Ratings): Recommender {
  const { lambda, inverse, diagonal } = model;
  const m = model.users.length;
  const x = columnsOf(ratings, model.users);
  const influence = memoize(REMEMBERED, (item: number) => {
    const y = new Float64Array(m);
    for (let a = x.start[item]; a < x.start[item + 1]; a++) {
      const row = x.row[a] * m;
      for (let c = 0; c < m; c++) y[c] += x.weight[a] * inverse[row + c];
    }
    return y;
  });
  /** `M Σ_j x_j / (λ d_j)`: the sum over all items. It is the same for everyone, so it is computed once. */
  const influenceOnAll = once(() => {
    const sum = new Float64Array(m);
    for (let j = 0; j < ratings.items; j++)
      for (let a = x.start[j]; a < x.start[j + 1]; a++) sum[x.row[a]] += x.weight[a] / (lambda * diagonal[j]);
    return multiply(inverse, sum, m);
  });

  return {
    score: ({ ratings: own }) => scoresOf(model, x, own),
    contributions({ ratings: own }, of) {
      const y = of === 'mean' ? influenceOnAll() : influence(of);
      const parts = new Float32Array(own.item.length);
      for (let n = 0; n < parts.length; n++) {
        const i = own.item[n];
        if (i === of) continue;
        let dot = 0;
        for (let a = x.start[i]; a < x.start[i + 1]; a++) dot += x.weight[a] * y[x.row[a]];
        // An item has no weight on itself, and x_iᵀ M x_i = 1 - λ d_i.
        const weight =
          of === 'mean'
            ? (dot - (1 - lambda * diagonal[i]) / (lambda * diagonal[i])) / ratings.items
            : dot / (lambda * diagonal[of]);
        parts[n] = preference(own.value[n]) * weight;
      }
      return { base: 0, parts };
    },
  };
}

/** `score_j = x_j - g_j / d_j` of every item. @returns `[items]` */
function scoresOf(
  { lambda, users, inverse, diagonal }: EaseModel,
  x: Columns,
  own: PersonRatings,
): Float32Array {
  const m = users.length;
  const t = new Float64Array(m);
  for (let n = 0; n < own.item.length; n++) {
    const p = preference(own.value[n]);
    if (p === 0) continue;
    const i = own.item[n];
    for (let a = x.start[i]; a < x.start[i + 1]; a++) t[x.row[a]] += p * x.weight[a];
  }
  const s = multiply(inverse, t, m);
  const scores = new Float32Array(diagonal.length);
  for (let j = 0; j < scores.length; j++) {
    let sum = 0;
    for (let a = x.start[j]; a < x.start[j + 1]; a++) sum += x.weight[a] * s[x.row[a]];
    scores[j] = sum / (lambda * diagonal[j]);
  }
  // For a rated item `x_j - g_j / d_j` removes the item's own contribution.
  for (let n = 0; n < own.item.length; n++) {
    const j = own.item[n];
    const p = preference(own.value[n]);
    scores[j] += p - p / (lambda * diagonal[j]);
  }
  return scores;
}

function mostActive(ratings: Ratings, bound: number): Int32Array {
  const users = Int32Array.from({ length: ratings.users }, (_, u) => u);
  if (ratings.users <= bound) return users;
  const activity = (u: number) => ratings.rowStart[u + 1] - ratings.rowStart[u];
  return users
    .sort((a, b) => activity(b) - activity(a) || a - b)
    .slice(0, bound)
    .sort();
}

/** The preferences of some users by item. @param users the rows, by position */
export function columnsOf(ratings: Ratings, users: Int32Array): Columns {
  return finish(columnSteps(ratings, users));
}

/** Like {@link columnsOf}, in steps of some milliseconds. */
function* columnSteps(ratings: Ratings, users: Int32Array): Steps<Columns> {
  const rowOf = new Int32Array(ratings.users).fill(-1);
  users.forEach((u, row) => {
    rowOf[u] = row;
  });
  const { colStart, user, position } = yield* byItemSteps(ratings);
  const start = new Int32Array(ratings.items + 1);
  const row = new Int32Array(user.length);
  const weight = new Float32Array(user.length);
  let end = 0;
  let stepEnd = LOOKED_AT_ONCE;
  for (let i = 0; i < ratings.items; i++) {
    if (colStart[i + 1] > stepEnd) {
      stepEnd = colStart[i + 1] + LOOKED_AT_ONCE;
      yield;
    }
    for (let n = colStart[i]; n < colStart[i + 1]; n++) {
      const p = preference(ratings.value[position[n]]);
      if (p === 0 || rowOf[user[n]] < 0) continue;
      row[end] = rowOf[user[n]];
      weight[end++] = p;
    }
    start[i + 1] = end;
  }
  return { start, row: row.slice(0, end), weight: weight.slice(0, end) };
}

/**
 * `M v`, four rows at a time. base/matrix-vector.ts has the same loop for Float32Array. They are separate because a loop
 * that gets arrays of both types is compiled well for neither: the plain products of an answer took 4.3 ms in the browser
 * with one loop, and 2.4 with two.
 */
function multiply(matrix: Float64Array, vector: Float64Array, n: number): Float64Array {
  const result = new Float64Array(n);
  let r = 0;
  for (; r + 3 < n; r += 4) {
    const [q0, q1, q2, q3] = [r * n, (r + 1) * n, (r + 2) * n, (r + 3) * n];
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let k = 0; k < n; k++) {
      const by = vector[k];
      a += matrix[q0 + k] * by;
      b += matrix[q1 + k] * by;
      c += matrix[q2 + k] * by;
      d += matrix[q3 + k] * by;
    }
    result[r] = a;
    result[r + 1] = b;
    result[r + 2] = c;
    result[r + 3] = d;
  }
  for (; r < n; r++) for (let k = 0; k < n; k++) result[r] += matrix[r * n + k] * vector[k];
  return result;
}

/** How the dual form is stored. */
export const easeCodec: ModelCodec<EaseModel> = {
  name: 'ease',
  encode: ({ lambda, users, inverse, diagonal }) => ({
    meta: { lambda, users: users.length, items: diagonal.length },
    arrays: { users, inverse, diagonal },
  }),
  decode({ meta: { lambda, users, items }, array }) {
    if (typeof lambda !== 'number' || typeof users !== 'number' || typeof items !== 'number') return null;
    return {
      lambda,
      users: array('users', Int32Array, users),
      inverse: array('inverse', Float64Array, users * users),
      diagonal: array('diagonal', Float64Array, items),
    };
  },
};
