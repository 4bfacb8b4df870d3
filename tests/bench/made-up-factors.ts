import { createRandom } from '../../src/base/random.ts';
import type { VectorRows } from '../../src/recommenders/neighbours/neighbour-index.ts';

/** Groups of items that are alike, as genres and decades make them. */
const GROUPS = 400;
/** How far items lie from the middle of their group, beside a distance of one from group to group. */
const SPREAD = 0.7;

interface MadeUpFactors extends VectorRows {
  /** `[rows, width]` */
  readonly values: Float32Array;
  at(row: number): Float32Array;
}

/** Unit vectors that look like factors of items: in groups of different sizes, with noise, and decaying dimensions. */
export function madeUpFactors(rows: number, width: number, seed: number): MadeUpFactors {
  const random = createRandom(seed);
  const middles = Float32Array.from({ length: GROUPS * width }, () => random.normal());
  const weight = Float32Array.from({ length: width }, (_, k) => 1 / Math.sqrt(1 + k / 8));
  const values = new Float32Array(rows * width);
  for (let row = 0; row < rows; row++) {
    // Small groups are many: the square of a uniform number prefers the first.
    const group = Math.floor(random.uniform() ** 2 * GROUPS);
    const own = values.subarray(row * width, (row + 1) * width);
    let square = 0;
    for (let k = 0; k < width; k++) {
      own[k] = weight[k] * (middles[group * width + k] + SPREAD * random.normal());
      square += own[k] * own[k];
    }
    const length = Math.sqrt(square);
    for (let k = 0; k < width; k++) own[k] /= length;
  }
  const at = (row: number) => values.subarray(row * width, (row + 1) * width);
  return { rows, width, values, at, read: (row, into) => into.set(at(row)) };
}
