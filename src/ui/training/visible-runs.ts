import type { Curve } from './training-state.ts';

/** More lines than these are told apart only with effort. */
const NEWEST = 4;

/**
 * The runs that are drawn: the newest and the current one, unless the person chose otherwise.
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
