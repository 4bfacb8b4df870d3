import type { Random } from '../random.ts';

/** A mean with its 95 % bootstrap interval. */
export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Two recommenders over the same users. */
export interface Difference extends Interval {
  /** Standard error of the mean difference. */
  readonly standardError: number;
  /** Two-sided bootstrap p-value: how often chance alone would turn the sign. */
  readonly p: number;
}

const resamples = 1000;

/** Percentile bootstrap of the mean (Efron & Tibshirani 1993): users drawn with replacement. */
export function meanInterval(values: readonly number[], random: Random): Interval {
  const means = bootstrapMeans(values, random);
  return { mean: meanOf(values), low: quantile(means, 0.025), high: quantile(means, 0.975) };
}

/** The paired difference `a - b`, user by user. @throws RangeError for unequal lengths */
export function pairedDifference(a: readonly number[], b: readonly number[], random: Random): Difference {
  if (a.length !== b.length) throw new RangeError('paired values must be of the same users');
  const differences = a.map((value, n) => value - b[n]);
  const means = bootstrapMeans(differences, random);
  const mean = meanOf(differences);
  const variance = differences.reduce((sum, d) => sum + (d - mean) ** 2, 0) / Math.max(1, a.length - 1);
  const below = means.filter((m) => m <= 0).length / means.length;
  const above = means.filter((m) => m >= 0).length / means.length;
  return {
    mean,
    low: quantile(means, 0.025),
    high: quantile(means, 0.975),
    standardError: Math.sqrt(variance / a.length),
    p: Math.min(1, 2 * Math.min(below, above)),
  };
}

/** Mean of some values; NaN for none. */
export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, v) => sum + v, 0) / values.length;
}

/** Ascending. */
function bootstrapMeans(values: readonly number[], random: Random): Float64Array {
  return Float64Array.from({ length: resamples }, () => {
    let sum = 0;
    for (let n = 0; n < values.length; n++) sum += values[random.integer(values.length)];
    return sum / values.length;
  }).sort();
}

function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}
