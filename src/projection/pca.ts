import type { Random } from '../base/random.ts';

/** Rows that the covariance is estimated from. More would change the directions by less than posterior draws do. */
const SAMPLED = 12_000;
/** Extra directions that make the iteration converge fast. */
const SPARE = 6;
const ROUNDS = 12;

/**
 * Principal component analysis by subspace iteration on the covariance (Halko, Martinsson, Tropp 2011: "Finding structure
 * with randomness"). With very many rows the covariance is estimated from evenly spaced ones. The sign of each direction
 * is chosen so that its largest coordinate by size is positive.
 * @param rows `[n, width]` row-major
 * @param count number of directions; at most `width` are returned
 * @param pause awaited between steps, so that a worker can answer; rejects to give up
 * @returns `[n, min(count, width)]` the centred rows along the directions, strongest first
 */
export async function pca(
  rows: Float32Array,
  width: number,
  count: number,
  random: Random,
  pause: () => Promise<void>,
): Promise<Float32Array> {
  const n = width === 0 ? 0 : rows.length / width;
  const components = Math.min(count, width);
  const mean = meanRow(rows, n, width);
  const covariance = await covarianceOf(rows, n, width, mean, pause);
  const size = Math.min(width, components + SPARE);
  let basis = Float64Array.from({ length: width * size }, () => random.normal());
  orthonormalise(basis, width, size);
  for (let round = 0; round < ROUNDS; round++) {
    basis = product(covariance, basis, width, size);
    orthonormalise(basis, width, size);
    await pause();
  }
  fixSigns(basis, width, size);
  const scores = new Float32Array(n * components);
  const centred = new Float64Array(width);
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < width; c++) centred[c] = rows[i * width + c] - mean[c];
    for (let k = 0; k < components; k++) {
      let dot = 0;
      for (let c = 0; c < width; c++) dot += centred[c] * basis[k * width + c];
      scores[i * components + k] = dot;
    }
    if (i % 256 === 0) await pause();
  }
  return scores;
}

function meanRow(rows: Float32Array, n: number, width: number): Float64Array {
  const mean = new Float64Array(width);
  for (let i = 0; i < n; i++) for (let c = 0; c < width; c++) mean[c] += rows[i * width + c] / n;
  return mean;
}

/** The covariance, not divided by the number of rows, because only its directions matter. @returns `[width, width]` */
async function covarianceOf(
  rows: Float32Array,
  n: number,
  width: number,
  mean: Float64Array,
  pause: () => Promise<void>,
): Promise<Float64Array> {
  const covariance = new Float64Array(width * width);
  const step = Math.max(1, Math.floor(n / SAMPLED));
  const centred = new Float64Array(width);
  for (let i = 0, seen = 0; i < n; i += step, seen++) {
    for (let c = 0; c < width; c++) centred[c] = rows[i * width + c] - mean[c];
    for (let r = 0; r < width; r++) {
      const value = centred[r];
      const at = r * width;
      for (let c = 0; c <= r; c++) covariance[at + c] += value * centred[c];
    }
    if (seen % 64 === 0) await pause();
  }
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
