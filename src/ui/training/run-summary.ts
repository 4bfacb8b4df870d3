import type { TrainingPoint } from '../../protocol/training-messages.ts';
import type { Curve } from './training-state.ts';

/**
 * The held-out error of the model that a run hands out: the best epoch's, or for bayes the mean's over all sweeps so
 * far. Null where nothing is held out or no epoch is done.
 */
export function heldOutError({ run, points }: Curve): number | null {
  const errors = points.flatMap(({ validationRmse }) => (validationRmse === null ? [] : [validationRmse]));
  if (errors.length === 0) return null;
  return run.settings.algorithm === 'bayes' ? (errors.at(-1) ?? null) : Math.min(...errors);
}

/** The same, or the error in training where nothing is held out. */
export function typicalError(curve: Curve): number | null {
  return heldOutError(curve) ?? curve.points.at(-1)?.trainRmse ?? null;
}

/** Time in epochs alone; what measuring, pausing and saving took is not part of it. */
export function elapsedMs(points: readonly TrainingPoint[]): number {
  return points.reduce((sum, { epochMs }) => sum + epochMs, 0);
}

/** Median over the run: the first epochs prepare things, and any may share the processor with something else. */
export function usualEpochMs(points: readonly TrainingPoint[]): number | null {
  if (points.length === 0) return null;
  const sorted = points.map(({ epochMs }) => epochMs).sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
