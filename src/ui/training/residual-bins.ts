import type { Residuals } from '../../protocol/training-messages.ts';

export interface ResidualBin {
  /** Stars: how much more was given than predicted, at least; the next bin's is the bound above. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** All bins, or those up to the outermost that counted something, as many on either side of zero. */
export function residualBins({ first, width, counts }: Residuals): ResidualBin[] {
  const bins = counts.map((count, n) => ({ from: first + n * width, to: first + (n + 1) * width, count }));
  const outermost = bins.reduce(
    (most, { from, to, count }) => (count > 0 ? Math.max(most, Math.abs(from), Math.abs(to)) : most),
    1,
  );
  return bins.filter(({ from, to }) => Math.max(Math.abs(from), Math.abs(to)) <= outermost + width / 2);
}

/** Whether all that a bin counts is off by at most so many stars. */
export function isWithin({ from, to }: ResidualBin, stars: number): boolean {
  return Math.max(Math.abs(from), Math.abs(to)) <= stars + 1e-9;
}

/** Share of the predictions that were off by at most so many stars; null where none was counted. */
export function shareWithin(residuals: Residuals, stars: number): number | null {
  const bins = residualBins(residuals);
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  const near = bins.filter((bin) => isWithin(bin, stars)).reduce((sum, { count }) => sum + count, 0);
  return near / total;
}
