import { type Ratings, toRatings } from '../../../src/dataset/dataset.ts';
import { createRandom } from '../../../src/random.ts';

const rank = 2;

/** Steady users in the first half, erratic ones in the second. */
const twoKinds = (u: number, users: number): number => (u < users / 2 ? 0.25 : 0.5);

/**
 * Ratings drawn from the model; three in ten pairs are rated, and a part of those held for testing.
 * @param noise a user's standard deviation around the truth
 * @param newcomers users after the others, who have a truth but no ratings
 */
export function drawnRatings(
  users: number,
  items: number,
  seed: number,
  noise: (u: number, users: number) => number = twoKinds,
  newcomers = 0,
) {
  const random = createRandom(seed);
  const normals = (count: number, spread: number) =>
    Float64Array.from({ length: count }, () => spread * random.normal());
  const [bu, bi] = [normals(users + newcomers, 0.3), normals(items, 0.3)];
  const [p, q] = [normals((users + newcomers) * rank, 0.6), normals(items * rank, 0.6)];
  const truth = (u: number, i: number) =>
    3 + bu[u] + bi[i] + p[u * rank] * q[i * rank] + p[u * rank + 1] * q[i * rank + 1];
  const [train, test]: [number[][], number[][]] = [[], []];
  for (let u = 0; u < users; u++) {
    for (let i = 0; i < items; i++) {
      if (random.uniform() > 0.3) continue;
      (random.uniform() < 0.15 ? test : train).push([u, i, truth(u, i) + noise(u, users) * random.normal()]);
    }
  }
  const ratings = (rows: number[][]): Ratings =>
    toRatings(users, items, {
      user: Int32Array.from(rows, ([u]) => u),
      item: Int32Array.from(rows, ([, i]) => i),
      value: Float32Array.from(rows, ([, , r]) => r),
      time: new Uint32Array(rows.length),
    });
  return { train: ratings(train), test: ratings(test), truth };
}
