import { type ByItem, byItem, type Ratings } from '../../dataset/dataset.ts';
import { recommenderInfo } from '../../protocol/recommender-catalog.ts';
import { boundedRatings } from '../bounded-ratings.ts';
import type { SingleDescriptor } from '../descriptor.ts';
import { preference } from '../preference.ts';
import type { PersonRatings, Recommender } from '../recommender.ts';
import { topItems } from '../top-items.ts';
import { withUnrated } from '../unrated.ts';

/** How similar two rows of ratings are. */
type Similarity =
  /**
   * Cosine of graded preferences, zero where there is no rating: for ranking. The others use common ratings only, as
   * Surprise does: for predicting stars.
   */
  | 'preference'
  /** Cosine of the stars. */
  | 'cosine'
  /** Pearson's correlation: of the stars minus each row's mean over the common ratings. */
  | 'pearson'
  /** Adjusted cosine (Sarwar et al. 2001). Of items: of the stars minus each user's mean. Of users: minus each item's. */
  | 'adjusted';

export interface KnnOptions {
  readonly of: 'user' | 'item';
  readonly similarity: Similarity;
  /** Number of neighbours. */
  readonly k: number;
  /** With so many common ratings a similarity is halved: `n / (n + shrinkage)` (Koren 2008). */
  readonly shrinkage: number;
}

/** A neighbour with its similarity. */
interface Neighbour {
  readonly index: number;
  readonly similarity: number;
}

/** What similarities are computed from. */
interface Rows {
  readonly ratings: Ratings;
  readonly columns: ByItem;
  /** `[users]` and `[items]` mean stars, 0 without ratings */
  readonly userMean: Float64Array;
  readonly itemMean: Float64Array;
  /** `[users]` and `[items]` sum of squared preferences */
  readonly userSquares: Float64Array;
  readonly itemSquares: Float64Array;
  /** `[nnz]` graded preference of each rating */
  readonly preferences: Float64Array;
}

