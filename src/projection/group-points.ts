import { createRandom } from '../base/random.ts';

const ROUNDS = 12;

/** Points in groups. */
interface PointGroups {
  /** The mean of each group. `[groups, 2]` */
  readonly centres: Float32Array;
  /** The group of each point. `[n]` */
  readonly groupOf: Int32Array;
}

/**
 * Divides points of a plane into compact groups: k-means by Lloyd's rounds from random points. Equal points give equal
 * groups.
 * @param points `[n, 2]`
 * @param count number of groups, at most n; a group may stay empty where points coincide
 * @param pause awaited between rounds; rejects to give up
 */
export async function groupPoints(
  points: Float32Array,
  count: number,
  pause: () => Promise<void>,
): Promise<PointGroups> {
  const n = points.length / 2;
  const starts = createRandom(1).shuffle(Int32Array.from({ length: n }, (_, i) => i));
  const centres = new Float32Array(2 * count);
  for (let g = 0; g < count; g++) centres.set(points.subarray(2 * starts[g], 2 * starts[g] + 2), 2 * g);
  const groupOf = new Int32Array(n);
  for (let round = 0; round < ROUNDS; round++) {
    const sums = new Float64Array(2 * count);
    const sizes = new Int32Array(count);
    for (let i = 0; i < n; i++) {
      const group = nearestCentre(centres, points[2 * i], points[2 * i + 1]);
      groupOf[i] = group;
      sizes[group]++;
      sums[2 * group] += points[2 * i];
      sums[2 * group + 1] += points[2 * i + 1];
      if (i % 1024 === 0) await pause();
    }
    for (let g = 0; g < count; g++) {
      if (sizes[g] === 0) continue;
      centres[2 * g] = sums[2 * g] / sizes[g];
      centres[2 * g + 1] = sums[2 * g + 1] / sizes[g];
    }
  }
  return { centres, groupOf };
}

function nearestCentre(centres: Float32Array, x: number, y: number): number {
  let nearest = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let at = 0; at < centres.length; at += 2) {
    const square = (centres[at] - x) ** 2 + (centres[at + 1] - y) ** 2;
    if (square >= least) continue;
    least = square;
    nearest = at / 2;
  }
  return nearest;
}
