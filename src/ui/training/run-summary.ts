import type { MeasuredSweeps } from '../../protocol/training-by-size.ts';
import type { TrainingPoint } from '../../protocol/training-messages.ts';
import type { Curve } from './training-state.ts';

/**
 * The held-out error of the model that a run produces: the error of the best epoch, or for bayes the error of the mean
 * over all sweeps so far. Null if nothing is held out or no epoch is complete.
 */
export function heldOutError({ run, points }: Curve): number | null {
  const errors = points.flatMap(({ validationRmse }) => (validationRmse === null ? [] : [validationRmse]));
  if (errors.length === 0) return null;
  return run.settings.algorithm === 'bayes' ? (errors.at(-1) ?? null) : Math.min(...errors);
}

/** The held-out error, or the training error if nothing is held out. */
export function typicalError(curve: Curve): number | null {
  return heldOutError(curve) ?? curve.points.at(-1)?.trainRmse ?? null;
}

/** The time spent in epochs, without the time for measuring, pausing and saving. */
export function elapsedMs(points: readonly TrainingPoint[]): number {
  return points.reduce((sum, { epochMs }) => sum + epochMs, 0);
}

/** The median over the run: the first epochs include setup, and any epoch may share the processor with other work. */
export function usualEpochMs(points: readonly TrainingPoint[]): number | null {
  if (points.length === 0) return null;
  const sorted = points.map(({ epochMs }) => epochMs).sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The first sweeps also load code and start threads. */
const ENOUGH = 8;

/** What the latest Bayesian run of this device took; null where there was none, or none long enough to tell. */
export function measuredSweeps(runs: readonly Curve[]): MeasuredSweeps | null {
  const last = runs.findLast(
    ({ run, points }) =>
      run.settings.algorithm === 'bayes' && run.importedFrom === null && points.length >= ENOUGH,
  );
  const sweepMs = last === undefined ? null : usualEpochMs(last.points);
  return last === undefined || sweepMs === null ? null : { rank: last.run.settings.rank, sweepMs };
}
