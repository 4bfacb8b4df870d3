import { describe, expect, test } from 'vitest';
import { toRatings } from '../../../../src/dataset/dataset.ts';
import {
  itemSimilarities,
  type KnnOptions,
  knn,
  knnStars,
  nearest,
  rowsOf,
  userSimilarities,
} from '../../../../src/recommenders/models/knn.ts';
import { preference } from '../../../../src/recommenders/preference.ts';
import { randomRatings } from '../../../fixtures/small-data.ts';

/** Three users, four items; 0 is no rating. */
const table = [
  [5, 3, 0, 1],
  [4, 0, 4, 1],
  [1, 1, 5, 4],
];
const cells = table.flatMap((row, u) => row.flatMap((r, i) => (r > 0 ? [[u, i, r]] : [])));
const ratings = toRatings(3, 4, {
  user: Int32Array.from(cells, ([u]) => u),
  item: Int32Array.from(cells, ([, i]) => i),
  value: Float32Array.from(cells, ([, , r]) => r),
  time: new Uint32Array(cells.length),
});
const rows = rowsOf(ratings);
const own = (u: number) => ({
  item: ratings.item.slice(ratings.rowStart[u], ratings.rowStart[u + 1]),
  value: ratings.value.slice(ratings.rowStart[u], ratings.rowStart[u + 1]),
});
const options = (more: Partial<KnnOptions>): KnnOptions => ({
  of: 'user',
  similarity: 'cosine',
  k: 2,
  shrinkage: 0,
  ...more,
});

describe('similarities by hand', () => {
  test('cosine over common ratings', () => {
    const [, second, third] = userSimilarities(rows, own(0), options({}));
    expect(second).toBeCloseTo((5 * 4 + 1 * 1) / Math.sqrt((25 + 1) * (16 + 1)), 10);
    expect(third).toBeCloseTo((5 + 3 + 4) / Math.sqrt((25 + 9 + 1) * (1 + 1 + 16)), 10);
  });

  test("Pearson's correlation over common ratings", () => {
    const [, , third] = userSimilarities(rows, own(0), options({ similarity: 'pearson' }));
    const [a, b] = [
      [2, 0, -2],
      [-1, -1, 2],
    ];
    const dot = (x: number[], y: number[]) => x.reduce((sum, v, n) => sum + v * y[n], 0);
    expect(third).toBeCloseTo(dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b)), 10);
  });

  test("adjusted cosine of items, around each user's mean", () => {
    const alike = itemSimilarities(rows, 0, options({ of: 'item', similarity: 'adjusted' }));
    const means = [3, 3, 11 / 4];
    const x = [5 - means[0], 4 - means[1], 1 - means[2]];
    const y = [1 - means[0], 1 - means[1], 4 - means[2]];
    const dot = (p: number[], q: number[]) => p.reduce((sum, v, n) => sum + v * q[n], 0);
    expect(alike[3]).toBeCloseTo(dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y)), 10);
    expect(alike[0]).toBe(0);
  });

  test('cosine of preferences, a missing rating being zero; few in common shrink it', () => {
    const p = (u: number) => table[u].map((r) => (r > 0 ? preference(r) : 0));
    const dot = (x: number[], y: number[]) => x.reduce((sum, v, n) => sum + v * y[n], 0);
    const full = dot(p(0), p(1)) / Math.sqrt(dot(p(0), p(0)) * dot(p(1), p(1)));
    const alike = (shrinkage: number) =>
      userSimilarities(rows, own(0), options({ similarity: 'preference', shrinkage }))[1];
    expect(alike(0)).toBeCloseTo(full, 6);
    // Two films in common.
    expect(alike(6)).toBeCloseTo((full * 2) / 8, 6);
  });
});

test('predicts stars as the weighted mean of the nearest raters', () => {
  const alike = userSimilarities(rows, own(0), options({}));
  const expected = (alike[1] * 4 + alike[2] * 5) / (alike[1] + alike[2]);
  const predict = knnStars(ratings, options({ k: 40 }));
  expect(predict({ ...own(0) }, 2)).toBeCloseTo(expected, 10);
});

test.each(['user', 'item'] as const)('%s-based ranking equals brute force', (of) => {
  const data = randomRatings(25, 18, 0.5, 8);
  const chosen = options({ of, similarity: 'preference', k: 5 });
  const recommender = knn(data, chosen);
  const all = rowsOf(data);
  const person = {
    ratings: { item: data.item.slice(0, data.rowStart[1]), value: data.value.slice(0, data.rowStart[1]) },
    genres: [],
  };
  const expected = new Float64Array(data.items);
  if (of === 'user') {
    for (const { index, similarity } of nearest(userSimilarities(all, person.ratings, chosen), 5))
      for (let n = data.rowStart[index]; n < data.rowStart[index + 1]; n++)
        expected[data.item[n]] += similarity * preference(data.value[n]);
  } else {
    person.ratings.item.forEach((j, n) => {
      for (const { index, similarity } of nearest(itemSimilarities(all, j, chosen), 5))
        expected[index] += preference(person.ratings.value[n]) * similarity;
    });
  }
  const scores = recommender.score(person);
  expected.forEach((value, i) => {
    expect(scores[i]).toBeCloseTo(value, 5);
    const found = recommender.contributions?.(person, i);
    if (found) expect(found.parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(scores[i], 5);
  });
  expect(scores.some((score) => score > 0)).toBe(true);
});

test('counts who of the nearest people liked an item', () => {
  const near = knn(ratings, options({ similarity: 'preference', k: 2 }));
  const person = { ratings: { item: Int32Array.of(0), value: Float32Array.of(5) }, genres: [] };
  // The third user gave the first film one star: no common liking, so they are not near.
  expect(near.supporters?.(person, 1)).toEqual({ liked: 1, of: 2 });
  expect(near.supporters?.(person, 2)).toEqual({ liked: 1, of: 2 });
  expect(near.supporters?.(person, 3)).toEqual({ liked: 0, of: 2 });
  const heldOutUser = { ratings: { item: Int32Array.of(2), value: Float32Array.of(5) }, genres: [] };
  expect(near.supporters?.(heldOutUser, 3)).toEqual({ liked: 1, of: 2 });
});
