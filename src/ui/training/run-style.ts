import type { LineStyle } from '../chart/swatch.tsx';

const INKS = 6;
const DASHES: readonly (readonly number[])[] = [[], [8, 4], [2, 3], [10, 3, 2, 3]];

/**
 * How a run's line is drawn everywhere. It depends on the run's number only, so that a run keeps its style as other runs
 * come and go.
 * @param current whether it is the run that is going on, or the newest: it has the accent
 */
export function lookOf(number: number, current: boolean): LineStyle {
  if (current) return { ink: '--accent', dash: [], width: 2.5 };
  return { ink: `--run-${((number - 1) % INKS) + 1}`, dash: DASHES[number % DASHES.length], width: 2 };
}

/** The styles of a run's other curves, beside its held-out error. */
export const trainLook: LineStyle = { ink: '--muted', dash: [], width: 1.5 };
export const drawsLook: LineStyle = { ink: '--line-strong', dash: [], width: 1 };