/** Sums over the common ratings of one row with each other row. */
interface Common {
  readonly count: Float64Array;
  readonly xy: Float64Array;
  readonly xx: Float64Array;
  readonly yy: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/**
 * Neighbourhood models (Sarwar et al. 2001; Herlocker et al. 1999). Rank by `Σ sim · preference`: user-based over the k
 * most similar users, item-based from each of the person's movies to its k most similar ones. Only means are fitted
 * beforehand; the similarities of a person take milliseconds.
 */
export function knn(ratings: Ratings, options: KnnOptions): Recommender {
  const rows = rowsOf(ratings);
  return options.of === 'user' ? userBased(rows, options) : itemBased(rows, options);
}

function userBased(rows: Rows, options: KnnOptions): Recommender {
  const { ratings } = rows;
  let last: { own: PersonRatings; nearest: readonly Neighbour[] } | null = null;
  const neighbours = (own: PersonRatings) => {
    if (last?.own !== own) last = { own, nearest: nearest(userSimilarities(rows, own, options), options.k) };
    return last.nearest;
  };
  return {
    supporters({ ratings: own }, item) {
      const near = neighbours(own);
      const liked = near.filter(({ index }) => {
        const found = ratings.item
          .subarray(ratings.rowStart[index], ratings.rowStart[index + 1])
          .indexOf(item);
        return found >= 0 && preference(ratings.value[ratings.rowStart[index] + found]) > 0;
      });
      return { liked: liked.length, of: near.length };
    },
    score({ ratings: own }) {
      const scores = new Float32Array(ratings.items);
      for (const { index, similarity } of neighbours(own)) {
        for (let n = ratings.rowStart[index]; n < ratings.rowStart[index + 1]; n++)
          scores[ratings.item[n]] += similarity * preference(ratings.value[n]);
      }
      return scores;
    },
  };
}

function itemBased(rows: Rows, options: KnnOptions): Recommender {
  const { ratings } = rows;
  const known = new Map<number, readonly Neighbour[]>();
  const neighbours = (item: number) => {
    const found = known.get(item) ?? nearest(itemSimilarities(rows, item, options), options.k);
    known.set(item, found);
    return found;
  };
  return {
    score({ ratings: own }) {
      const scores = new Float32Array(ratings.items);
      for (let n = 0; n < own.item.length; n++) {
        const weight = preference(own.value[n]);
        if (weight === 0) continue;
        for (const { index, similarity } of neighbours(own.item[n])) scores[index] += weight * similarity;
      }
      return scores;
    },
    contributions: ({ ratings: own }, of) => ({
      base: 0,
      parts: Float32Array.from(own.item, (j, n) => {
        const all = neighbours(j);
        const similarity =
          of === 'mean'
            ? all.reduce((sum, one) => sum + one.similarity, 0) / ratings.items
            : (all.find(({ index }) => index === of)?.similarity ?? 0);
        return preference(own.value[n]) * similarity;
      }),
    }),
  };
}

/** Predicts stars as Surprise's `KNNBasic`: the mean of the k most similar users' stars, weighted by similarity. */
export function knnStars(
  ratings: Ratings,
  options: KnnOptions,
): (own: PersonRatings, item: number) => number {
  const rows = rowsOf(ratings);
  const { colStart, user, position } = rows.columns;
  const everyone = ratings.value.reduce((sum, r) => sum + r, 0) / ratings.value.length;
  let last: { own: PersonRatings; similarity: Float64Array } | null = null;
  return (own, item) => {
    if (last?.own !== own) last = { own, similarity: userSimilarities(rows, own, options) };
    const { similarity } = last;
    const raters = Array.from({ length: colStart[item + 1] - colStart[item] }, (_, n) => colStart[item] + n);
    const near = raters
      .map((n) => ({ similarity: similarity[user[n]], stars: ratings.value[position[n]] }))
      .filter((one) => one.similarity > 0)
      .sort((a, b) => b.similarity - a.similarity)
      .slice(0, options.k);
    const weight = near.reduce((sum, one) => sum + one.similarity, 0);
    return weight > 0 ? near.reduce((sum, one) => sum + one.similarity * one.stars, 0) / weight : everyone;
  };
}

/** Similarity of a person with every user. @returns `[users]`, 0 without common ratings */
export function userSimilarities(rows: Rows, own: PersonRatings, options: KnnOptions): Float64Array {
  const { ratings, columns, itemMean } = rows;
  const common = commonOf(ratings.users);
  if (options.similarity === 'preference') {
    const squares = own.value.reduce((sum, stars) => sum + preference(stars) ** 2, 0);
    for (let n = 0; n < own.item.length; n++) {
      const i = own.item[n];
      for (let c = columns.colStart[i]; c < columns.colStart[i + 1]; c++)
        add(
          common,
          columns.user[c],
          preference(own.value[n]),
          preference(ratings.value[columns.position[c]]),
        );
    }
    return preferenceCosines(common, squares, rows.userSquares, options);
  }
  for (let n = 0; n < own.item.length; n++) {
    const i = own.item[n];
    const middle = options.similarity === 'adjusted' ? itemMean[i] : 0;
    for (let c = columns.colStart[i]; c < columns.colStart[i + 1]; c++)
      add(common, columns.user[c], own.value[n] - middle, ratings.value[columns.position[c]] - middle);
  }
  return similarities(common, options);
}

/** Similarity of an item with every item. @returns `[items]`, 0 for itself and without common raters */
export function itemSimilarities(rows: Rows, item: number, options: KnnOptions): Float64Array {
  const result =
    options.similarity === 'preference'
      ? itemPreferences(rows, item, options)
      : itemStars(rows, item, options);
  result[item] = 0;
  return result;
}

function itemPreferences(rows: Rows, item: number, options: KnnOptions): Float64Array {
  const { ratings, columns, preferences } = rows;
  const count = new Float64Array(ratings.items);
  const xy = new Float64Array(ratings.items);
  for (let c = columns.colStart[item]; c < columns.colStart[item + 1]; c++) {
    const u = columns.user[c];
    const own = preferences[columns.position[c]];
    for (let n = ratings.rowStart[u]; n < ratings.rowStart[u + 1]; n++) {
      count[ratings.item[n]]++;
      xy[ratings.item[n]] += own * preferences[n];
    }
  }
  return preferenceCosines({ count, xy }, rows.itemSquares[item], rows.itemSquares, options);
}

function itemStars(rows: Rows, item: number, options: KnnOptions): Float64Array {
  const { ratings, columns, userMean } = rows;
  const common = commonOf(ratings.items);
  for (let c = columns.colStart[item]; c < columns.colStart[item + 1]; c++) {
    const u = columns.user[c];
    const middle = options.similarity === 'adjusted' ? userMean[u] : 0;
    const own = ratings.value[columns.position[c]] - middle;
    for (let n = ratings.rowStart[u]; n < ratings.rowStart[u + 1]; n++)
      add(common, ratings.item[n], own, ratings.value[n] - middle);
  }
  return similarities(common, options);
}

/** The means and squares that similarities need. */
export function rowsOf(ratings: Ratings): Rows {
  const columns = byItem(ratings);
  const userMean = new Float64Array(ratings.users);
  const itemMean = new Float64Array(ratings.items);
  const userSquares = new Float64Array(ratings.users);
  const itemSquares = new Float64Array(ratings.items);
  const preferences = preferencesOf(ratings.value);
  for (let u = 0; u < ratings.users; u++) {
    const [from, to] = [ratings.rowStart[u], ratings.rowStart[u + 1]];
    for (let n = from; n < to; n++) {
      userMean[u] += ratings.value[n] / (to - from);
      itemMean[ratings.item[n]] += ratings.value[n];
      const square = preferences[n] ** 2;
      userSquares[u] += square;
      itemSquares[ratings.item[n]] += square;
    }
  }
  for (let i = 0; i < ratings.items; i++)
    itemMean[i] /= Math.max(1, columns.colStart[i + 1] - columns.colStart[i]);
  return { ratings, columns, userMean, itemMean, userSquares, itemSquares, preferences };
}

/** By index: `Float64Array.from` takes several times as long, and blocks the worker for half a second with four million ratings. */
function preferencesOf(stars: Float32Array): Float64Array {
  const preferences = new Float64Array(stars.length);
  for (let n = 0; n < stars.length; n++) preferences[n] = preference(stars[n]);
  return preferences;
}

/** The k largest similarities above zero, best first, ties by lower index. */
function nearest(similarity: Float64Array, k: number): Neighbour[] {
  return topItems(similarity, k, nothing)
    .filter((index) => similarity[index] > 0)
    .map((index) => ({ index, similarity: similarity[index] }));
}

const nothing: ReadonlySet<number> = new Set();

function commonOf(size: number): Common {
  const zeros = () => new Float64Array(size);
  return { count: zeros(), xy: zeros(), xx: zeros(), yy: zeros(), x: zeros(), y: zeros() };
}

function add(common: Common, at: number, x: number, y: number): void {
  common.count[at]++;
  common.xy[at] += x * y;
  common.xx[at] += x * x;
  common.yy[at] += y * y;
  common.x[at] += x;
  common.y[at] += y;
}

function preferenceCosines(
  { count, xy }: Pick<Common, 'count' | 'xy'>,
  own: number,
  squares: Float64Array,
  { shrinkage }: KnnOptions,
): Float64Array {
  return xy.map((dot, at) =>
    dot > 0 ? (dot / Math.sqrt(own * squares[at])) * (count[at] / (count[at] + shrinkage)) : 0,
  );
}

function similarities({ count, xy, xx, yy, x, y }: Common, options: KnnOptions): Float64Array {
  const centred = options.similarity === 'pearson';
  return count.map((n, at) => {
    if (n === 0) return 0;
    const above = centred ? n * xy[at] - x[at] * y[at] : xy[at];
    const first = centred ? n * xx[at] - x[at] ** 2 : xx[at];
    const second = centred ? n * yy[at] - y[at] ** 2 : yy[at];
    // Rounding leaves a small number where zero is exact.
    if (first < 1e-9 || second < 1e-9) return 0;
    return (above / Math.sqrt(first * second)) * (n / (n + options.shrinkage));
  });
}

/** Neighbours of a user and of an item: tuned for NDCG@10 on a validation part of MovieLens 100K. */
const neighbours = { user: 80, item: 100 };

function ofPreferences(of: KnnOptions['of']): SingleDescriptor['fit'] {
  const options: KnnOptions = { of, similarity: 'preference', k: neighbours[of], shrinkage: 0 };
  return async ({ dataset }) => withUnrated(knn(boundedRatings(dataset.ratings), options), 'liked');
}

export const userKnnDescriptor: SingleDescriptor = {
  ...recommenderInfo.userKnn,
  fit: ofPreferences('user'),
  explain({ recommender }, person, item) {
    const supporters = recommender.supporters?.(person, item) ?? { liked: 0, of: 0 };
    return supporters.liked > 0 ? { kind: 'neighbours', ...supporters } : null;
  },
};

export const itemKnnDescriptor: SingleDescriptor = {
  ...recommenderInfo.itemKnn,
  fit: ofPreferences('item'),
};
