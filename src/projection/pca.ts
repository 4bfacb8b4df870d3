import type { Random } from '../base/random.ts';
import { arrayFor, readableFor } from '../base/shared-arrays.ts';
import { oneThread, piecesByCost, type RowTask, type Threads } from '../base/threads.ts';

/** Rows that the covariance is estimated from. More would change the directions by less than posterior draws do. */
const SAMPLED = 12_000;
/** Extra directions that make the iteration converge fast. */
const SPARE = 6;
const ROUNDS = 12;
/** Products of a piece: some milliseconds. */
const PIECE = 3e6;

/**
 * Principal component analysis by subspace iteration on the covariance (Halko, Martinsson, Tropp 2011: "Finding structure
 * with randomness"). With very many rows the covariance is estimated from evenly spaced ones. The sign of each direction
 * is chosen so that its largest coordinate by size is positive.
 * @param rows `[n, width]` row-major
 * @param count number of directions; at most `width` are returned
 * @param pause awaited between steps, so that a worker can answer; rejects to give up
 * @param threads divide the covariance and the result
 * @returns `[n, min(count, width)]` in memory of all threads: the centred rows along the directions, strongest first
 */
export async function pca(
  rows: Float32Array,
  width: number,
  count: number,
  random: Random,
  pause: () => Promise<void>,
  threads: Threads = oneThread,
): Promise<Float32Array> {
  const n = width === 0 ? 0 : rows.length / width;
  const components = Math.min(count, width);
  const centred = {
    rows: readableFor(threads, Float32Array, rows),
    width,
    mean: readableFor(threads, Float64Array, meanRow(rows, n, width)),
  };
  const covariance = await covarianceOf(centred, n, threads, pause);
  const size = Math.min(width, components + SPARE);
  let basis = Float64Array.from({ length: width * size }, () => random.normal());
  orthonormalise(basis, width, size);
  for (let round = 0; round < ROUNDS; round++) {
    basis = product(covariance, basis, width, size);
    orthonormalise(basis, width, size);
    await pause();
  }
  fixSigns(basis, width, size);
  const scores = arrayFor(threads, Float32Array, n * components);
  const directions = readableFor(threads, Float64Array, basis);
  const edges = piecesByCost(n, () => components * width, PIECE);
  await threads.run(componentsTask, { centred, directions, components, scores }, edges, pause);
  return scores;
}

/** Rows from which the mean row is subtracted. */
interface Centred {
  /** `[n, width]` */
  readonly rows: Float32Array;
  readonly width: number;
  /** `[width]` */
  readonly mean: Float64Array;
}

interface Components {
  readonly centred: Centred;
  /** One direction per row, `[components or more, width]` */
  readonly directions: Float64Array;
  readonly components: number;
  /** `[n, components]` */
  readonly scores: Float32Array;
}

/** Rows along the directions. */
export const componentsTask: RowTask<Components> = {
  name: 'map-components',
  run({ centred: { rows, width, mean }, directions, components, scores }, from, to) {
    const own = new Float64Array(width);
    for (let i = from; i < to; i++) {
      for (let c = 0; c < width; c++) own[c] = rows[i * width + c] - mean[c];
      for (let k = 0; k < components; k++) {
        let dot = 0;
        for (let c = 0; c < width; c++) dot += own[c] * directions[k * width + c];
        scores[i * components + k] = dot;
      }
    }
  },
};

function meanRow(rows: Float32Array, n: number, width: number): Float64Array {
  const mean = new Float64Array(width);
  for (let i = 0; i < n; i++) for (let c = 0; c < width; c++) mean[c] += rows[i * width + c] / n;
  return mean;
}

interface Covariance {
  readonly centred: Centred;
  /** Every so many rows. */
  readonly step: number;
  /** Its lower triangle is filled. `[width, width]` */
  readonly covariance: Float64Array;
}

/** Rows of the lower triangle of the covariance; each number is a sum over the rows in their order. */
export const covarianceTask: RowTask<Covariance> = {
  name: 'map-covariance',
  run({ centred: { rows, width, mean }, step, covariance }, from, to) {
    const n = rows.length / width;
    const own = new Float64Array(to);
    const sums = new Float64Array((to - from) * width);
    for (let i = 0; i < n; i += step) {
      for (let c = 0; c < to; c++) own[c] = rows[i * width + c] - mean[c];
      for (let r = from; r < to; r++) {
        const value = own[r];
        const at = (r - from) * width;
        for (let c = 0; c <= r; c++) sums[at + c] += value * own[c];
      }
    }
    covariance.set(sums, from * width);
  },
};

/** The covariance, not divided by the number of rows, because only its directions matter. @returns `[width, width]` */
async function covarianceOf(
  centred: Centred,
  n: number,
  threads: Threads,
  pause: () => Promise<void>,
): Promise<Float64Array> {
  const { width } = centred;
  const covariance = arrayFor(threads, Float64Array, width * width);
  const step = Math.max(1, Math.floor(n / SAMPLED));
  const edges = piecesByCost(width, (r) => (r + 1) * Math.ceil(n / step), 3 * PIECE);
  await threads.run(covarianceTask, { centred, step, covariance }, edges, pause);
  for (let r = 0; r < width; r++)
    for (let c = 0; c < r; c++) covariance[c * width + r] = covariance[r * width + c];
  return covariance;
}

/** Multiplies every direction by the matrix. @param basis `[size, width]`, one direction per row */
function product(matrix: Float64Array, basis: Float64Array, width: number, size: number) {
  const result = new Float64Array(basis.length);
  for (let k = 0; k < size; k++) {
    for (let r = 0; r < width; r++) {
      let dot = 0;
      for (let c = 0; c < width; c++) dot += matrix[r * width + c] * basis[k * width + c];
      result[k * width + r] = dot;
    }
  }
  return result;
}

/** Gram-Schmidt, applied twice against rounding errors; a direction that vanishes becomes zero. */
function orthonormalise(basis: Float64Array, width: number, size: number): void {
  for (let k = 0; k < size; k++) {
    const own = basis.subarray(k * width, (k + 1) * width);
    const before = Math.hypot(...own);
    for (let pass = 0; pass < 2; pass++) {
      for (let j = 0; j < k; j++) {
        const other = basis.subarray(j * width, (j + 1) * width);
        let dot = 0;
        for (let c = 0; c < width; c++) dot += own[c] * other[c];
        for (let c = 0; c < width; c++) own[c] -= dot * other[c];
      }
    }
    const length = Math.hypot(...own);
    const scale = length > 1e-12 * before ? 1 / length : 0;
    for (let c = 0; c < width; c++) own[c] *= scale;
  }
}

function fixSigns(basis: Float64Array, width: number, size: number): void {
  for (let k = 0; k < size; k++) {
    const own = basis.subarray(k * width, (k + 1) * width);
    const largest = own.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
    if (largest < 0) for (let c = 0; c < width; c++) own[c] = -own[c];
  }
}
