import { describe, expect, it } from 'vitest';
import { allGenres, createImportReport } from '../../../src/dataset/archive/import-report.ts';
import { type Dataset, type Movie, toRatings } from '../../../src/dataset/dataset.ts';
import { excludeSuspicious, type SuspiciousKind } from '../../../src/dataset/exclude-suspicious.ts';

const NOW = Date.parse('2020-01-01') / 1000;
const movie = (id: number, title: string, year: number, ...genres: string[]): Movie => ({
  id,
  title,
  year,
  genres,
});

/** A data set with the given ratings `[user, item, stars, seconds]`. */
function datasetOf(movies: readonly Movie[], users: number, given: readonly (readonly number[])[]): Dataset {
  const ratings = toRatings(users, movies.length, {
    user: Int32Array.from(given, ([user]) => user),
    item: Int32Array.from(given, ([, item]) => item),
    value: Float32Array.from(given, ([, , stars]) => stars),
    time: Uint32Array.from(given, ([, , , time]) => time ?? 0),
  });
  const leftOut = [{ why: 'Read before', count: 1, examples: ['line 7'] }];
  return {
    id: 'base-1',
    name: 'base',
    movies,
    genres: allGenres(movies),
    ratings,
    report: createImportReport(movies, ratings, leftOut),
  };
}

const exclude = (base: Dataset, ...kinds: SuspiciousKind[]) => excludeSuspicious(base, { kinds, at: NOW });

/** `[user, movie id, stars]` */
function listed({ movies, ratings }: Dataset): number[][] {
  const rows: number[][] = [];
  for (let user = 0; user < ratings.users; user++)
    for (let n = ratings.rowStart[user]; n < ratings.rowStart[user + 1]; n++)
      rows.push([user, movies[ratings.item[n]].id, ratings.value[n]]);
  return rows;
}

const many = Array.from({ length: 60 }, (_, i) => movie(100 + i, `Film ${i}`, 1990, 'Drama'));
const begin = Date.parse('2001-01-01') / 1000;

it('returns the very same data set without a choice', () => {
  const base = datasetOf(many, 2, [
    [0, 0, 4],
    [1, 1, 3],
  ]);
  const { dataset, userOf } = exclude(base);
  expect(dataset).toBe(base);
  expect([...userOf]).toEqual([0, 1]);
});

describe('suspicious users', () => {
  const base = datasetOf(many, 4, [
    ...many.slice(0, 20).map((_, i) => [0, i, 4]),
    ...many.slice(0, 20).map((_, i) => [1, i, 3 + (i % 3)]),
    ...many.slice(0, 51).map((_, i) => [2, i, 1 + (i % 5), begin + i]),
    [3, 59, 2],
  ]);

  it('who rate everything the same are excluded, and the others are renumbered', () => {
    const { dataset, userOf } = exclude(base, 'alike');
    expect(dataset.id).toBe('base-1~alike');
    expect([...userOf]).toEqual([-1, 0, 1, 2]);
    expect(dataset.ratings.users).toBe(3);
    expect(listed(dataset)).toEqual(listed(base).flatMap(([u, id, s]) => (u === 0 ? [] : [[u - 1, id, s]])));
    expect(dataset.movies).toEqual(base.movies);
    expect(dataset.report).toMatchObject({ ratings: 72, users: 3, movies: 60, moviesWithoutRatings: 8 });
    expect(dataset.report.leftOut).toEqual([
      { why: 'Read before', count: 1, examples: ['line 7'] },
      {
        why: 'People who rate everything the same, by your choice',
        count: 20,
        examples: ['person 1: 20 ratings'],
      },
    ]);
  });

  it('who rate in bursts are excluded, too, and the id does not depend on the order of the choice', () => {
    const { dataset, userOf } = exclude(base, 'bursts', 'alike');
    expect(dataset.id).toBe('base-1~alike.bursts');
    expect([...userOf]).toEqual([-1, 0, -1, 1]);
    expect(dataset.report.leftOut.map(({ count }) => count)).toEqual([1, 20, 51]);
    expect(dataset.ratings.time.every((time) => time === 0)).toBe(true);
  });
});

