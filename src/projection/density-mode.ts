/** Width of the kernel, in units of a plane from -1 to 1. */
const WIDTH = 0.08;
const STEPS = 8;

/**
 * Where weighted points lie densest: the best of them by a Gaussian kernel, then uphill by mean shift (Comaniciu, Meer
 * 2002). Unlike their mean it never falls between two groups.
 * @param points `[n, 2]` within -1..1
 * @param weights `[n]`, not negative
 * @returns `[x, y]`; null where all weights are zero
 */
export function densityMode(points: Float32Array, weights: Float32Array): readonly [number, number] | null {
  let best: readonly [number, number] | null = null;
  let most = 0;
  for (let i = 0; i < weights.length; i++) {
    const at = [points[2 * i], points[2 * i + 1]] as const;
    const { weight } = shifted(points, weights, at);
    if (weights[i] > 0 && weight > most) {
      most = weight;
      best = at;
    }
  }
  for (let step = 0; best !== null && step < STEPS; step++) best = shifted(points, weights, best).to;
  return best;
}

/** The kernel's weight at a place, and the mean of the points around it. */
function shifted(points: Float32Array, weights: Float32Array, [x, y]: readonly [number, number]) {
  let weight = 0;
  let [toX, toY] = [0, 0];
  for (let j = 0; j < weights.length; j++) {
    const square = (points[2 * j] - x) ** 2 + (points[2 * j + 1] - y) ** 2;
    const near = weights[j] * Math.exp(-square / (2 * WIDTH * WIDTH));
    weight += near;
    toX += near * points[2 * j];
    toY += near * points[2 * j + 1];
  }
  return { weight, to: [toX / weight, toY / weight] as const };
}
