import { type Interval, intervalOf, pValue } from './intervals.ts';

/** One recommender's value of a measure, with its value in each bootstrap resample. */
export interface Resampled {
  readonly value: number;
  /** In the same order of resamples for all that are compared. */
  readonly resampled: Float64Array;
}

/** One recommender against another. */
export interface Comparison {
  /** The value of the first less that of the second. */
  readonly difference: Interval;
  /** Two-sided, of this pair alone. */
  readonly p: number;
  /** The same corrected for all that were compared with the second at once. */
  readonly holm: number;
  /** Whether p is the least that so many resamples can tell: the true one is at most that. */
  readonly least: boolean;
}

/**
 * Each recommender against one of them, by the paired bootstrap, p-values corrected by Holm's method.
 * @returns in the order of `all`; null at `against` itself
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
 * Holm (1979): the j-th smallest of m p-values is multiplied by `m - j + 1`, never falling below the one before it, so
 * that the chance of even one false alarm among all stays what it says.
 * @returns in the order given
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
