import { describe, expect, it } from 'vitest';
import { activeUsers, hideRandomUsers, hideUsers } from '../../../src/evaluation/cold-start-users.ts';
import { ndcg } from '../../../src/evaluation/metrics.ts';
import { randomRatings } from '../../fixtures/small-data.ts';

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
  const { train, newcomers } = hideRandomUsers(dataset, 6, 1);

  it('are gone from training, to the last rating', () => {
    expect(train.ratings.users).toBe(14);
    const all = newcomers.reduce((sum, one) => sum + one.known.size + one.heldOut.size, 0);
    expect(train.ratings.item.length + all).toBe(ratings.item.length);
  });

  it('are asked for one half of their films and find the other, however many ratings are given', () => {
    for (const one of newcomers) {
      expect(Math.abs(one.known.size - one.heldOut.size)).toBeLessThanOrEqual(1);
      expect([...one.known].filter((item) => one.heldOut.has(item))).toEqual([]);
      expect([...one.relevant].every((item) => one.heldOut.has(item))).toBe(true);
      expect([...one.answers.keys()]).toEqual([...one.known]);
      const { item, value } = one.person(10).ratings;
      expect([...item]).toEqual([...one.known].slice(0, 10));
      expect([...value]).toEqual([...one.answers.values()].slice(0, 10));
    }
  });

  it('pick genres from what can be asked for alone', () => {
    const without = hideUsers(dataset, activeUsers(dataset, 1).subarray(0, 6), 1).newcomers;
    const changed = new Float32Array(ratings.value);
    // All that is to be found is turned upside down.
    for (let u = 0; u < ratings.users; u++) {
      for (let n = ratings.rowStart[u]; n < ratings.rowStart[u + 1]; n++) {
        const held = without.some(
          (one, k) => activeUsers(dataset, 1)[k] === u && one.heldOut.has(ratings.item[n]),
        );
        if (held) changed[n] = 5.5 - changed[n];
      }
    }
    const other = hideUsers(
      { ...dataset, ratings: { ...ratings, value: changed } },
      activeUsers(dataset, 1).subarray(0, 6),
      1,
    );
    expect(other.newcomers.map((one) => one.person(0).genres)).toEqual(
      without.map((one) => one.person(0).genres),
    );
    expect(other.newcomers.map((one) => [...one.relevant])).not.toEqual(
      without.map((one) => [...one.relevant]),
    );
  });
});
