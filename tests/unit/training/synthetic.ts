import { type Ratings, toRatings } from '../../../src/dataset/dataset.ts';
import { createRandom } from '../../../src/random.ts';
import type { TrainingData } from '../../../src/training/trainer.ts';

/** Ratings as a data set of films that nothing is known of. */
export function syntheticData(ratings: Ratings): TrainingData {
  const movies = Array.from({ length: ratings.items }, (_, i) => ({
    id: i + 1,
    title: `Film ${i + 1}`,
    year: null,
    genres: [],
  }));
  return { id: 'synthetic', ratings, movies, genres: [] };
}

/** Ratings of a noiseless model of the given rank: `3 + b_u + b_i + p_u·q_i` for a random half of all pairs. */
export function lowRankRatings(users: number, items: number, rank: number, seed: number): Ratings {
  const random = createRandom(seed);
  const normals = (count: number, spread: number) =>
    Float32Array.from({ length: count }, () => spread * random.normal());
  const [bu, bi] = [normals(users, 0.3), normals(items, 0.3)];
  const [p, q] = [normals(users * rank, 0.6), normals(items * rank, 0.6)];
  const user: number[] = [];
  const item: number[] = [];
  const value: number[] = [];
  for (let u = 0; u < users; u++) {
    for (let i = 0; i < items; i++) {
      if (random.uniform() < 0.5) continue;
      let r = 3 + bu[u] + bi[i];
      for (let k = 0; k < rank; k++) r += p[u * rank + k] * q[i * rank + k];
      user.push(u);
      item.push(i);
      value.push(r);
    }
  }
  return toRatings(users, items, {
    user: Int32Array.from(user),
    item: Int32Array.from(item),
    value: Float32Array.from(value),
    time: new Uint32Array(user.length),
  });
}

/** A random CSR shape in which about every third row and column is empty. */
export function randomCsr(users: number, items: number, seed: number) {
  const random = createRandom(seed);
  const rowStart = new Int32Array(users + 1);
  const item: number[] = [];
  for (let u = 0; u < users; u++) {
    for (let i = 0; i < items; i++) {
      if (u % 3 !== 1 && i % 3 !== 2 && random.uniform() < 0.4) item.push(i);
    }
    rowStart[u + 1] = item.length;
  }
  return { users, items, rowStart, item: Int32Array.from(item) };
}
