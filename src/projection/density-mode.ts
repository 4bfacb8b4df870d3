/** Standard deviation of the kernel, in units of a plane from -1 to 1. */
const WIDTH = 0.08;
/** Steps of mean shift. */
const STEPS = 8;

/**
 * Finds where weighted points lie densest (the mode of their density): starts at the point with the highest Gaussian
 * kernel density and climbs by mean shift (Comaniciu, Meer 2002). Unlike the mean, the mode never falls between two
 * groups.
 * @param points `[n, 2]` within -1..1
 * @param weights `[n]`, not negative
 * @returns `[x, y]`; null if all weights are zero
 */
export function densityMode(points: Float32Array, weights: Float32Array): readonly [number, number] | null {
  let best: readonly [number, number] | null = null;
  let most = 0;
  for (let i = 0; i < weights.length; i++) {
    const at = [points[2 * i], points[2 * i + 1]] as const;
    const { weight } = meanShift(points, weights, at);
    if (weights[i] > 0 && weight > most) {
      most = weight;
      best = at;
    }
  }
  for (let step = 0; best !== null && step < STEPS; step++) best = meanShift(points, weights, best).to;
  return best;
}

/** The kernel density at a position, and the weighted mean of the points around it: one step of mean shift. */
function meanShift(points: Float32Array, weights: Float32Array, [x, y]: readonly [number, number]) {
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
