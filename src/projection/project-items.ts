import { createRandom } from '../base/random.ts';
import { fuzzyGraph } from './fuzzy-graph.ts';
import { toDirections } from './item-vectors.ts';
import { nearestNeighbours } from './nearest-neighbours.ts';
import { pca } from './pca.ts';
import { trustworthiness } from './trustworthiness.ts';
import { umapLayout } from './umap-layout.ts';

export interface MapOptions {
  readonly seed: number;
  /** Neighbours that a row is kept close to. */
  readonly neighbours: number;
  /** Directions of the rows that are kept; what is weaker is mostly noise. */
  readonly directions: number;
  /** Passes over the edges. */
  readonly epochs: number;
}

export const defaultMap: MapOptions = { seed: 1, neighbours: 15, directions: 16, epochs: 200 };

export interface Projection {
  /** `[n, 2]` within -1..1, both axes in the same unit, centred. */
  readonly points: Float32Array;
  /** Of the picture (trustworthiness.ts), null where there are too few rows to tell. */
  readonly trust: number | null;
}

export type MapStep = 'neighbours' | 'layout';

/** Neighbours by which the picture is judged, and rows looked up for it. */
const JUDGED = 10;
const LOOKED_UP = 300;
/** Spread of the start, in units of the layout. */
const START = 10;

/**
 * Rows of many numbers as points of a plane, alike ones close together: principal components, then UMAP (McInnes, Healy,
 * Melville 2018) on the nearest neighbours by direction (cosine). The same rows and seed give the same picture.
 * @param rows `[n, width]` row-major
 * @param told given what is done and its share, and awaited; ends the work by rejecting
 */
export async function projectItems(
  rows: Float32Array,
  width: number,
  options: MapOptions,
  told: (step: MapStep, done: number) => Promise<void>,
): Promise<Projection> {
  const { seed, neighbours, directions, epochs } = options;
  const random = createRandom(seed);
  const size = Math.min(width, directions);
  const main = await pca(rows, width, size, random, () => told('neighbours', 0));
  const points = startOf(main, size);
  toDirections(main, size);
  const nearest = await nearestNeighbours(main, size, neighbours, random, (done) => told('neighbours', done));
  if (nearest.k > 1) {
    await umapLayout(points, fuzzyGraph(nearest), epochs, random, (done) => told('layout', done));
  }
  toUnit(points);
  const k = Math.min(JUDGED, nearest.k);
  const enough = k > 0 && points.length / 2 >= 2 * k + 2;
  const judge = () => trustworthiness(main, size, points, k, LOOKED_UP, () => told('layout', 1));
  return { points, trust: enough ? await judge() : null };
}

/** The two strongest components, spread as a layout begins; on a line where there is one. */
function startOf(main: Float32Array, size: number): Float32Array {
  const n = size === 0 ? 0 : main.length / size;
  const points = new Float32Array(2 * n);
  for (let i = 0; i < n; i++)
    for (let c = 0; c < Math.min(2, size); c++) points[2 * i + c] = main[i * size + c];
  const largest = points.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (largest > 0) for (let at = 0; at < points.length; at++) points[at] *= START / largest;
  return points;
}

/** Into -1..1 around the middle, in place. */
function toUnit(points: Float32Array): void {
  const low = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const high = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  points.forEach((value, at) => {
    low[at % 2] = Math.min(low[at % 2], value);
    high[at % 2] = Math.max(high[at % 2], value);
  });
  const half = Math.max(high[0] - low[0], high[1] - low[1]) / 2;
  points.forEach((value, at) => {
    const middle = (low[at % 2] + high[at % 2]) / 2;
    points[at] = half > 0 ? (value - middle) / half : 0;
  });
}
