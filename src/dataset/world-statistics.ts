import type { Dataset, Ratings } from './dataset.ts';
import type { WorldStatistics } from './movie-facts.ts';

/**
 * The statistics as they would be if the given ratings had never been given. The built-in ratings are a sample of those
 * that the statistics count, so whoever predicts some of them for a test must take them out first: the mean of a movie
 * that few have rated gives its test ratings away.
 * @param ratings what to take out; columns of equal length
 * @returns a copy; a movie of which nothing remains has count 0 and mean NaN
 */
export function statisticsWithout(
  { count, mean }: WorldStatistics,
  { item, value }: Pick<Ratings, 'item' | 'value'>,
): WorldStatistics {
  const remaining = count.slice();
  const sum = Float64Array.from(count, (n, i) => (n === 0 ? 0 : n * mean[i]));
  for (let n = 0; n < item.length; n++) {
    remaining[item[n]]--;
    sum[item[n]] -= value[n];
  }
  const rest = mean.slice();
  for (const i of new Set(item)) {
    // Fewer are counted than are taken out where the file is of another date than the ratings.
    remaining[i] = Math.max(0, remaining[i]);
    // The file rounds means, so a few remaining ratings can seem to lie beyond the scale.
    rest[i] = remaining[i] === 0 ? Number.NaN : Math.min(5, Math.max(0.5, sum[i] / remaining[i]));
  }
  return { count: remaining, mean: rest };
}

/**
 * Statistics of movies of which some were listed twice: a listing's ratings count for the one that it is merged into.
 * @param mergedInto the listing that each item is merged into, itself if it is not merged `[items]`
 * @param remaining the items that are not merged into others
 * @returns columns `[remaining]`
 */
export function mergedStatistics(
  { count, mean }: WorldStatistics,
  mergedInto: Int32Array,
  remaining: readonly number[],
): WorldStatistics {
  const counts = new Int32Array(count.length);
  const sums = new Float64Array(count.length);
  mergedInto.forEach((into, i) => {
    if (count[i] === 0) return;
    counts[into] += count[i];
    sums[into] += count[i] * mean[i];
  });
  return {
    count: Int32Array.from(remaining, (i) => counts[i]),
    mean: Float32Array.from(remaining, (i) => (counts[i] === 0 ? Number.NaN : sums[i] / counts[i])),
  };
}

/** The data set with a training part as its ratings, and statistics that do not know what is held out. */
export function trainedOn(
  dataset: Dataset,
  train: Ratings,
  ...heldOut: readonly Pick<Ratings, 'item' | 'value'>[]
): Dataset {
  if (dataset.statistics === undefined) return { ...dataset, ratings: train };
  const statistics = heldOut.reduce(statisticsWithout, dataset.statistics);
  return { ...dataset, ratings: train, statistics };
}
