import { describe, expect, test } from 'vitest';
import { type Movie, toRatings } from '../../../src/dataset/dataset.ts';
import { doublingBins, medianOf, shareOfTop } from '../../../src/dataset/long-tail.ts';
import { ratingsByYear } from '../../../src/dataset/ratings-by-year.ts';
import { itemStatistics, userStatistics } from '../../../src/dataset/statistics.ts';
import { findSuspicious } from '../../../src/dataset/suspicious-ratings.ts';

/** `[user, item, stars, seconds]` */
function ratingsOf(users: number, items: number, given: readonly (readonly number[])[]) {
  return toRatings(users, items, {
    user: Int32Array.from(given, ([user]) => user),
    item: Int32Array.from(given, ([, item]) => item),
    value: Float32Array.from(given, ([, , stars]) => stars),
    time: Uint32Array.from(given, ([, , , time]) => time ?? 0),
  });
}

const movie = (id: number, title: string, year: number | null): Movie => ({ id, title, year, genres: [] });

describe('count, mean and variance', () => {
  const ratings = ratingsOf(3, 4, [
    [0, 0, 4],
    [0, 2, 2],
    [2, 0, 5],
    [2, 1, 5],
    [2, 2, 2],
  ]);

  test('of every user', () => {
    const { count, mean, variance } = userStatistics(ratings);
    expect([...count]).toEqual([2, 0, 3]);
    expect([...mean]).toEqual([3, 0, 4]);
    expect([...variance]).toEqual([1, 0, 2]);
  });

  test('of every movie', () => {
    const { count, mean, variance } = itemStatistics(ratings);
    expect([...count]).toEqual([2, 1, 2, 0]);
    expect([...mean]).toEqual([4.5, 5, 2, 0]);
    expect([...variance]).toEqual([0.25, 0, 0, 0]);
  });
});

describe('the long tail', () => {
  test('has bins that double, with empty bins in between', () => {
    expect(doublingBins([0, 1, 1, 2, 3, 4, 16])).toEqual([
      { from: 0, to: 0, rows: 1 },
      { from: 1, to: 1, rows: 2 },
      { from: 2, to: 3, rows: 2 },
      { from: 4, to: 7, rows: 1 },
      { from: 8, to: 15, rows: 0 },
      { from: 16, to: 31, rows: 1 },
    ]);
    expect(doublingBins([20, 25])).toEqual([{ from: 16, to: 31, rows: 2 }]);
    expect(doublingBins([])).toEqual([]);
  });

  test('has a share of the most rated rows and a median', () => {
    const counts = [1, 50, 2, 30, 4, 5, 3, 2, 2, 1];
    expect(shareOfTop(counts, 0.01)).toBe(0.5);
    expect(shareOfTop(counts, 0.2)).toBe(0.8);
    expect(shareOfTop(counts, 1)).toBe(1);
    expect(shareOfTop([0, 0], 0.5)).toBe(0);
    expect(medianOf(counts)).toBe(2);
  });
});

test('counts ratings by year, also years without ratings, and ratings without a date', () => {
  const at = (date: string) => Date.parse(date) / 1000;
  const times = ['2001-12-31T23:59:59Z', '2002-01-01T00:00:00Z', '2004-05-01', '2004-06-01'].map(at);
  expect(ratingsByYear(Uint32Array.from([0, ...times]))).toEqual({
    years: [
      { year: 2001, ratings: 1 },
      { year: 2002, ratings: 1 },
      { year: 2003, ratings: 0 },
      { year: 2004, ratings: 2 },
    ],
    undated: 1,
  });
  expect(ratingsByYear(new Uint32Array(3))).toEqual({ years: [], undated: 3 });
});

test('knows the year of the first and the last second of every year', () => {
  for (let year = 1971; year <= 2105; year++) {
    const begins = Date.UTC(year, 0) / 1000;
    expect(ratingsByYear(Uint32Array.of(begins - 1, begins, begins)).years).toEqual([
      { year: year - 1, ratings: 1 },
      { year, ratings: 2 },
    ]);
  }
});

describe('suspicious ratings', () => {
  const now = Date.parse('2020-01-01') / 1000;
  const found = (given: readonly (readonly number[])[], movies: readonly Movie[]) => {
    const ratings = ratingsOf(2, movies.length, given);
    return findSuspicious(movies, ratings, userStatistics(ratings), now);
  };
  const many = Array.from({ length: 60 }, (_, i) => movie(i, `Film ${i}`, 1990));

  test('are all of a user who rates everything the same, from twenty ratings on', () => {
    const same = many.slice(0, 20).map((_, i) => [0, i, i === 0 ? 3.5 : 4]);
    const varied = many.slice(0, 20).map((_, i) => [1, i, 3 + (i % 3)]);
    const [alike] = found([...same, ...varied], many).alike;
    expect(alike).toMatchObject({ user: 0, ratings: 20 });
    expect(alike.deviation).toBeCloseTo(Math.sqrt(0.25 * 0.05 * 0.95), 6);
    expect(found([...same, ...varied], many).alike).toHaveLength(1);
    expect(found(same.slice(0, 19), many).alike).toEqual([]);
  });

  test('are more than fifty within a minute', () => {
    const begin = 1_000_000_000;
    const burst = many.slice(0, 51).map((_, i) => [1, i, 1 + (i % 5), begin + i]);
    expect(found(burst, many).bursts).toEqual([{ user: 1, ratings: 51, inAMinute: 51 }]);
    // With two seconds between ratings no minute contains more than fifty.
    const slow = many.slice(0, 51).map((_, i) => [1, i, 1 + (i % 5), begin + 2 * i]);
    expect(found(slow, many).bursts).toEqual([]);
    // Ratings without dates are never suspicious.
    expect(
      found(
        many.map((_, i) => [1, i, 1 + (i % 5), 0]),
        many,
      ).bursts,
    ).toEqual([]);
  });

  test('within a minute are found wherever the minute begins, also when ratings of many years share a counter', () => {
    const varied = Array.from({ length: 400 }, (_, i) => movie(i, `Film ${i}`, 1990));
    const apart = (i: number) => 800_000_000 + i * 524_288;
    for (let begin = 1_000_000_000; begin < 1_000_000_064; begin += 7) {
      const times = varied.map((_, i) => (i < 51 ? begin + i : apart(i)));
      const all = times.map((time, i) => [0, i, 1 + (i % 5), time]);
      expect(found(all, varied).bursts).toEqual([{ user: 0, ratings: 400, inAMinute: 51 }]);
    }
    expect(
      found(
        varied.map((_, i) => [0, i, 1 + (i % 5), apart(i)]),
        varied,
      ).bursts,
    ).toEqual([]);
  });

  test('are those of movies listed twice and those at impossible times', () => {
    const movies = [
      movie(7, 'Hamlet', 2000),
      movie(8, 'Hamlet', 1996),
      movie(9, 'hamlet', 2000),
      movie(10, 'X', null),
    ];
    const before = Date.parse('1999-12-31') / 1000;
    const { twice, early, future } = found(
      [
        [0, 0, 4, before],
        [0, 1, 4, before],
        [0, 3, 4, before],
        [1, 0, 4, now + 1],
        [1, 1, 4, 0],
      ],
      movies,
    );
    expect(twice).toEqual([[0, 2]]);
    expect(early).toEqual([{ user: 0, item: 0, time: before }]);
    expect(future).toEqual([{ user: 1, item: 0, time: now + 1 }]);
  });
});
