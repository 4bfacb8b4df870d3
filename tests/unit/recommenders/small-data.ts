import { type Ratings, toRatings } from '../../../src/dataset/dataset.ts';
import { createRandom } from '../../../src/random.ts';
import type { Contributions, Person, Recommender, Target } from '../../../src/recommenders/recommender.ts';

/** Random half-star ratings, about `density` of all cells. */
export function randomRatings(users: number, items: number, density: number, seed: number): Ratings {
  const random = createRandom(seed);
  const user: number[] = [];
  const item: number[] = [];
  const value: number[] = [];
  for (let u = 0; u < users; u++) {
    for (let i = 0; i < items; i++) {
      if (random.uniform() >= density) continue;
      user.push(u);
      item.push(i);
      value.push((1 + random.integer(10)) / 2);
    }
  }
  return toRatings(users, items, {
    user: Int32Array.from(user),
    item: Int32Array.from(item),
    value: Float32Array.from(value),
    time: new Uint32Array(user.length),
  });
}

/** Dense matrix from a function of row and column. */
export function dense(rows: number, columns: number, at: (r: number, c: number) => number): number[][] {
  return Array.from({ length: rows }, (_, r) => Array.from({ length: columns }, (__, c) => at(r, c)));
}

/** Inverse by Gauss-Jordan with pivoting: slow, plain, independent of the code under test. */
export function inverse(matrix: number[][]): number[][] {
  const n = matrix.length;
  const a = matrix.map((row, r) => [...row, ...Array.from({ length: n }, (_, c) => (r === c ? 1 : 0))]);
  for (let c = 0; c < n; c++) {
    let pivot = c;
    for (let r = c + 1; r < n; r++) if (Math.abs(a[r][c]) > Math.abs(a[pivot][c])) pivot = r;
    [a[c], a[pivot]] = [a[pivot], a[c]];
    const by = a[c][c];
    a[c] = a[c].map((v) => v / by);
    for (let r = 0; r < n; r++) {
      if (r === c) continue;
      const factor = a[r][c];
      a[r] = a[r].map((v, k) => v - factor * a[c][k]);
    }
  }
  return a.map((row) => row.slice(n));
}

/** The contributions of a recommender that has them. */
export function contributionsOf(recommender: Recommender, person: Person, of: Target): Contributions {
  const found = recommender.contributions?.(person, of);
  if (found === undefined) throw new Error('this recommender has no contributions');
  return found;
}
