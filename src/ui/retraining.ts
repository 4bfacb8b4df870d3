import type { TrainingState } from './training-state.ts';

/**
 * How long it will take to train anew, from what the newest run of each method took.
 * @param share ratings to train on, of those in use
 * @returns milliseconds; null where nothing was trained yet
 */
export function retrainingMs({ runs }: Pick<TrainingState, 'runs'>, share: number): number | null {
  const newest = new Map(
    runs.filter(({ end }) => end !== null).map(({ run, points }) => [run.settings.algorithm, points]),
  );
  if (newest.size === 0) return null;
  const took = [...newest.values()].flat().reduce((sum, { epochMs }) => sum + epochMs, 0);
  return took * share;
}
