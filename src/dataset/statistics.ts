import type { Ratings } from './dataset.ts';

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
export function userStatistics({ rowStart, value }: Pick<Ratings, 'rowStart' | 'value'>): RowStatistics {
  const users = rowStart.length - 1;
  const statistics = emptyStatistics(users);
  const { count, mean, variance } = statistics;
  for (let u = 0; u < users; u++) {
    const [from, to] = [rowStart[u], rowStart[u + 1]];
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

/** Statistics of the ratings of every movie. @returns columns `[items]` */
export function itemStatistics({
  items,
  item,
  value,
}: Pick<Ratings, 'items' | 'item' | 'value'>): RowStatistics {
  const statistics = emptyStatistics(items);
  const { count, mean, variance } = statistics;
  for (let n = 0; n < item.length; n++) {
    count[item[n]]++;
    mean[item[n]] += value[n];
  }
  for (let i = 0; i < items; i++) mean[i] /= Math.max(1, count[i]);
  for (let n = 0; n < item.length; n++) variance[item[n]] += (value[n] - mean[item[n]]) ** 2;
  for (let i = 0; i < items; i++) variance[i] /= Math.max(1, count[i]);
  return statistics;
}

/**
 * How often each item got each half star: index `10 i` is 0.5 stars, `10 i + 9` is 5.
 * @returns `[items * 10]`; null where a rating is none of these
 */
export function countHalfStars({ items, item, value, halfStarsByItem }: Ratings): Int32Array | null {
  if (halfStarsByItem !== undefined) return halfStarsByItem;
  const counts = new Int32Array(items * 10);
  for (let n = 0; n < item.length; n++) {
    const half = value[n] * 2 - 1;
    if (!(half >= 0 && half <= 9) || half !== Math.floor(half)) return null;
    counts[item[n] * 10 + half]++;
  }
  return counts;
}

/** Ratings of each item. @param halfStarsByItem `[items * 10]` @returns `[items]` */
export function countsIn(halfStarsByItem: Int32Array): Int32Array {
  const counts = new Int32Array(halfStarsByItem.length / 10);
  halfStarsByItem.forEach((count, n) => {
    counts[Math.floor(n / 10)] += count;
  });
  return counts;
}

function emptyStatistics(rows: number): RowStatistics {
  return { count: new Int32Array(rows), mean: new Float64Array(rows), variance: new Float64Array(rows) };
}
