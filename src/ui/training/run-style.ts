/** How a run's line looks wherever it is drawn: by its number, so that it keeps its look as others come and go. */
export interface RunLook {
  /** Custom property that holds the colour (tokens.css). */
  readonly ink: string;
  /** Lengths drawn and left out, in CSS pixels; colour is never the only key. */
  readonly dash: readonly number[];
  readonly width: number;
}

const INKS = 6;
const DASHES: readonly (readonly number[])[] = [[], [8, 4], [2, 3], [10, 3, 2, 3]];

/** @param current whether it is the run that goes on, or the last that did: it has the accent */
export function lookOf(number: number, current: boolean): RunLook {
  if (current) return { ink: '--accent', dash: [], width: 2.5 };
  return { ink: `--run-${((number - 1) % INKS) + 1}`, dash: DASHES[number % DASHES.length], width: 2 };
}

/** The looks of what is drawn of one run beside its held-out error. */
export const trainLook: RunLook = { ink: '--muted', dash: [], width: 1.5 };
export const drawsLook: RunLook = { ink: '--line-strong', dash: [], width: 1 };
