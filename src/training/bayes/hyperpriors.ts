import { choleskyInPlace } from '../../base/linear-algebra.ts';
import type { Random } from '../../base/random.ts';

/** A draw from Gamma(shape, 1) (Marsaglia & Tsang 2000). For another rate, divide the draw by it. */
export function gamma(shape: number, random: Random): number {
  if (shape < 1) return gamma(shape + 1, random) * (1 - random.uniform()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = random.normal();
    const t = 1 + c * x;
    if (t <= 0) continue;
    const v = t * t * t;
    if (Math.log(1 - random.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/**
 * A draw from the Wishart distribution by Bartlett's decomposition: with `S = C Cᵀ` the draw is `(C⁻ᵀ A)(C⁻ᵀ A)ᵀ`, A
 * lower triangular with chi variates on the diagonal and normals below.
 * @param inverseScale S, `[n, n]`; the expected draw is `degrees S⁻¹`
 * @param degrees at least n
 * @returns `[n, n]`
 */
export function wishart(
  inverseScale: Float64Array,
  n: number,
  degrees: number,
  random: Random,
): Float64Array {
  const c = inverseScale.slice();
  choleskyInPlace(c, n);
  // Column j of `x` is row j here.
  const x = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    const column = x.subarray(j * n, (j + 1) * n);
    for (let i = j; i < n; i++)
      column[i] = i === j ? Math.sqrt(2 * gamma((degrees - i) / 2, random)) : random.normal();
    for (let i = n - 1; i >= 0; i--) {
      let sum = column[i];
      for (let k = i + 1; k < n; k++) sum -= c[k * n + i] * column[k];
      column[i] = sum / c[i * n + i];
    }
  }
  const draw = new Float64Array(n * n);
  for (let r = 0; r < n; r++) {
    for (let s = 0; s <= r; s++) {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += x[j * n + r] * x[j * n + s];
      draw[r * n + s] = sum;
      draw[s * n + r] = sum;
    }
  }
  return draw;
}
