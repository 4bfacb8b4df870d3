import type { Random } from '../base/random.ts';
import { signOfLife } from '../base/scheduling.ts';

/** A mean with its 95 % bootstrap interval. */
export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** The difference of two recommenders over the same users. */
export interface Difference extends Interval {
  /** Standard error of the mean difference. */
  readonly standardError: number;
  /** Two-sided bootstrap p-value: how often chance alone would reverse the sign. */
  readonly p: number;
}

/** Enough that even twelve comparisons corrected together can fall below 0.05: 12 * 2 / 2001 = 0.012. */
const RESAMPLES = 2000;

/**
 * Computes the means of some columns in bootstrap resamples (Efron & Tibshirani 1993). Users are drawn with replacement,
 * the same users for all columns, so that the values of one user stay together. Equal random streams draw equal users,
 * so the means of two calls may be subtracted resample by resample: this is the paired bootstrap.
 * @param columns each `[users]`
 * @returns for each column `[2000]` in the order of drawing; NaN without users
 */
export function resampledMeans(columns: readonly ArrayLike<number>[], random: Random): Float64Array[] {
  const users = columns[0]?.length ?? 0;
  const means = columns.map(() => new Float64Array(RESAMPLES));
  for (let sample = 0; sample < RESAMPLES; sample++) {
    // With a hundred thousand users all resamples take half a minute.
    signOfLife();
    for (let n = 0; n < users; n++) {
      const user = random.integer(users);
      for (let c = 0; c < columns.length; c++) means[c][sample] += columns[c][user];
    }
    for (const mean of means) mean[sample] /= users;
  }
  return means;
}

/** The interval that holds the middle 95 % of the resampled values (percentile bootstrap). */
export function intervalOf(mean: number, resampled: Float64Array): Interval {
  const sorted = resampled.slice().sort();
  return { mean, low: quantile(sorted, 0.025), high: quantile(sorted, 0.975) };
}

/**
 * Two-sided p-value of a difference from its resampled values: twice the share on the smaller side of zero. The observed
 * value counts as one resample, so that p is never zero (Davison & Hinkley 1997, section 4.2).
 */
export function pValue(resampled: Float64Array): number {
  let [below, above] = [1, 1];
  for (const value of resampled) {
    if (value <= 0) below++;
    if (value >= 0) above++;
  }
  return Math.min(1, (2 * Math.min(below, above)) / (resampled.length + 1));
}

/** The mean with its percentile bootstrap interval. @param values `[users]` */
export function meanInterval(values: readonly number[], random: Random): Interval {
  const [resampled] = resampledMeans([values], random);
  return intervalOf(meanOf(values), resampled);
}

/** The paired difference `a - b`, user by user. @throws RangeError for unequal lengths */
export function pairedDifference(a: readonly number[], b: readonly number[], random: Random): Difference {
  if (a.length !== b.length) throw new RangeError('paired values must be of the same users');
  const differences = a.map((value, n) => value - b[n]);
  const [resampled] = resampledMeans([differences], random);
  const mean = meanOf(differences);
  const variance = differences.reduce((sum, d) => sum + (d - mean) ** 2, 0) / Math.max(1, a.length - 1);
  return {
    ...intervalOf(mean, resampled),
    standardError: Math.sqrt(variance / a.length),
    p: pValue(resampled),
  };
}

/** The mean of some values; NaN without values. */
export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, v) => sum + v, 0) / values.length;
}

function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}
