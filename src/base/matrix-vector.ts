/** Computes `M x` for one matrix M. @param x `[width]` @returns `[rows]`, valid until the next call */
export type Product = (x: Float32Array) => Float32Array;

/**
 * Prepares the product of a matrix that does not change.
 * @param matrix `[rows, width]`, both multiples of four
 */
export type MakeProduct = (matrix: Float32Array, width: number) => Product;

/** The product in plain typed arrays. */
export const plainProduct: MakeProduct = (matrix, width) => {
  const result = new Float32Array(matrix.length / width);
  return (x) => {
    rowsTimes(matrix, x, result);
    return result;
  };
};

/**
 * Computes `M x` in plain arrays, four rows at a time, because four independent sums run faster than one.
 * @param matrix `[rows, width]` @param x `[width]` @param result `[rows]`, overwritten
 */
export function rowsTimes(matrix: Float32Array, x: ArrayLike<number>, result: Float32Array): void {
  const width = x.length;
  const rows = result.length;
  let i = 0;
  for (; i + 3 < rows; i += 4) {
    const [q0, q1, q2, q3] = [i * width, (i + 1) * width, (i + 2) * width, (i + 3) * width];
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let k = 0; k < width; k++) {
      const by = x[k];
      a += by * matrix[q0 + k];
      b += by * matrix[q1 + k];
      c += by * matrix[q2 + k];
      d += by * matrix[q3 + k];
    }
    result[i] = a;
    result[i + 1] = b;
    result[i + 2] = c;
    result[i + 3] = d;
  }
  for (; i < rows; i++) {
    let sum = 0;
    for (let k = 0; k < width; k++) sum += matrix[i * width + k] * x[k];
    result[i] = sum;
  }
}
