import type uPlot from 'uplot';
import type { TrainingPoint } from '../../protocol/training-messages.ts';
import type { Curve } from './training-state.ts';

/** The unit of the x axis: epochs are the same for every method; time compares methods fairly. */
export type Against = 'epochs' | 'seconds';

/** `held`: the error on held-out ratings; `draws`: the same error for each single draw (bayes). */
export type LineKind = 'held' | 'train' | 'draws';

export interface Line {
  readonly curve: Curve;
  readonly kind: LineKind;
  readonly xs: readonly number[];
  readonly ys: readonly number[];
}

const ERRORS: Record<LineKind, (point: TrainingPoint) => number | null> = {
  held: (point) => point.validationRmse,
  train: (point) => point.trainRmse,
  draws: (point) => point.drawRmse,
};

/**
 * The lines of the chart from back to front: single draws and training error of the run shown in detail,
 * then the held-out error of every visible run, with `frontId` on top. A line without values is left out.
 */
export function chartLines(
  shown: readonly Curve[],
  detail: Curve | null,
  frontId: number | null,
  against: Against,
): Line[] {
  const front = shown.filter(({ run }) => run.id === frontId);
  const back = shown.filter(({ run }) => run.id !== frontId);
  const close = detail !== null && shown.includes(detail) ? [detail] : [];
  return [
    ...close.map((curve) => lineOf(curve, 'draws', against)),
    ...close.map((curve) => lineOf(curve, 'train', against)),
    ...[...back, ...front].map((curve) => lineOf(curve, 'held', against)),
  ].filter(({ xs }) => xs.length > 0);
}

function lineOf(curve: Curve, kind: LineKind, against: Against): Line {
  const xs: number[] = [];
  const ys: number[] = [];
  let ms = 0;
  for (const point of curve.points) {
    ms += point.epochMs;
    const y = ERRORS[kind](point);
    if (y === null) continue;
    xs.push(against === 'epochs' ? point.epoch : ms / 1000);
    ys.push(y);
  }
  return { curve, kind, xs, ys };
}

/** Columns for uPlot: every x that any line has, then each line's y at that x, or null if it has none. */
export function chartColumns(lines: readonly Line[]): uPlot.AlignedData {
  const all = [...new Set(lines.flatMap(({ xs }) => xs))].sort((a, b) => a - b);
  const place = new Map(all.map((x, n) => [x, n]));
  const columns = lines.map(({ xs, ys }) => {
    const column: (number | null)[] = new Array(all.length).fill(null);
    xs.forEach((x, n) => {
      column[place.get(x) ?? 0] = ys[n];
    });
    return column;
  });
  return [all, ...columns];
}

/** A line's value at its point nearest to x; null beyond its ends. Without an x, the value of its last point. */
export function valueAt({ xs, ys }: Line, x: number | null): number | null {
  if (x === null) return ys.at(-1) ?? null;
  if (xs.length === 0 || x < xs[0] || x > xs[xs.length - 1]) return null;
  let nearest = 0;
  for (let n = 1; n < xs.length; n++) if (Math.abs(xs[n] - x) < Math.abs(xs[nearest] - x)) nearest = n;
  return ys[nearest];
}

/**
 * Bounds of the error axis. The first epochs of a run may have large errors and would squeeze the important part into
 * the bottom of the chart. So the axis guarantees only the range of the last nine tenths of each line.
 */
export function errorRange(lines: readonly Line[]): [low: number, high: number] {
  const settled = lines.flatMap(({ ys }) => ys.slice(Math.floor(ys.length / 10)));
  if (settled.length === 0) return [0.8, 1.1];
  const low = Math.min(...settled);
  const high = Math.max(...settled);
  const margin = Math.max(0.01, (high - low) * 0.08);
  return [low - margin, high + margin];
}
