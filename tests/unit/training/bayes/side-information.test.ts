import { expect, test } from 'vitest';
import { type Movie, toRatings } from '../../../../src/dataset/dataset.ts';
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
  const f = movieFeatures(part, source, ['genres', 'decades', 'raters']);
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
  const f = userFeatures(part, source, { columns: 2, of: [[1], []] }, [
    'favourites',
    'attributes',
    'ratedFilms',
  ]);
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
    { group: 'ratedFilms', columns: 4 },
  ]);
});

test('groups that are not chosen, or have no data, add no column', () => {
  expect(movieFeatures(part, source, []).columns).toBe(1);
  expect(userFeatures(part, source, null, ['attributes', 'genres']).columns).toBe(1);
});
