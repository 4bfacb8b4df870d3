/**
 * What the score of a component says of a movie: the log-odds that it is liked, as a curve that never falls. It is fitted by
 * monotone regression on people whose later ratings are known, so that a component whose best scores are dozens of
 * deviations away (EASE, implicit ALS) speaks no louder than it has been right.
 */
export interface EvidenceCurve {
  /** `[knots]` log-odds at evenly spaced places of `asinh(z)`, see `placeOfScore`. */
  readonly odds: Float64Array;
}

/**
 * Knots of a curve: scores from 4 deviations below the mean to 300 above it. Among n movies no score is more than √n above,
 * so only the largest catalogues have scores beyond the last knot.
 */
export const KNOTS = 80;
const [LOWEST, HIGHEST] = [Math.asinh(-4), Math.asinh(300)];
const PER_UNIT = (KNOTS - 1) / (HIGHEST - LOWEST);

/** Where a score of `z` deviations above the mean lies on a curve. 0 to `KNOTS - 1` */
export function placeOfScore(z: number): number {
  return Math.min(KNOTS - 1, Math.max(0, (Math.asinh(z) - LOWEST) * PER_UNIT));
}

/** The squeezed score `asinh(z)` at each knot. `[knots]` */
export const squeezed: Float64Array = Float64Array.from({ length: KNOTS }, (_, k) => LOWEST + k / PER_UNIT);

/** The evidence of a score, linear between knots. @param z deviations above the mean of all movies */
export function evidenceAt({ odds }: EvidenceCurve, z: number): number {
  const place = placeOfScore(z);
  const low = Math.min(KNOTS - 2, Math.floor(place));
  return odds[low] + (place - low) * (odds[low + 1] - odds[low]);
}

/** A knot without any movie counts as so many movies like those beside it. */
const SMOOTHING = 20;

/**
 * Fits a curve to counts by knot.
 * @param shown `[knots]` movies with a score at this knot, over all people
 * @param liked `[knots]` how many of them were liked
 */
export function fitCurve(shown: Float64Array, liked: Float64Array): EvidenceCurve {
  const all = shown.reduce((sum, n) => sum + n, 0);
  const rate = Math.max(1e-6, liked.reduce((sum, n) => sum + n, 0) / Math.max(1, all));
  const shares = isotonic(
    Array.from(shown, (n, k) => (n === 0 ? 0 : liked[k] / n)),
    shown,
  );
  // Few movies say little: each knot is drawn towards the one below, which is better known.
  let before = Math.min(rate, shares[0] ?? rate);
  const odds = Float64Array.from(shares, (share, k) => {
    before = Math.max(before, (share * shown[k] + SMOOTHING * before) / (shown[k] + SMOOTHING));
    const bounded = Math.min(0.999, Math.max(rate / 20, before));
    return Math.log(bounded / (1 - bounded));
  });
  return { odds };
}

/**
 * Weighted isotonic regression by pooling adjacent violators (Barlow et al. 1972): the non-decreasing values with the least
 * weighted squared distance.
 * @param weights places without weight take the value of the block they fall into
 */
export function isotonic(values: readonly number[], weights: ArrayLike<number>): number[] {
  const blocks: { sum: number; weight: number; count: number }[] = [];
  const mean = ({ sum, weight }: (typeof blocks)[number]) =>
    weight === 0 ? Number.NEGATIVE_INFINITY : sum / weight;
  values.forEach((value, n) => {
    blocks.push({ sum: value * weights[n], weight: weights[n], count: 1 });
    for (;;) {
      const [last, before] = [blocks.at(-1), blocks.at(-2)];
      if (last === undefined || before === undefined || mean(before) < mean(last)) return;
      blocks.splice(-2, 2, {
        sum: before.sum + last.sum,
        weight: before.weight + last.weight,
        count: before.count + last.count,
      });
    }
  });
  const first = blocks.find(({ weight }) => weight > 0);
  return blocks.flatMap((block) => {
    const value = block.weight > 0 ? mean(block) : first === undefined ? 0 : mean(first);
    return new Array<number>(block.count).fill(value);
  });
}
