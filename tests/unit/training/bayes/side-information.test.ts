import { expect, test } from 'vitest';
import { finish } from '../../../../src/base/steps.ts';
import { type Movie, toRatings } from '../../../../src/dataset/dataset.ts';
import { RATED_MOVIES } from '../../../../src/protocol/training-messages.ts';
import { genreShares } from '../../../../src/recommenders/models/favourite-genres.ts';
import { fitTfidf } from '../../../../src/recommenders/models/tfidf.ts';
import {
  type FeatureMatrix,
  movieFeatures,
  userFeatures,
  userGroups,
} from '../../../../src/training/bayes/side-information.ts';

const movie = (id: number, year: number | null, ...genres: string[]): Movie => ({
  id,
  title: `Film ${id}`,
  year,
  genres,
});
const movies = [
  movie(1, 1994, 'Drama'),
  movie(2, 1999, 'Drama', 'War'),
  movie(3, 2001, 'Comedy'),
  movie(4, null),
];
const genres = ['Comedy', 'Drama', 'War'];
const part = toRatings(2, 4, {
  user: Int32Array.of(0, 0, 0, 1),
  item: Int32Array.of(0, 1, 2, 1),
  value: Float32Array.of(5, 4, 1, 3),
  time: new Uint32Array(4),
});
const source = { movies, tfidf: fitTfidf(movies, genres), everyone: genreShares(movies, part.item) };

function rowOf({ start, index, value }: FeatureMatrix, row: number): [number, number][] {
  return Array.from(index.subarray(start[row], start[row + 1]), (column, n) => [
    column,
    Number(value[start[row] + n].toFixed(4)),
  ]);
}

test('features of movies are the intercept, TF-IDF genres, decades and raters with equal values', () => {
  const f = finish(movieFeatures(part, source, null, ['genres', 'decades', 'raters']));
  expect(f.columns).toBe(1 + 3 + 2 + 2);
  expect(f.groups.map(({ group, columns }) => [group, columns])).toEqual([
    ['genres', 3],
    ['decades', 2],
    ['raters', 2],
  ]);
  expect(rowOf(f, 0)).toEqual([
    [0, 1],
    [2, 1],
    [4, 1],
    [6, 1],
  ]);
  const half = Number(Math.SQRT1_2.toFixed(4));
  expect(rowOf(f, 1).slice(3)).toEqual([
    [4, 1],
    [6, half],
    [7, half],
  ]);
  // A movie without genre, year and ratings has the intercept alone.
  expect(rowOf(f, 3)).toEqual([[0, 1]]);
});

test('features of users are the intercept, favourite genres, attributes and rated movies', () => {
  const f = finish(
    userFeatures(part, source, { columns: 2, of: [[1], []] }, ['favourites', 'attributes', RATED_MOVIES]),
  );
  expect(f.columns).toBe(1 + 3 + 2 + 4);
  const third = Number((1 / Math.sqrt(3)).toFixed(4));
  // Two liked movies are too few for a favourite genre.
  expect(rowOf(f, 0)).toEqual([
    [0, 1],
    [5, 1],
    [6, third],
    [7, third],
    [8, third],
  ]);
  expect(rowOf(f, 1)).toEqual([
    [0, 1],
    [7, 1],
  ]);
  expect(userGroups(f)).toEqual([
    { group: 'favourites', columns: 3 },
    { group: 'attributes', columns: 2 },
    { group: RATED_MOVIES, columns: 4 },
  ]);
});

test('statistics are a shrunken mean and a log count, each with deviation 1 over √2, and nothing where none are known', () => {
  const statistics = { count: Int32Array.of(1000, 10, 1, 0), mean: Float32Array.of(4, 3, 5, Number.NaN) };
  const f = finish(movieFeatures(part, source, statistics, ['statistics', 'decades']));
  expect(f.groups.map(({ group, columns }) => [group, columns])).toEqual([
    ['decades', 2],
    ['statistics', 2],
  ]);
  const everyone = (4 * 1000 + 3 * 10 + 5) / 1011;
  const means = [1000, 10, 1].map((n, i) => (n * [4, 3, 5][i] + 5 * everyone) / (n + 5));
  const logs = [1000, 10, 1].map(Math.log);
  const standard = (values: number[], i: number) => {
    const mean = values.reduce((sum, v) => sum + v, 0) / 3;
    const deviation = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / 3);
    return Number(((values[i] - mean) / deviation / Math.SQRT2).toFixed(4));
  };
  for (const i of [0, 1, 2]) {
    expect(rowOf(f, i).slice(-2)).toEqual([
      [3, standard(means, i)],
      [4, standard(logs, i)],
    ]);
  }
  // One rating of 5 stars moves a mean less than ten ratings of 3.
  expect(Math.abs(means[2] - everyone)).toBeLessThan(Math.abs(means[1] - everyone));
  expect(rowOf(f, 3)).toEqual([[0, 1]]);
});

test('statistics that know every movie alike, or none, add no information and no NaN', () => {
  const alike = { count: new Int32Array(4).fill(7), mean: new Float32Array(4).fill(3) };
  expect(rowOf(finish(movieFeatures(part, source, alike, ['statistics'])), 0)).toEqual([
    [0, 1],
    [1, 0],
    [2, 0],
  ]);
  const none = { count: new Int32Array(4), mean: new Float32Array(4).fill(Number.NaN) };
  expect(rowOf(finish(movieFeatures(part, source, none, ['statistics'])), 0)).toEqual([[0, 1]]);
});

test('groups that are not chosen, or have no data, add no column', () => {
  expect(finish(movieFeatures(part, source, null, ['statistics'])).columns).toBe(1);
  expect(finish(userFeatures(part, source, null, ['attributes', 'genres'])).columns).toBe(1);
});

test('features of many ratings come in steps', () => {
  const users = 300;
  const each = 200;
  const many = toRatings(users, each, {
    user: Int32Array.from({ length: users * each }, (_, n) => Math.floor(n / each)),
    item: Int32Array.from({ length: users * each }, (_, n) => n % each),
    value: new Float32Array(users * each).fill(4),
    time: new Uint32Array(users * each),
  });
  const steps = userFeatures(many, source, null, [RATED_MOVIES]);
  let count = 0;
  let made = steps.next();
  for (; made.done !== true; made = steps.next()) count++;
  expect(count).toBeGreaterThan(3);
  expect(made.value.index).toHaveLength(users * (each + 1));
  expect(rowOf(made.value, users - 1)).toHaveLength(each + 1);
});
