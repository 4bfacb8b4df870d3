import type { Residuals } from '../../protocol/training-messages.ts';

export interface ResidualBin {
  /** The lower bound of actual minus predicted stars; the next bin's `from` is the upper bound. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** All bins, or the bins up to the outermost non-empty one, with the same number on both sides of zero. */
export function residualBins({ first, width, counts }: Residuals): ResidualBin[] {
  const bins = counts.map((count, n) => ({ from: first + n * width, to: first + (n + 1) * width, count }));
  const outermost = bins.reduce(
    (most, { from, to, count }) => (count > 0 ? Math.max(most, Math.abs(from), Math.abs(to)) : most),
    1,
  );
  return bins.filter(({ from, to }) => Math.max(Math.abs(from), Math.abs(to)) <= outermost + width / 2);
}

/** Whether every error in a bin is at most this many stars. */
export function isWithin({ from, to }: ResidualBin, stars: number): boolean {
  return Math.max(Math.abs(from), Math.abs(to)) <= stars + 1e-9;
}

/** The share of predictions with an error of at most this many stars; null if there are none. */
export function shareWithin(residuals: Residuals, stars: number): number | null {
  const bins = residualBins(residuals);
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  const near = bins.filter((bin) => isWithin(bin, stars)).reduce((sum, { count }) => sum + count, 0);
  return near / total;
}
