import { type Ratings, toRatings } from '../../../src/dataset/dataset.ts';
import { createRandom } from '../../../src/random.ts';
import type { FeatureMatrix } from '../../../src/training/features.ts';
import { createSampler, type Sampler } from '../../../src/training/sampler.ts';

/** Rows with an intercept and a few random members of one group. */
function randomFeatures(rows: number, columns: number, seed: number): FeatureMatrix {
  const random = createRandom(seed);
  const start = new Int32Array(rows + 1);
  const index: number[] = [];
  const value: number[] = [];
  for (let r = 0; r < rows; r++) {
    index.push(0);
    value.push(1);
    for (let c = 0; c < columns; c++) {
      if (random.uniform() > 0.3) continue;
      index.push(1 + c);
      value.push(0.3 + 0.5 * random.uniform());
    }
    start[r + 1] = index.length;
  }
  return {
    start,
    index: Int32Array.from(index),
    value: Float32Array.from(value),
    columns: columns + 1,
    groups: [{ group: 'genres', columns }],
  };
}

/** Stars around 3 for a random half of all pairs; the last movie and the last user have none. */
function noisyRatings(users: number, items: number, seed: number): Ratings {
  const random = createRandom(seed);
  const rows: [number, number, number][] = [];
  for (let u = 0; u < users - 1; u++)
    for (let i = 0; i < items - 1; i++) if (random.uniform() < 0.5) rows.push([u, i, 3 + random.normal()]);
  return toRatings(users, items, {
    user: Int32Array.from(rows, ([u]) => u),
    item: Int32Array.from(rows, ([, i]) => i),
    value: Float32Array.from(rows, ([, , r]) => r),
    time: new Uint32Array(rows.length),
  });
}

export interface NoisySampler {
  readonly sampler: Sampler;
  readonly ratings: Ratings;
  /** User, item and stars with the mean taken off. */
  readonly triples: readonly (readonly [number, number, number])[];
  readonly features: { readonly users: FeatureMatrix; readonly items: FeatureMatrix };
}

/** A sampler with own noise on ratings that are mostly noise. */
export async function noisySampler(
  size: { readonly users: number; readonly items: number; readonly columns: number; readonly rank: number },
  seed: number,
): Promise<NoisySampler> {
  const ratings = noisyRatings(size.users, size.items, seed);
  const features = {
    users: randomFeatures(size.users, size.columns, seed + 1),
    items: randomFeatures(size.items, size.columns, seed + 2),
  };
  const sampler = await createSampler({
    part: ratings,
    mean: 3,
    ...features,
    rank: size.rank,
    ownNoise: true,
    dates: false,
    random: createRandom(seed + 3),
    pause: async () => {},
  });
  const { rowStart, item, value } = ratings;
  const triples = Array.from(item, (i, n) => {
    const u = rowStart.findLastIndex((start) => start <= n);
    return [u, i, value[n] - 3] as const;
  });
  return { sampler, ratings, triples, features };
}

/** Row r of a region of rows `[b, factors]` filled up to `ld`. */
export function rowAt(values: Float32Array, r: number, { size, ld }: { size: number; ld: number }): number[] {
  return Array.from(values.subarray(r * ld, r * ld + size));
}

/** `F B`, dense. */
export function priorRows(
  { start, index, value }: FeatureMatrix,
  links: Float32Array,
  shape: { size: number; ld: number },
): number[][] {
  return Array.from({ length: start.length - 1 }, (_, r) => {
    const sum = new Array<number>(shape.size).fill(0);
    for (let n = start[r]; n < start[r + 1]; n++)
      rowAt(links, index[n], shape).forEach((b, c) => {
        sum[c] += value[n] * b;
      });
    return sum;
  });
}
