import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readArchive } from '../../../../src/dataset/archive/read-archive.ts';

/** These files are not part of the repository. The tests are skipped without them. */
const SHARED = new URL('../../../../../shared/data/', import.meta.url);
const read = (file: URL) => readArchive(readFileSync(file), file.pathname);
const shared = (name: string) => it.skipIf(!existsSync(new URL(name, SHARED)));

it('reads the built-in data set', async () => {
  const dataset = await read(new URL('../../../../public/datasets/ml-latest-small.zip', import.meta.url));
  expect(dataset.report).toEqual({
    ratings: 99_997,
    users: 671,
    movies: 9_061,
    moviesWithoutGenres: 15,
    moviesWithoutRatings: 0,
    leftOut: [],
  });
  expect(dataset.movies.every(({ year }) => year !== null)).toBe(true);
  expect(dataset.genres).toHaveLength(19);
});

shared('ml-latest-small-2018.zip')('reads ml-latest-small of 2018', async () => {
  const dataset = await read(new URL('ml-latest-small-2018.zip', SHARED));
  expect(dataset.report).toEqual({
    ratings: 100_836,
    users: 610,
    movies: 9_742,
    moviesWithoutGenres: 34,
    moviesWithoutRatings: 18,
    leftOut: [],
  });
  expect(dataset.movies.filter(({ year }) => year === null)).toHaveLength(12);
  expect(dataset.movies.find(({ id }) => id === 171749)).toMatchObject({
    title: 'Death Note: Desu nôto',
    year: 2006,
  });
});

shared('ml-100k.zip')('reads MovieLens 100K', async () => {
  const dataset = await read(new URL('ml-100k.zip', SHARED));
  expect(dataset.report).toEqual({
    ratings: 100_000,
    users: 943,
    movies: 1_682,
    moviesWithoutGenres: 2,
    moviesWithoutRatings: 0,
    leftOut: [],
  });
  expect(dataset.movies[266]).toEqual({ id: 267, title: 'unknown', year: null, genres: [] });
  const titles = dataset.movies.map(({ title, year }) => `${title} ${year}`);
  expect(titles.length - new Set(titles).size).toBeGreaterThanOrEqual(17);
});
