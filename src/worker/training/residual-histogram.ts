import type { Residuals } from '../../protocol/training-messages.ts';

/** An error above 4.5 stars is possible only if a prediction is outside the scale. */
const FIRST = -4.5;
const WIDTH = 0.25;
const BINS = 36;

/**
 * Counts how far off the held-out predictions were, in quarter stars from -4.5 to 4.5; the outer two bins take what
 * lies beyond. A bin holds its lower bound. Null where nothing was held out.
 */
export function binned(residuals: Float32Array): Residuals | null {
  if (residuals.length === 0) return null;
  const counts = new Array<number>(BINS).fill(0);
  for (const residual of residuals) {
    if (Number.isNaN(residual)) continue;
    counts[Math.min(BINS - 1, Math.max(0, Math.floor((residual - FIRST) / WIDTH)))]++;
  }
  return { first: FIRST, width: WIDTH, counts };
}
