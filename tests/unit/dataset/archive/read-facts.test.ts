import { expect, it } from 'vitest';
import { findTables } from '../../../../src/dataset/archive/archive-tables.ts';
import { readArchive, readDataset } from '../../../../src/dataset/archive/read-archive.ts';
import { readDetails } from '../../../../src/dataset/archive/read-facts.ts';
import { SkippedRowsCounter } from '../../../../src/dataset/archive/skipped-rows.ts';
import { MOVIES, RATINGS, zip } from '../../../fixtures/archives.ts';

const DETAILS = 'movieId,runtime,languages,countries,directors,cast,wikipedia';
const read = (files: Readonly<Record<string, string>>) =>
  readArchive(zip({ 'movies.csv': MOVIES, 'ratings.csv': RATINGS, ...files }), 'x.zip');
const lines = (...rows: readonly string[]) => rows.join('\n');

it('reads facts in the order of the movies, and leaves unknown what is', async () => {
  const { dataset, facts } = await read({
    'statistics.csv': lines('movieId,count,mean', '30,7,3.25', '1,100,4'),
    'links.csv': lines('movieId,imdbId,tmdbId', '2,0133093,603', '30,0000042,'),
    'details.csv': lines(
      DETAILS,
      '2,136,en|ja,US|AU,Lana Wachowski|Lilly Wachowski,Keanu Reeves|"Carrie-Anne  Moss",The Matrix',
      '1,,,,,,',
    ),
    'descriptions.csv': lines(
      'movieId,description,source,page',
      '1,"Toys, ""alive"".\nAll of them.",wikipedia,Toy_Story',
    ),
    'tags.csv': lines('userId,movieId,tag,timestamp', '1,2,Dream,1', '2,2,bullets,1', '3,2, dream ,1'),
  });
  expect(dataset.report.leftOut).toEqual([]);
  expect([...(dataset.statistics?.count ?? [])]).toEqual([100, 0, 7]);
  expect([...(dataset.statistics?.mean ?? [])]).toEqual([4, Number.NaN, 3.25]);
  expect([...(dataset.links?.imdb ?? [])]).toEqual([0, 133_093, 42]);
  expect([...(dataset.links?.tmdb ?? [])]).toEqual([0, 603, 0]);
  expect(facts.details).toEqual({
    ids: [2, 1],
    facts: [
      {
        runtime: 136,
        languages: ['en', 'ja'],
        countries: ['US', 'AU'],
        directors: ['Lana Wachowski', 'Lilly Wachowski'],
        cast: ['Keanu Reeves', '"Carrie-Anne Moss"'],
        wikipedia: 'The_Matrix',
      },
      { runtime: null, languages: [], countries: [], directors: [], cast: [], wikipedia: null },
    ],
  });
  expect(facts.descriptions).toEqual({
    ids: [1],
    facts: [{ text: 'Toys, "alive". All of them.', source: 'wikipedia', page: 'Toy_Story' }],
  });
  expect(facts.tags).toEqual({
    ids: [2],
    facts: [
      [
        { tag: 'dream', count: 2 },
        { tag: 'bullets', count: 1 },
      ],
    ],
  });
});

it('has the id of before without statistics, and another one with them', async () => {
  const idOf = async (files: Readonly<Record<string, string>>) => (await read(files)).dataset.id;
  const plain = await idOf({});
  expect(await idOf({ 'links.csv': lines('movieId,imdbId,tmdbId', '1,1,1') })).toBe(plain);
  expect(await idOf({ 'statistics.csv': lines('movieId,count,mean', '1,1,1') })).not.toBe(plain);
});

it('is without numbers where no row can be used', async () => {
  const { dataset } = await read({
    'statistics.csv': lines('movieId,count,mean', '99,5,3'),
    'links.csv': lines('movieId,imdbId,tmdbId', '1,,'),
  });
  expect(dataset).not.toHaveProperty('statistics');
  expect(dataset).not.toHaveProperty('links');
});