describe('movies listed twice', () => {
  const movies = [
    movie(7, 'Hamlet', 2000, 'War'),
    movie(8, 'X', 1990, 'Drama'),
    movie(9, 'hamlet', 2000, 'Drama'),
    movie(10, 'Hamlet', 1996, 'Drama'),
  ];
  const base = datasetOf(movies, 4, [
    [0, 0, 1, begin],
    [0, 2, 5, begin + 1],
    [1, 0, 2, begin + 1],
    [1, 2, 4, begin],
    [1, 1, 3, begin],
    [2, 2, 3.5, begin],
    [3, 0, 1],
    [3, 2, 4.5],
    [3, 3, 0.5],
    [2, 1, 2],
    [2, 3, 2],
  ]);

  it('become one with the ratings of both, the later one of each user', () => {
    const { dataset } = exclude(base, 'twice');
    // The second listing has four ratings, the first one three.
    expect(dataset.movies.map(({ id }) => id)).toEqual([8, 9, 10]);
    expect(dataset.genres).toEqual(['Drama']);
    expect(listed(dataset)).toEqual([
      [0, 9, 5],
      [1, 8, 3],
      [1, 9, 2],
      [2, 8, 2],
      [2, 9, 3.5],
      [2, 10, 2],
      [3, 9, 4.5],
      [3, 10, 0.5],
    ]);
    expect(dataset.report.leftOut.slice(1)).toEqual([
      {
        why: 'Films listed twice, joined into one by your choice',
        count: 1,
        examples: ['Hamlet: film 7 into 9'],
      },
      {
        why: 'Earlier ratings of films listed twice, by your choice',
        count: 3,
        examples: ['person 1, Hamlet (film 7)', 'person 2, hamlet (film 9)', 'person 4, Hamlet (film 7)'],
      },
    ]);
  });
});

it('keeps statistics and links beside the movies that they are of, when listings become one', () => {
  const movies = [movie(7, 'Hamlet', 2000), movie(8, 'X', 1990), movie(9, 'hamlet', 2000)];
  const base: Dataset = {
    ...datasetOf(movies, 2, [
      [0, 0, 1, begin],
      [0, 2, 5, begin + 1],
      [1, 2, 4, begin],
      [1, 1, 3, begin],
    ]),
    statistics: { count: Int32Array.of(10, 20, 30), mean: Float32Array.of(4, 3, 2) },
    links: { imdb: Int32Array.of(71, 81, 91), tmdb: Int32Array.of(72, 82, 92) },
  };
  const { dataset } = exclude(base, 'twice');
  expect(dataset.movies.map(({ id }) => id)).toEqual([8, 9]);
  expect([...(dataset.statistics?.count ?? [])]).toEqual([20, 40]);
  expect([...(dataset.statistics?.mean ?? [])]).toEqual([3, 2.5]);
  expect(dataset.links).toEqual({ imdb: Int32Array.of(81, 91), tmdb: Int32Array.of(82, 92) });
});

it('excludes ratings at impossible times, and users without other ratings', () => {
  const movies = [movie(1, 'Old', 1990), movie(2, 'New', 2000)];
  const base = datasetOf(movies, 3, [
    [0, 0, 4, Date.parse('1989-12-31') / 1000],
    [0, 1, 4, Date.parse('2000-06-01') / 1000],
    [1, 0, 3, NOW + 1],
    [2, 0, 2, Date.parse('1990-01-01') / 1000],
    [2, 1, 1],
  ]);
  const { dataset, userOf } = exclude(base, 'untimely');
  expect(listed(dataset)).toEqual([
    [0, 2, 4],
    [1, 1, 2],
    [1, 2, 1],
  ]);
  expect([...userOf]).toEqual([0, -1, 1]);
  expect(dataset.report.leftOut.at(-1)).toEqual({
    why: 'Ratings at impossible times, by your choice',
    count: 2,
    examples: ['person 1, Old (film 1)', 'person 2, Old (film 1)'],
  });
});
