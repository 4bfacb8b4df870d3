import { Problem } from './problem.ts';

/**
 * Computes the Cholesky factor of a symmetric positive definite matrix in place: the lower triangle becomes L
 * with `L Lᵀ = A`; the upper triangle does not change.
 * @param a `[n, n]` row-major
 * @throws Problem `unexpected` when the matrix is not positive definite
 */
export function choleskyInPlace(a: Float64Array, n: number): void {
  for (let j = 0; j < n; j++) choleskyColumn(a, n, j);
}

/** Computes column j of L from the columns before it. */
function choleskyColumn(a: Float64Array, n: number, j: number): void {
  const rowJ = j * n;
  for (let i = j; i < n; i++) {
    const rowI = i * n;
    let sum = a[rowI + j];
    for (let k = 0; k < j; k++) sum -= a[rowI + k] * a[rowJ + k];
    if (i > j) {
      a[rowI + j] = sum / a[rowJ + j];
      continue;
    }
    if (!(sum > 0)) {
      throw new Problem('unexpected', 'A matrix was not positive definite.', 'Raise the regularisation.');
    }
    a[rowJ + j] = Math.sqrt(sum);
  }
}

/** Solves `L Lᵀ x = b` and writes x into `b`. @param l `[n, n]` from choleskyInPlace @param b `[n]` */
export function choleskySolve(l: Float64Array, n: number, b: Float64Array): void {
  for (let i = 0; i < n; i++) {
    let sum = b[i];
    for (let k = 0; k < i; k++) sum -= l[i * n + k] * b[k];
    b[i] = sum / l[i * n + i];
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[i];
    for (let k = i + 1; k < n; k++) sum -= l[k * n + i] * b[k];
    b[i] = sum / l[i * n + i];
  }
}

/** The dot product `a · b` of two vectors of equal length. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
  return sum;
}

/** Copies one row of a matrix, or computes the mean of all rows. @param matrix `[rows, width]` @returns `[width]` */
export function rowAt(
  matrix: Float32Array | Float64Array,
  width: number,
  row: number | 'mean',
): Float64Array {
  if (row !== 'mean') return Float64Array.from(matrix.subarray(row * width, (row + 1) * width));
  const mean = new Float64Array(width);
  const rows = width === 0 ? 0 : matrix.length / width;
  for (let r = 0; r < rows; r++) for (let c = 0; c < width; c++) mean[c] += matrix[r * width + c] / rows;
  return mean;
}