it.each([
  ['details.csv', DETAILS, '1,90,en,US,A,B', 'Rows of details.csv with missing or extra columns'],
  [
    'details.csv',
    DETAILS,
    '0,90,en,US,A,B,C',
    'Rows of details.csv whose movie id is not a whole positive number',
  ],
  [
    'details.csv',
    DETAILS,
    '99,90,en,US,A,B,C',
    'Rows of details.csv about movies that the movie list does not hold',
  ],
  ['details.csv', DETAILS, '1,0,en,US,A,B,C', 'Running times that are not 1 to 2000 minutes'],
  ['details.csv', DETAILS, '1,2001,en,US,A,B,C', 'Running times that are not 1 to 2000 minutes'],
  ['details.csv', DETAILS, '1,90,english,US,A,B,C', 'Languages that are not codes of ISO 639'],
  ['details.csv', DETAILS, '1,90,en,usa,A,B,C', 'Countries that are not codes of ISO 3166'],
  ['details.csv', DETAILS, `1,90,en,US,${'A'.repeat(121)},B,C`, 'Names of over 120 letters'],
  ['details.csv', DETAILS, `1,90,en,US,A,B,${'C'.repeat(301)}`, 'Titles of articles of over 300 letters'],
  [
    'details.csv',
    DETAILS,
    '1,90,en,US,A,B,C\n1,91,en,US,A,B,C',
    'Repeated rows of details.csv about one movie (the first is kept)',
  ],
  ['descriptions.csv', 'movieId,description,source,page', '1, ,wikipedia,A', 'Descriptions without text'],
  [
    'descriptions.csv',
    'movieId,description,source,page',
    `1,${'a'.repeat(2001)},wikipedia,A`,
    'Descriptions of over 2,000 letters',
  ],
  ['tags.csv', 'userId,movieId,tag', '1,1, ', 'Tags without text'],
  [
    'statistics.csv',
    'movieId,count,mean',
    '1,5,5.5',
    'Statistics that are not a number of ratings and a mean of 0.5 to 5',
  ],
  [
    'statistics.csv',
    'movieId,count,mean',
    '1,many,3',
    'Statistics that are not a number of ratings and a mean of 0.5 to 5',
  ],
  [
    'links.csv',
    'movieId,imdbId,tmdbId',
    '1,tt0114709,862',
    'Numbers in links.csv that are none (the movies are kept without them)',
  ],
])('counts what cannot be used: %s %s %s', async (file, header, row, why) => {
  const { dataset } = await read({ [file]: lines(header, row) });
  expect(dataset.report.leftOut).toMatchObject([{ why, count: 1 }]);
  expect(dataset.report.leftOut[0].examples[0]).toMatch(/^line [23]: /);
  expect(dataset.report.ratings).toBe(3);
});

it('keeps the rest of a row that has a fault', async () => {
  const { facts } = await read({ 'details.csv': lines(DETAILS, '1,9999,en|english,US,A,B,C') });
  expect(facts.details?.facts).toMatchObject([{ runtime: null, languages: ['en'], directors: ['A'] }]);
});

it('does without a file that is no such table, or too large', async () => {
  const { dataset, facts } = await read({
    'tags.csv': 'hello',
    'details.csv': lines(DETAILS, '1,90,en,US,A,B,C'),
  });
  expect(facts.tags).toBeNull();
  expect(facts.details?.ids).toEqual([1]);
  expect(dataset.report.leftOut).toEqual([
    {
      why: 'Files beside movies and ratings that cannot be used',
      count: 1,
      examples: ['tags.csv has no column movieId.'],
    },
  ]);
  const skippedRows = new SkippedRowsCounter();
  const tables = await findTables([zip({ 'details.csv': lines(DETAILS, '1,90,en,US,A,B,C') })]);
  expect(await readDetails(tables, { movies: { has: () => true }, limit: 20, skippedRows })).toBeNull();
  expect(skippedRows.list()).toMatchObject([{ count: 1 }]);
});

it('reads a data set that is cut into several archives', async () => {
  const parts = [
    { 'movies.csv': MOVIES },
    { 'ratings.csv': RATINGS, 'details.csv': lines(DETAILS, '1,90,en,US,A,B,C') },
  ];
  const whole = await readArchive(zip({ ...parts[0], ...parts[1] }), 'x.zip');
  expect(await readDataset(await findTables(parts.map((files) => zip(files))), 'x.zip')).toEqual(
    whole.dataset,
  );
});
