import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readArchive } from '../../../../src/dataset/archive/read-archive.ts';
import { builtInMix } from '../../../../src/recommenders/hybrid/built-in-mix.ts';

/** These files are not part of the repository. The tests are skipped without them. */
const SHARED = new URL('../../../../../shared/data/', import.meta.url);
const readAll = (file: URL) => readArchive(readFileSync(file), file.pathname);
const read = async (file: URL) => (await readAll(file)).dataset;
const shared = (name: string) => it.skipIf(!existsSync(new URL(name, SHARED)));

it('reads the built-in data set', async () => {
  const { dataset, facts } = await readAll(
    new URL('../../../../public/datasets/matinee-films.zip', import.meta.url),
  );
  expect(dataset.report).toEqual({
    ratings: 123_409,
    users: 618,
    movies: 18_156,
    moviesWithoutGenres: 172,
    moviesWithoutRatings: 5_587,
    leftOut: [],
  });
  expect(dataset.name).toBe('matinee-films');
  // What was learnt of another shelf would not be used; `npm run fit -- ZIP mix` learns it of this one.
  expect(builtInMix.datasetId).toBe(dataset.id);
  expect(dataset.genres).toHaveLength(19);
  const { details, descriptions, tags } = facts;
  expect([details?.ids.length, descriptions?.ids.length, tags]).toEqual([17_017, 4_369, null]);
  expect(details?.facts.filter(({ runtime }) => runtime !== null)).toHaveLength(16_401);
  expect(details?.facts.reduce((sum, { cast }) => sum + cast.length, 0)).toBe(78_381);
  const { statistics, links } = dataset;
  expect(statistics?.count.every((count) => count > 0)).toBe(true);
  expect(links?.imdb.every((id) => id > 0)).toBe(true);
  expect(links?.tmdb.filter((id) => id === 0)).toHaveLength(17);
});

it('knows Jumanji as the files write it', async () => {
  const { dataset, facts } = await readAll(
    new URL('../../../../public/datasets/matinee-films.zip', import.meta.url),
  );
  const item = dataset.movies.findIndex(({ id }) => id === 2);
  expect(dataset.statistics?.count[item]).toBe(30_209);
  expect(dataset.statistics?.mean[item]).toBeCloseTo(3.28, 6);
  expect([dataset.links?.imdb[item], dataset.links?.tmdb[item]]).toEqual([113_497, 8_844]);
  const { details, descriptions } = facts;
  expect(details?.facts[details.ids.indexOf(2)]).toEqual({
    runtime: 104,
    languages: ['en'],
    countries: ['US'],
    directors: ['Joe Johnston'],
    cast: [
      'Robin Williams',
      'Kirsten Dunst',
      'David Alan Grier',
      'Bonnie Hunt',
      'Jonathan Hyde',
      'Bebe Neuwirth',
    ],
    wikipedia: 'Jumanji_(film)',
  });
  expect(descriptions?.facts[descriptions.ids.indexOf(2)]).toMatchObject({
    source: 'wikipedia',
    page: 'Jumanji_(film)',
    text: expect.stringMatching(/^The story centers on a supernatural board game/),
  });
});

shared('ml-latest-small-2018.zip')('reads ml-latest-small of 2018', async () => {
  const { dataset, facts } = await readAll(new URL('ml-latest-small-2018.zip', SHARED));
  // 1,572 movies of its tags.csv have tags; "pixar" and "fun" are Toy Story's.
  expect(facts.tags?.ids).toHaveLength(1_572);
  expect(facts.tags?.facts[facts.tags.ids.indexOf(1)]).toEqual([
    { tag: 'pixar', count: 2 },
    { tag: 'fun', count: 1 },
  ]);
  expect(dataset.links?.tmdb.filter((id) => id === 0)).toHaveLength(8);
  expect(dataset.statistics).toBeUndefined();
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
