import { createRandom } from '../base/random.ts';
import { createBackgroundPause } from '../base/scheduling.ts';
import { oneThread, type Threads } from '../base/threads.ts';
import { evenDensity } from './even-density.ts';
import { fuzzyGraph } from './fuzzy-graph.ts';
import { toDirections } from './item-vectors.ts';
import { nearestNeighbours } from './nearest-neighbours.ts';
import { pca } from './pca.ts';
import { trustworthiness } from './trustworthiness.ts';
import { umapLayout } from './umap-layout.ts';

/** Settings of a projection. */
export interface MapOptions {
  readonly seed: number;
  /** Number of neighbours that a row stays close to. */
  readonly neighbours: number;
  /** Number of principal components that are used; weaker ones are mostly noise. */
  readonly directions: number;
  /** Passes over the edges of the neighbour graph. */
  readonly epochs: number;
}

export const defaultMap: MapOptions = { seed: 1, neighbours: 15, directions: 16, epochs: 200 };

/** Rows as points of a plane. */
export interface Projection {
  /** `[n, 2]` within -1..1, centred; both axes have the same unit. */
  readonly points: Float32Array;
  /** Trustworthiness of the picture (trustworthiness.ts), 0..1; null if there are too few rows. */
  readonly trust: number | null;
}

/** The steps of a projection, in order. */
export type MapStep = 'neighbours' | 'layout';

/** Number of neighbours and of sampled rows that the trustworthiness is computed from. */
const TRUST_NEIGHBOURS = 10;
const TRUST_SAMPLE = 300;
/** Largest coordinate at the start, in units of the layout. */
const START = 10;

/** How a projection reports its progress and is given up. */
export interface ProjectionControl {
  /** Once it is aborted, the projection rejects with its reason. */
  readonly signal?: AbortSignal;
  /** @param done share of the step that is done, 0..1 */
  readonly onProgress?: (step: MapStep, done: number) => void;
  /** What divides the work; one thread by default. The picture does not depend on it. */
  readonly threads?: Threads;
}

/**
 * Draws vectors as points of a plane, similar ones close together: principal components, then UMAP (McInnes, Healy,
 * Melville 2018) on the nearest neighbours by direction (cosine), then spread over the square (even-density.ts). Equal rows and seeds give equal pictures. Pauses for
 * the page as background work does.
 * @param rows `[n, width]` row-major
 * @throws the reason of the signal once it is aborted
 */
export async function projectItems(
  rows: Float32Array,
  width: number,
  options: MapOptions,
  { signal, onProgress, threads = oneThread }: ProjectionControl = {},
): Promise<Projection> {
  const { seed, neighbours, directions, epochs } = options;
  const wait = createBackgroundPause(signal);
  const pause = async (step: MapStep, done: number) => {
    await wait();
    onProgress?.(step, done);
  };
  const random = createRandom(seed);
  const size = Math.min(width, directions);
  const components = await pca(rows, width, size, random, () => pause('neighbours', 0), threads);
  const points = startingPoints(components, size);
  toDirections(components, size);
  const nearest = await nearestNeighbours(
    components,
    size,
    neighbours,
    random,
    (done) => pause('neighbours', done),
    threads,
  );
  if (nearest.k > 1) {
    const graph = await fuzzyGraph(nearest, () => pause('neighbours', 1), threads);
    await umapLayout(points, graph, epochs, random, (done) => pause('layout', done));
  }
  toUnit(points);
  await evenDensity(points, () => pause('layout', 1));
  toUnit(points);
  const k = Math.min(TRUST_NEIGHBOURS, nearest.k);
  const hasEnoughRows = k > 0 && points.length / 2 >= 2 * k + 2;
  const trust = hasEnoughRows
    ? await trustworthiness(components, size, points, k, TRUST_SAMPLE, () => pause('layout', 1), threads)
    : null;
  return { points, trust };
}

/** The two strongest components, scaled to the size at which a layout starts; on a line if there is only one. */
function startingPoints(components: Float32Array, size: number): Float32Array {
  const n = size === 0 ? 0 : components.length / size;
  const points = new Float32Array(2 * n);
  for (let i = 0; i < n; i++)
    for (let c = 0; c < Math.min(2, size); c++) points[2 * i + c] = components[i * size + c];
  const largest = points.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (largest > 0) for (let at = 0; at < points.length; at++) points[at] *= START / largest;
  return points;
}

/** Scales and centres points into -1..1, in place. */
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
