import { type Interval, intervalOf, pValue } from './intervals.ts';

/** The value of a measure for one recommender, and its value in each bootstrap resample. */
export interface Resampled {
  readonly value: number;
  /** In the same order of resamples for all recommenders that are compared. */
  readonly resampled: Float64Array;
}

/** One recommender compared with another. */
export interface Comparison {
  /** The value of the first minus the value of the second. */
  readonly difference: Interval;
  /** Two-sided p-value of this pair alone. */
  readonly p: number;
  /** The p-value corrected by Holm's method for all comparisons with the second. */
  readonly holm: number;
  /** Whether p is the smallest value that this number of resamples can show; the true p may be smaller. */
  readonly least: boolean;
}

/**
 * Compares each recommender with one of them by the paired bootstrap and corrects the p-values by Holm's method.
 * @param against index of the recommender that the others are compared with
 * @returns in the order of `all`; null at `against`
 */
export function compareWith(all: readonly Resampled[], against: number): (Comparison | null)[] {
  const base = all[against];
  const pairs = all.flatMap(({ value, resampled }, n) => {
    if (n === against) return [];
    const differences = resampled.map((one, sample) => one - base.resampled[sample]);
    return [{ n, difference: intervalOf(value - base.value, differences), p: pValue(differences) }];
  });
  const corrected = holm(pairs.map(({ p }) => p));
  const result: (Comparison | null)[] = all.map(() => null);
  pairs.forEach(({ n, difference, p }, place) => {
    result[n] = { difference, p, holm: corrected[place], least: p <= 2 / (base.resampled.length + 1) };
  });
  return result;
}

/**
 * Corrects p-values by Holm's method (1979): the j-th smallest of m p-values is multiplied by `m - j + 1` and is never
 * smaller than the one before it. This controls the probability of a single false alarm among all of them.
 * @returns in the order of the input, at most 1
 */
export function holm(p: readonly number[]): number[] {
  const order = p.map((_, n) => n).sort((a, b) => p[a] - p[b] || a - b);
  const corrected = new Array<number>(p.length);
  let least = 0;
  order.forEach((n, place) => {
    least = Math.max(least, Math.min(1, (p.length - place) * p[n]));
    corrected[n] = least;
  });
  return corrected;
}
