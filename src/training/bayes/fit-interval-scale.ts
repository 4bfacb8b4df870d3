import { binOfCount, EIGHTY_PERCENT, ratedAtLeast } from '../../recommenders/models/interval-scale.ts';

/** What an interval must hold. */
const HOLDS = 0.8;

/**
 * A bin's own factor weighs as much as that of all ratings where it has so many held-out ones: the relative standard error
 * of a quantile of n normal errors is 0.9 / √n, and the factors of the bins differ by about a tenth.
 */
const SHRINK = 80;

/** What a model says of held-out ratings. All arrays are `[held-out ratings]`. */
export interface HeldOutErrors {
  /** `r - r̂`, stars. */
  readonly errors: Float32Array;
  /** Standard deviation that the model expects of each error, stars. */
  readonly deviations: Float32Array;
  /** How many ratings each one's movie has in the training part. */
  readonly counts: Int32Array;
}

/**
 * Factors on the standard deviations that a model expects, one for each bin of `ratedAtLeast`, so that of the held-out
 * ratings of a bin 80 % lie in their 80 % interval: split conformal prediction with normalised errors (Lei et al. 2018),
 * one quantile for each bin (Vovk's Mondrian). A bin with few ratings is shrunk towards all. The less is known of a movie,
 * the more a model can be wrong about its own doubt, so the factor never rises with the number of ratings: bins that would
 * are pooled (isotonic regression on the logarithms, weighted by the ratings of each bin).
 * @returns `[bins]`; null without held-out ratings
 */
export function fitIntervalScale({ errors, deviations, counts }: HeldOutErrors): number[] | null {
  const bins: number[][] = ratedAtLeast.map(() => []);
  const all: number[] = [];
  for (let n = 0; n < errors.length; n++) {
    const ratio = Math.abs(errors[n]) / deviations[n];
    bins[binOfCount(counts[n])].push(ratio);
    all.push(ratio);
  }
  if (all.length === 0) return null;
  const ofAll = Math.log(factorOf(all));
  const own = bins.map((ratios) => {
    const share = ratios.length / (ratios.length + SHRINK);
    return ratios.length === 0 ? ofAll : share * Math.log(factorOf(ratios)) + (1 - share) * ofAll;
  });
  return neverRising(
    own,
    bins.map((ratios) => ratios.length + SHRINK),
  ).map(Math.exp);
}

/** The factor with which 80 % of the ratios lie within the quantile of the normal distribution. Sorts its argument. */
function factorOf(ratios: number[]): number {
  ratios.sort((a, b) => a - b);
  const rank = Math.min(ratios.length, Math.ceil(HOLDS * (ratios.length + 1)));
  // No interval is without width: where all errors are zero, their scale is not known.
  return Math.max(ratios[rank - 1] / EIGHTY_PERCENT, 1e-3);
}

/** The closest sequence that never rises, by weighted squares: pool adjacent violators (Ayer et al. 1955). */
function neverRising(values: readonly number[], weights: readonly number[]): number[] {
  const pools: { value: number; weight: number; size: number }[] = [];
  values.forEach((value, n) => {
    let pool = { value, weight: weights[n], size: 1 };
    for (let last = pools.at(-1); last !== undefined && last.value < pool.value; last = pools.at(-1)) {
      const weight = last.weight + pool.weight;
      const mean = (last.value * last.weight + pool.value * pool.weight) / weight;
      pool = { value: mean, weight, size: last.size + pool.size };
      pools.pop();
    }
    pools.push(pool);
  });
  return pools.flatMap(({ value, size }) => Array<number>(size).fill(value));
}
