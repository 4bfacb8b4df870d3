import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { readArchive } from '../../../../src/dataset/archive/read-archive.ts';
import type { Dataset } from '../../../../src/dataset/dataset.ts';
import { content } from '../../../../src/recommenders/models/genre-content.ts';
import {
  cosines,
  fitTfidf,
  type GenreTfidf,
  genreVector,
  rowOf,
} from '../../../../src/recommenders/models/tfidf.ts';

let dataset: Dataset;
let tfidf: GenreTfidf;
const itemOf = (id: number) => dataset.movies.findIndex((movie) => movie.id === id);

beforeAll(async () => {
  const bytes = readFileSync(new URL('../../../../public/datasets/matinee-films.zip', import.meta.url));
  ({ dataset } = await readArchive(new Uint8Array(bytes), 'matinee-films'));
  tfidf = fitTfidf(dataset.movies, dataset.genres);
});

describe('genre TF-IDF equals scikit-learn 1.9 on the built-in data', () => {
  it.each([
    ['Drama', 1.780755],
    ['Comedy', 2.096851],
    ['Sci-Fi', 3.442264],
    ['Film-Noir', 5.763386],
    ['IMAX', 5.619426],
  ])('idf of %s', (genre, expected) => {
    expect(tfidf.idf[tfidf.genres.indexOf(genre)]).toBeCloseTo(expected, 6);
  });

  it('row of Toy Story', () => {
    const row = rowOf(tfidf, itemOf(1));
    const expected = new Map([
      ['Adventure', 0.430163],
      ['Animation', 0.501067],
      ['Children', 0.502142],
      ['Comedy', 0.276877],
      ['Fantasy', 0.484855],
    ]);
    tfidf.genres.forEach((genre, g) => {
      expect(row[g]).toBeCloseTo(expected.get(genre) ?? 0, 6);
    });
  });

  it.each([
    [1, 2, 0.819922],
    [1, 3, 0.161294],
    [318, 356, 0.147987],
    [2571, 589, 0.85732],
    [260, 1196, 1],
  ])('cosine of movies %i and %i', (a, b, expected) => {
    expect(cosines(tfidf, rowOf(tfidf, itemOf(a)))[itemOf(b)]).toBeCloseTo(expected, 6);
  });

  it('has 19 genres and gives a movie without genres similarity 0 to everything', () => {
    expect(tfidf.genres.length).toBe(19);
    const bare = dataset.movies.findIndex((movie) => movie.genres.length === 0);
    expect(bare).toBeGreaterThanOrEqual(0);
    expect(cosines(tfidf, rowOf(tfidf, bare)).every((value) => value === 0)).toBe(true);
  });
});

describe('content recommender', () => {
  const nobody = { item: new Int32Array(0), value: new Float32Array(0) };

  it('ranks by cosine with the picks when nothing is rated', () => {
    const scores = content(tfidf).score({ ratings: nobody, genres: ['Film-Noir', 'Thriller'] });
    expect(scores).toEqual(cosines(tfidf, genreVector(tfidf, ['Film-Noir', 'Thriller'])));
    const best = scores.indexOf(Math.max(...scores));
    expect([...dataset.movies[best].genres].sort()).toEqual(['Film-Noir', 'Thriller']);
  });

  it('gives low scores to the genres of movies rated low', () => {
    const horror = dataset.movies.findIndex((m) => m.genres.join() === 'Horror');
    const comedy = dataset.movies.findIndex((m) => m.genres.join() === 'Comedy');
    const ratings = { item: Int32Array.of(horror, comedy), value: Float32Array.of(0.5, 5) };
    const scores = content(tfidf).score({ ratings, genres: [] });
    expect(scores[comedy]).toBeGreaterThan(0);
    expect(scores[horror]).toBeLessThan(0);
  });
});
