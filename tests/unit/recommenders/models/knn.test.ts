import { describe, expect, test } from 'vitest';
import { type Ratings, toRatings } from '../../../../src/dataset/dataset.ts';
import {
  itemSimilarities,
  type KnnOptions,
  knn,
  knnStars,
  rowsOf,
  userSimilarities,
} from '../../../../src/recommenders/models/knn.ts';
import { preference } from '../../../../src/recommenders/preference.ts';
import { contributionsOf, dense, randomRatings } from '../../../fixtures/small-data.ts';

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

  test('cosine of preferences with 0 for a missing rating; it shrinks with few common ratings', () => {
    const p = (u: number) => table[u].map((r) => (r > 0 ? preference(r) : 0));
    const dot = (x: number[], y: number[]) => x.reduce((sum, v, n) => sum + v * y[n], 0);
    const full = dot(p(0), p(1)) / Math.sqrt(dot(p(0), p(0)) * dot(p(1), p(1)));
    const alike = (shrinkage: number) =>
      userSimilarities(rows, own(0), options({ similarity: 'preference', shrinkage }))[1];
    expect(alike(0)).toBeCloseTo(full, 6);
    // Two movies in common.
    expect(alike(6)).toBeCloseTo((full * 2) / 8, 6);
  });
});

test('predicts stars as the weighted mean of the nearest raters', () => {
  const alike = userSimilarities(rows, own(0), options({}));
  const expected = (alike[1] * 4 + alike[2] * 5) / (alike[1] + alike[2]);
  const predict = knnStars(ratings, options({ k: 40 }));
  expect(predict({ ...own(0) }, 2)).toBeCloseTo(expected, 10);
});

/** Preferences as a dense matrix, 0 where there is no rating. `[users][items]` */
function densePreferences(data: Ratings): number[][] {
  const matrix = dense(data.users, data.items, () => 0);
  for (let u = 0; u < data.users; u++) {
    for (let n = data.rowStart[u]; n < data.rowStart[u + 1]; n++)
      matrix[u][data.item[n]] = preference(data.value[n]);
  }
  return matrix;
}

function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = (x: readonly number[], y: readonly number[]) => x.reduce((sum, v, n) => sum + v * y[n], 0);
  const lengths = Math.sqrt(dot(a, a) * dot(b, b));
  return lengths > 0 ? dot(a, b) / lengths : 0;
}

/** The k best of all others by a full sort, those without similarity left out. */
function bestOf(similarity: readonly number[], k: number): { readonly index: number; readonly by: number }[] {
  return similarity
    .map((by, index) => ({ index, by }))
    .filter(({ by }) => by > 0)
    .sort((a, b) => b.by - a.by || a.index - b.index)
    .slice(0, k);
}

describe('ranking equals brute force over dense rows', () => {
  const data = randomRatings(25, 18, 0.5, 8);
  const k = 5;
  const all = densePreferences(data);
  const columns = dense(data.items, data.users, (i, u) => all[u][i]);
  const person = {
    ratings: { item: data.item.slice(0, data.rowStart[1]), value: data.value.slice(0, data.rowStart[1]) },
    genres: [],
  };
  const preferences = all[0];
  const scoresOf = (of: 'user' | 'item') =>
    knn(data, options({ of, similarity: 'preference', k })).score(person);

  test('user-based: the preferences of the k most similar users, weighted by similarity', () => {
    const near = bestOf(
      all.map((row) => cosine(preferences, row)),
      k,
    );
    expect(near).toHaveLength(k);
    const scores = scoresOf('user');
    for (let i = 0; i < data.items; i++) {
      const expected = near.reduce((sum, { index, by }) => sum + by * all[index][i], 0);
      expect(scores[i]).toBeCloseTo(expected, 5);
    }
    expect(Math.max(...scores)).toBeGreaterThan(0);
  });

  test('item-based: each liked movie gives its preference to its k most similar movies', () => {
    const expected = new Array<number>(data.items).fill(0);
    preferences.forEach((weight, j) => {
      const similarity = columns.map((column, i) => (i === j ? 0 : cosine(columns[j], column)));
      for (const { index, by } of bestOf(similarity, k)) expected[index] += weight * by;
    });
    const scores = scoresOf('item');
    for (let i = 0; i < data.items; i++) expect(scores[i]).toBeCloseTo(expected[i], 5);
    expect(Math.max(...scores)).toBeGreaterThan(0);
  });

  test('item-based contributions sum to the score; user-based ranking has none', () => {
    const recommender = knn(data, options({ of: 'item', similarity: 'preference', k }));
    recommender.score(person).forEach((score, i) => {
      const { base, parts } = contributionsOf(recommender, person, i);
      expect(base).toBe(0);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(score, 5);
    });
    expect(knn(data, options({ similarity: 'preference', k })).contributions).toBeUndefined();
  });
});

test('counts how many of the most similar people liked an item', () => {
  const near = knn(ratings, options({ similarity: 'preference', k: 2 }));
  const person = { ratings: { item: Int32Array.of(0), value: Float32Array.of(5) }, genres: [] };
  // The third user gave the first movie one star: no common preference, so their similarity is 0.
  expect(near.supporters?.(person, 1)).toEqual({ liked: 1, of: 2 });
  expect(near.supporters?.(person, 2)).toEqual({ liked: 1, of: 2 });
  expect(near.supporters?.(person, 3)).toEqual({ liked: 0, of: 2 });
  const heldOutUser = { ratings: { item: Int32Array.of(2), value: Float32Array.of(5) }, genres: [] };
  expect(near.supporters?.(heldOutUser, 3)).toEqual({ liked: 1, of: 2 });
});
