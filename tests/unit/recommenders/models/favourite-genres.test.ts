import { describe, expect, test } from 'vitest';
import { LIKED } from '../../../../src/base/liked.ts';
import { createRandom } from '../../../../src/base/random.ts';
import type { Movie } from '../../../../src/dataset/dataset.ts';
import {
  favouriteGenres,
  genreShares,
  genreSharesByCount,
} from '../../../../src/recommenders/models/favourite-genres.ts';
import { favouritesVector } from '../../../../src/recommenders/models/person-features.ts';
import { fitTfidf, genreVector } from '../../../../src/recommenders/models/tfidf.ts';

const genresOf = [
  ['Drama'],
  ['Drama', 'War'],
  ['Drama', 'War'],
  ['Comedy', 'War'],
  ['Comedy', 'Drama'],
  ['Comedy'],
  [],
  ['Noir'],
];
const movies: Movie[] = genresOf.map((genres, id) => ({ id, title: `Film ${id}`, year: null, genres }));

test('shares: each movie counts once for each of its genres', () => {
  const shares = genreShares(movies, [0, 1, 1, 6]);
  expect(Object.fromEntries(shares)).toEqual({ Drama: 0.75, War: 0.5 });
  expect(genreShares(movies, []).size).toBe(0);
});

test('shares of many ratings are to the last digit those that are added up rating by rating', () => {
  const random = createRandom(3);
  const items = Array.from({ length: 1000 }, () => random.integer(movies.length));
  const added = new Map<string, number>();
  for (const i of items)
    for (const genre of movies[i].genres) added.set(genre, (added.get(genre) ?? 0) + 1 / items.length);
  const counts = movies.map((_, i) => items.filter((item) => item === i).length);
  expect(Object.fromEntries(genreShares(movies, items))).toEqual(Object.fromEntries(added));
  expect(Object.fromEntries(genreSharesByCount(movies, counts))).toEqual(Object.fromEntries(added));
  expect(genreSharesByCount(movies, new Int32Array(movies.length)).size).toBe(0);
});

describe('favourite genres', () => {
  const everyone = new Map([
    ['Drama', 0.5],
    ['War', 0.1],
    ['Comedy', 0.4],
    ['Noir', 0.001],
  ]);

  test('are the most over-represented ones first; fewer than three movies do not count', () => {
    // Drama 4 of 6 (1.33 times everyone's), War 3 of 6 (5 times), Comedy 3 of 6 (1.25 times), Noir once (167 times).
    const liked = [0, 1, 2, 3, 4, 5];
    expect(favouriteGenres(movies, everyone, [...liked])).toEqual(['War', 'Drama', 'Comedy']);
    expect(favouriteGenres(movies, everyone, [...liked, 7])).toEqual(['War', 'Drama', 'Comedy']);
    expect(favouriteGenres(movies, everyone, [1, 2])).toEqual([]);
    expect(favouriteGenres(movies, everyone, [])).toEqual([]);
  });

  test('are three at most', () => {
    const all = ['A', 'B', 'C', 'D'];
    const many = [0, 1, 2].map((id) => ({ id, title: '', year: null, genres: all }));
    const shares = new Map(all.map((genre, n) => [genre, 0.9 - 0.2 * n]));
    expect(favouriteGenres(many, shares, [0, 1, 2])).toEqual(['D', 'C', 'B']);
  });
});

describe('the vector of a person', () => {
  const genres = ['Comedy', 'Drama', 'Noir', 'War'];
  const tfidf = fitTfidf(movies, genres);
  const source = { movies, tfidf, everyone: genreShares(movies, [0, 1, 2, 3, 4, 5, 6, 7]) };
  const rated = {
    item: Int32Array.of(0, 1, 2, 3, 5),
    value: Float32Array.of(LIKED, 5, LIKED, LIKED, LIKED - 0.5),
  };

  test('is made of the favourite genres of the liked movies, without all others', () => {
    // Liked: movies 0 to 3 with Drama and War three times each, Comedy once.
    const vector = favouritesVector(source, { ratings: rated, genres: [] });
    expect(vector).toEqual(genreVector(tfidf, ['War', 'Drama']));
    expect(Math.hypot(...vector)).toBeCloseTo(1, 10);
    expect([vector[0], vector[2]]).toEqual([0, 0]);
    expect(vector[3]).toBeGreaterThan(vector[1]);
  });

  test('is made of the picks where there are some', () => {
    const vector = favouritesVector(source, { ratings: rated, genres: ['Comedy'] });
    expect(Array.from(vector)).toEqual([1, 0, 0, 0]);
  });

  test('is zero for a person without either', () => {
    const nothing = { item: new Int32Array(0), value: new Float32Array(0) };
    expect(Array.from(favouritesVector(source, { ratings: nothing, genres: [] }))).toEqual([0, 0, 0, 0]);
  });
});
