/** Pearson's correlation of two series of the same length; null where either does not vary. */
export function correlation(a: readonly number[], b: readonly number[]): number | null {
  const [meanA, meanB] = [average(a), average(b)];
  let [together, squaresA, squaresB] = [0, 0, 0];
  for (let n = 0; n < a.length; n++) {
    together += (a[n] - meanA) * (b[n] - meanB);
    squaresA += (a[n] - meanA) ** 2;
    squaresB += (b[n] - meanB) ** 2;
  }
  return squaresA === 0 || squaresB === 0 ? null : together / Math.sqrt(squaresA * squaresB);
}

/** The 97.5 % quantile of the standard normal distribution. */
const Z = 1.959963984540054;

/**
 * The 95 % interval of a correlation by Fisher's transformation (Fisher 1921): `atanh r` is close to normal with a standard
 * deviation of `1 / sqrt(pairs - 3)`.
 * @param pairs how many pairs the correlation is of; at least 4
 */
export function correlationInterval(
  r: number,
  pairs: number,
): { readonly low: number; readonly high: number } {
  // Rounding may take a perfect correlation a little above 1.
  const z = Math.atanh(Math.max(-1, Math.min(1, r)));
  const half = Z / Math.sqrt(pairs - 3);
  return { low: Math.tanh(z - half), high: Math.tanh(z + half) };
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
