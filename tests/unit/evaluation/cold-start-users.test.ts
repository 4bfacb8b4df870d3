import { describe, expect, it } from 'vitest';
import { activeUsers, hideRandomUsers, hideUsers } from '../../../src/evaluation/cold-start-users.ts';
import { randomRatings } from '../../fixtures/small-data.ts';

const GENRES = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];

describe('hidden users', () => {
  const ratings = randomRatings(20, 90, 0.7, 3);
  const movies = Array.from({ length: 90 }, (_, id) => ({
    id,
    title: `${id}`,
    year: null,
    genres: [GENRES[id % GENRES.length]],
  }));
  const report = {
    ratings: 0,
    users: 20,
    movies: 90,
    moviesWithoutGenres: 0,
    moviesWithoutRatings: 0,
    leftOut: [],
  };
  const dataset = { id: 'x', name: 'x', movies, genres: GENRES, ratings, report };
  const { train, newcomers } = hideRandomUsers(dataset, 6, 1);

  it('leave no rating in the training data', () => {
    expect(train.ratings.users).toBe(14);
    const hidden = newcomers.reduce((sum, one) => sum + one.known.size + one.heldOut.size, 0);
    expect(train.ratings.item.length + hidden).toBe(ratings.item.length);
  });

  it('are asked for one half of their movies and find movies of the other, for every number of ratings', () => {
    expect(newcomers).toHaveLength(6);
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

  it('pick genres from the movies that can be asked for only', () => {
    const users = activeUsers(dataset, 1).subarray(0, 6);
    const before = hideUsers(dataset, users, 1).newcomers;
    // Reverse all ratings of the half that is to be found.
    const value = new Float32Array(ratings.value);
    before.forEach(({ heldOut }, n) => {
      for (let at = ratings.rowStart[users[n]]; at < ratings.rowStart[users[n] + 1]; at++)
        if (heldOut.has(ratings.item[at])) value[at] = 5.5 - value[at];
    });
    const after = hideUsers({ ...dataset, ratings: { ...ratings, value } }, users, 1).newcomers;
    before.forEach((newcomer, n) => {
      const { genres } = newcomer.person(0);
      expect(genres.length).toBeGreaterThan(0);
      expect(after[n].person(0).genres).toEqual(genres);
      expect(after[n].relevant).not.toEqual(newcomer.relevant);
    });
  });
});
