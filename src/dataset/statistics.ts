import { finish, type Steps } from '../base/steps.ts';
import type { Ratings } from './dataset.ts';

/** Ratings that are looked at in one step: some milliseconds. */
export const LOOKED_AT_ONCE = 1 << 19;

/** Statistics of each row of a sparse matrix. Columns of equal length. */
export interface RowStatistics {
  /** `[rows]` number of ratings */
  readonly count: Int32Array;
  /** `[rows]` mean stars; 0 without ratings */
  readonly mean: Float64Array;
  /** `[rows]` mean squared deviation from the mean, in stars squared; 0 without ratings */
  readonly variance: Float64Array;
}

/** Statistics of the ratings of every user. @returns columns `[users]` */
export function userStatistics(ratings: Pick<Ratings, 'rowStart' | 'value'>): RowStatistics {
  return finish(userStatisticsSteps(ratings));
}

/** Like {@link userStatistics}, in steps of some milliseconds. */
export function* userStatisticsSteps({
  rowStart,
  value,
}: Pick<Ratings, 'rowStart' | 'value'>): Steps<RowStatistics> {
  const users = rowStart.length - 1;
  const statistics = emptyStatistics(users);
  const { count, mean, variance } = statistics;
  let stepEnd = LOOKED_AT_ONCE;
  for (let u = 0; u < users; u++) {
    const [from, to] = [rowStart[u], rowStart[u + 1]];
    if (to > stepEnd) {
      stepEnd = to + LOOKED_AT_ONCE;
      yield;
    }
    count[u] = to - from;
    if (from === to) continue;
    let sum = 0;
    for (let n = from; n < to; n++) sum += value[n];
    mean[u] = sum / count[u];
    let squares = 0;
    for (let n = from; n < to; n++) squares += (value[n] - mean[u]) ** 2;
    variance[u] = squares / count[u];
  }
  return statistics;
}

type RatingsOfItems = Pick<Ratings, 'items' | 'item' | 'value'>;

/** Statistics of the ratings of every movie. @returns columns `[items]` */
export function itemStatistics(ratings: RatingsOfItems): RowStatistics {
  return finish(itemStatisticsSteps(ratings));
}

/** Like {@link itemStatistics}, in steps of some milliseconds. */
export function* itemStatisticsSteps({ items, item, value }: RatingsOfItems): Steps<RowStatistics> {
  const statistics = emptyStatistics(items);
  const { count, mean, variance } = statistics;
  for (let from = 0; from < item.length; from += LOOKED_AT_ONCE) {
    const to = Math.min(item.length, from + LOOKED_AT_ONCE);
    for (let n = from; n < to; n++) {
      count[item[n]]++;
      mean[item[n]] += value[n];
    }
    yield;
  }
  for (let i = 0; i < items; i++) mean[i] /= Math.max(1, count[i]);
  for (let from = 0; from < item.length; from += LOOKED_AT_ONCE) {
    const to = Math.min(item.length, from + LOOKED_AT_ONCE);
    for (let n = from; n < to; n++) variance[item[n]] += (value[n] - mean[item[n]]) ** 2;
    yield;
  }
  for (let i = 0; i < items; i++) variance[i] /= Math.max(1, count[i]);
  return statistics;
}

/**
 * How often each item got each half star: index `10 i` is 0.5 stars, `10 i + 9` is 5.
 * @returns `[items * 10]`; null where a rating is none of these
 */
export function countHalfStars(ratings: Ratings): Int32Array | null {
  return finish(countHalfStarsSteps(ratings));
}

/** Like {@link countHalfStars}, in steps of some milliseconds. */
export function* countHalfStarsSteps(ratings: Ratings): Steps<Int32Array | null> {
  const { items, item, value, halfStarsByItem } = ratings;
  if (halfStarsByItem !== undefined) return halfStarsByItem;
  const counts = new Int32Array(items * 10);
  for (let from = 0; from < item.length; from += LOOKED_AT_ONCE) {
    const to = Math.min(item.length, from + LOOKED_AT_ONCE);
    for (let n = from; n < to; n++) {
      const half = value[n] * 2 - 1;
      if (!(half >= 0 && half <= 9) || half !== Math.floor(half)) return null;
      counts[item[n] * 10 + half]++;
    }
    yield;
  }
  return counts;
}

/** Ratings of each item. @param halfStarsByItem `[items * 10]` @returns `[items]` */
export function countsIn(halfStarsByItem: Int32Array): Int32Array {
  const counts = new Int32Array(halfStarsByItem.length / 10);
  // Two loops: one call for each of the ten counts of a movie took a tenth of a second of the opening with 62,000 movies.
  for (let i = 0; i < counts.length; i++) {
    for (let half = 0; half < 10; half++) counts[i] += halfStarsByItem[10 * i + half];
  }
  return counts;
}

function emptyStatistics(rows: number): RowStatistics {
  return { count: new Int32Array(rows), mean: new Float64Array(rows), variance: new Float64Array(rows) };
}
