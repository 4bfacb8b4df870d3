/** A linear axis of a chart. */
export interface Scale {
  readonly low: number;
  readonly high: number;
  /** Round numbers within the range, ascending. */
  readonly ticks: readonly number[];
  /** Where a value lies between `low` (0) and `high` (1). */
  at(value: number): number;
}

/** Smaller differences count as none: nothing that is measured here differs by less. */
const TINY = 1e-9;

/**
 * A scale that holds all values and has round numbers at both ends.
 * @param from a value that the scale must hold, too, such as 0; null to begin just below the values
 * @param most the number of intervals between ticks, at most about this
 */
export function linearScale(values: readonly number[], from: number | null, most: number): Scale {
  const least = Math.min(...values, ...(from === null ? [] : [from]));
  const greatest = Math.max(...values);
  // Equal values have no range; their distance from zero takes its place.
  const range = [greatest - least, Math.abs(greatest), 1].find((one) => one > TINY) ?? 1;
  const step = niceStep(range / most);
  const first = Math.floor(least / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(greatest / step - 1e-9));
  const [low, high] = [first * step, last * step];
  const ticks = Array.from({ length: last - first + 1 }, (_, n) =>
    Number(((first + n) * step).toPrecision(12)),
  );
  return { low, high, ticks, at: (value) => (value - low) / (high - low) };
}

/** The smallest step of at least `least` that is 1, 2, 2.5 or 5 times a power of ten. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 2.5, 5, 10].find((one) => one * power >= least * (1 - 1e-9)) ?? 10;
  return factor * power;
}
