import { describe, expect, test } from 'vitest';
import {
  affordableDraws,
  bayesBySize,
  type DataSize,
  estimatedMs,
  sizeOf,
} from '../../../src/protocol/training-by-size.ts';
import { defaultBayes, trainingBounds } from '../../../src/protocol/training-defaults.ts';
import { drawnRatings } from '../../fixtures/drawn-ratings.ts';
import { syntheticData } from '../../fixtures/synthetic.ts';

const size = (ratings: number, movies: number, users = 1000): DataSize => ({ ratings, movies, users });
const rankOf = (ratings: number, movies: number, users?: number) =>
  bayesBySize(size(ratings, movies, users)).rank;

const minutes = (of: DataSize) => estimatedMs(of, bayesBySize(of), null) / 60_000;

describe('the rank by size', () => {
  test.each([
    // What it was fitted on: a quarter, half and all of u1.base; MovieLens 1M.
    ['a quarter of u1.base', 18_571, 236, 1682, 10],
    ['half of u1.base', 38_490, 472, 1682, 10],
    ['u1.base', 80_000, 943, 1682, 16],
    ['MovieLens 1M', 1_000_209, 6040, 3706, 38],
    // Most movies of these have few ratings.
    ['the built-in data', 123_409, 618, 18_156, 10],
    ['ml-latest-small', 100_836, 610, 9742, 10],
    // Their draws take much memory.
    ['MovieLens 32M', 32_000_204, 200_948, 87_585, 10],
  ])('of %s is that of the rule', (_, ratings, users, movies, rank) => {
    expect(rankOf(ratings, movies, users)).toBe(rank);
  });

  test('never falls with the ratings while a run takes less than five minutes, nor rises with the movies', () => {
    const movieCounts = [1, 100, 1682, 9000, 18_000, 60_000, 300_000];
    for (const movies of movieCounts) {
      let before = 10;
      for (let ratings = 1; ratings < 1e8; ratings = Math.ceil(1.1 * ratings)) {
        const rank = rankOf(ratings, movies);
        expect(rank).toBeGreaterThanOrEqual(10);
        expect(rank).toBeLessThanOrEqual(40);
        const isLong = rank < 40 && minutes(size(ratings, movies)) > 4;
        if (!isLong) expect(rank).toBeGreaterThanOrEqual(before);
        before = isLong ? 10 : rank;
      }
    }
    for (const ratings of [0, 5, 80_000, 1e6, 1e8]) {
      const ranks = movieCounts.map((movies) => rankOf(ratings, movies));
      expect(ranks).toEqual(ranks.toSorted((a, b) => b - a));
    }
  });

  test('above the lowest, a run takes at most five minutes of one core', () => {
    for (const ratings of [1e5, 1e6, 2e6, 5e6, 2e7]) {
      const data = size(ratings, 4000, ratings / 160);
      if (bayesBySize(data).rank > 10) expect(minutes(data)).toBeLessThanOrEqual(5);
    }
    // More ratings than these leave nothing above the lowest rank.
    expect(rankOf(2e6, 4000, 12_500)).toBeGreaterThan(20);
  });

  test('gives whole numbers that training accepts, also for no ratings or movies at all', () => {
    for (const [ratings, movies] of [
      [0, 0],
      [1, 1],
      [3e7, 1e6],
    ]) {
      const settings = bayesBySize(size(ratings, movies));
      for (const name of ['rank', 'draws', 'burnIn', 'epochs'] as const) {
        expect(Number.isInteger(settings[name])).toBe(true);
        expect(settings[name]).toBeGreaterThanOrEqual(trainingBounds[name].min);
        expect(settings[name]).toBeLessThanOrEqual(trainingBounds[name].max);
      }
      expect(settings.burnIn).toBeLessThan(settings.epochs);
    }
  });
});

test('draws fit in 64 MiB, and a higher rank leaves at least sixteen', () => {
  for (const movies of [1000, 9000, 18_000, 30_000, 60_000]) {
    const { rank, draws } = bayesBySize(size(1e7, movies));
    expect(draws * 4 * (rank + 1) * 2 * movies).toBeLessThanOrEqual(64 * 2 ** 20);
    if (rank > defaultBayes.rank) expect(draws).toBeGreaterThanOrEqual(16);
    expect(draws).toBeLessThanOrEqual(64);
  }
  expect(affordableDraws(100, 1e9)).toBe(1);
});

test('a data set with few movies has more draws, as long as a list is no more work than that of the built-in data', () => {
  const drawsOf = (ratings: number, users: number, movies: number) =>
    bayesBySize({ ratings, users, movies }).draws;
  expect(drawsOf(80_000, 943, 1682)).toBe(64);
  expect(drawsOf(123_409, 618, 18_156)).toBe(32);
  for (const movies of [0, 1, 1000, 3000, 6000, 9742, 18_000, 40_000]) {
    const { rank, draws } = bayesBySize(size(500_000, movies, 4000));
    if (draws > 32) expect(draws * (rank + 1) * movies).toBeLessThanOrEqual(32 * 11 * 18_156);
  }
});

test('a data set has the size of its ratings and of all its movies', () => {
  const { train } = drawnRatings(12, 10, 1);
  expect(sizeOf(syntheticData(train))).toEqual({ ratings: train.item.length, users: 12, movies: 10 });
});

describe('the estimated time', () => {
  const data = size(100_000, 2000);
  const run = (rank: number, epochs = 100) => ({ rank, epochs });

  test('is that of an earlier run with the same rank, sweep for sweep', () => {
    expect(estimatedMs(data, run(10), { rank: 10, sweepMs: 20 })).toBeCloseTo(2000, 6);
    expect(estimatedMs(data, run(10, 300), { rank: 10, sweepMs: 20 })).toBeCloseTo(6000, 6);
  });

  test('grows a little more than with the square of the rank', () => {
    const [ten, twenty] = [10, 20].map((rank) => estimatedMs(data, run(rank), { rank: 10, sweepMs: 20 }));
    expect(twenty / ten).toBeGreaterThan((21 / 11) ** 2);
    expect(twenty / ten).toBeLessThan((21 / 11) ** 3);
  });

  test('without an earlier run grows with the ratings', () => {
    const [one, two] = [1e5, 2e5].map((ratings) => estimatedMs(size(ratings, 2000), run(10), null));
    expect(one).toBeGreaterThan(0);
    expect(two).toBeGreaterThan(1.5 * one);
    expect(two).toBeLessThan(2 * one);
  });
});
