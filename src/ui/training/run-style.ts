import type { LineStyle } from '../chart/swatch.tsx';

const INKS = 6;
const DASHES: readonly (readonly number[])[] = [[], [8, 4], [2, 3], [10, 3, 2, 3]];

/**
 * The style of a run's line in every chart. It depends only on the run's number, so a run keeps its style when other
 * runs appear or disappear.
 * @param current whether the run is in progress or the newest; it gets the accent colour
 */
export function lookOf(number: number, current: boolean): LineStyle {
  if (current) return { ink: '--accent', dash: [], width: 2.5 };
  return { ink: `--run-${((number - 1) % INKS) + 1}`, dash: DASHES[number % DASHES.length], width: 2 };
}

/** The styles of a run's curves other than its held-out error. */
export const trainLook: LineStyle = { ink: '--muted', dash: [], width: 1.5 };
export const drawsLook: LineStyle = { ink: '--line-strong', dash: [], width: 1 };
