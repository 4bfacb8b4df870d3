import type { Curve } from './training-state.ts';

/** People have trouble distinguishing more lines than this. */
const NEWEST = 4;

/**
 * The visible runs: the newest and the current one, unless the person chose otherwise.
 * @param choices by run id
 */
export function shownRuns(
  runs: readonly Curve[],
  currentId: number | null,
  choices: ReadonlyMap<number, boolean>,
): readonly Curve[] {
  return runs.filter(
    ({ run }, n) => choices.get(run.id) ?? (n >= runs.length - NEWEST || run.id === currentId),
  );
}
