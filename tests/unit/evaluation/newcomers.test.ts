import { describe, expect, it } from 'vitest';
import { ndcg } from '../../../src/evaluation/metrics.ts';
import { hideUsers } from '../../../src/evaluation/newcomers.ts';
import { randomRatings } from '../recommenders/small-data.ts';

describe('NDCG', () => {
  it('equals hand-computed values', () => {
    expect(ndcg([7, 1, 3], new Set([1, 3]), 3)).toBeCloseTo(
      (1 / Math.log2(3) + 0.5) / (1 + 1 / Math.log2(3)),
      12,
    );
    expect(ndcg([1, 3, 7], new Set([1, 3]), 3)).toBe(1);
    expect(ndcg([7, 8, 1], new Set([1]), 2)).toBe(0);
    expect(ndcg([1], new Set(), 2)).toBeNaN();
  });
});

describe('hidden users', () => {
  const ratings = randomRatings(20, 90, 0.7, 3);
  const movies = Array.from({ length: 90 }, (_, id) => ({
    id,
    title: `${id}`,
    year: null,
    genres: [id % 2 ? 'Odd' : 'Even'],
  }));
  const report = {
    ratings: 0,
    users: 20,
    movies: 90,
    moviesWithoutGenres: 0,
    moviesWithoutRatings: 0,
    leftOut: [],
  };
  const dataset = { id: 'x', name: 'x', movies, genres: ['Even', 'Odd'], ratings, report };
  const { train, newcomers } = hideUsers(dataset, 6, 1);

  it('are gone from training, to the last rating', () => {
    expect(train.ratings.users).toBe(14);
    const all = newcomers.reduce((sum, one) => sum + one.known(10_000).size, 0);
    expect(train.ratings.item.length + all).toBe(ratings.item.length);
  });

  it('never have a revealed rating among what is to be found', () => {
    for (const one of newcomers) {
      const known = one.known(10);
      expect(known.size).toBe(10);
      expect([...one.relevant(10)].some((item) => known.has(item))).toBe(false);
      expect([...one.person(10).ratings.item].every((item) => known.has(item))).toBe(true);
    }
  });
});
