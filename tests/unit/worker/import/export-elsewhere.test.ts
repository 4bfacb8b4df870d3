import { expect, it } from 'vitest';
import { plainProduct } from '../../../../src/base/matrix-vector.ts';
import { createPause } from '../../../../src/base/scheduling.ts';
import { readFile } from '../../../../src/dataset/exports/read-file.ts';
import { noFacts } from '../../../../src/dataset/movie-facts.ts';
import type { ExportLayout } from '../../../../src/protocol/import-messages.ts';
import type { StoredPerson } from '../../../../src/storage/person/stored-person.ts';
import { exportedFiles } from '../../../../src/worker/import/export-elsewhere.ts';
import { createMatcher, matchEntries } from '../../../../src/worker/import/match-entries.ts';
import { mergeImport } from '../../../../src/worker/import/merge-import.ts';
import { createCatalogue } from '../../../../src/worker/session/catalogue.ts';
import { dataset } from '../../../fixtures/visits.ts';
import { memoryAppStorage } from '../../../fixtures/worker-fakes.ts';

const links = {
  imdb: Int32Array.from(dataset.movies, (_, item) => 1000 + item),
  tmdb: Int32Array.from(dataset.movies, (_, item) => (item === 0 ? 0 : 2000 + item)),
};
const catalogue = createCatalogue({ ...dataset, links }, plainProduct);
const matcher = await createMatcher(catalogue, noFacts, createPause());

async function personWith(change: Partial<StoredPerson>): Promise<StoredPerson> {
  return { ...(await memoryAppStorage().loadPerson()), ...change };
}

const person = await personWith({
  ratings: new Map([
    [100, { stars: 3.5, at: 5 }],
    [101, { stars: 5, at: 7 }],
    [9001, { stars: 1, at: 6 }],
    [9002, { stars: 2, at: 4 }],
  ]),
  marks: new Map([
    [101, { mark: 'seen', at: 8 }],
    [102, { mark: 'seen', at: 9 }],
    [103, { mark: 'watchlist', at: 10 }],
    [104, { mark: 'notInterested', at: 11 }],
    [105, { mark: 'liked', at: 12 }],
  ]),
  movies: new Map([[9001, { id: 9001, title: '=Elsewhere', year: 2001, genres: [] }]]),
  namedLists: new Map([['rainy', { movieIds: [107, 106], at: 1 }]]),
  waiting: new Map([
    [
      'imdb 7',
      {
        titles: ['Not Here'],
        year: 2030,
        movieId: null,
        imdb: 7,
        tmdb: null,
        rows: [
          { opinion: { kind: 'rating', stars: 4 }, at: 1, isCurrent: true },
          { opinion: { kind: 'listed', list: 'rainy' }, at: null, isCurrent: true },
        ],
      },
    ],
  ]),
});

const files = (layout: ExportLayout) => exportedFiles(layout, person, catalogue);

/** What another profile knows after all files of a layout were dropped there. */
async function takenBack(layout: ExportLayout) {
  const everyone = new Array<number>(10).fill(1);
  const pause = createPause();
  const read = await Promise.all(
    files(layout).files.map(({ name, text }) =>
      readFile(name, new TextEncoder().encode(text), { everyone, pause }),
    ),
  );
  const { matchedEntries, waiting } = await matchEntries(
    { files: read },
    matcher,
    catalogue,
    new Map(),
    pause,
  );
  return { ...mergeImport(matchedEntries, await personWith({}), 100).movies, waiting };
}

const stars = (ratings: StoredPerson['ratings']) =>
  [...ratings].map(([id, rating]) => [id, rating.stars]).sort();

it('ratings go to Letterboxd by id, the latest first, with what was seen, and what waits for a data set', async () => {
  const { files: tables, leftOut } = files('letterboxd');
  expect(tables).toMatchObject([{ name: 'letterboxd.csv', rows: 6 }]);
  expect(tables[0].text.split('\r\n')).toEqual([
    'imdbID,tmdbID,Title,Year,Rating10',
    'tt0001001,2001,Film 1,1961,10',
    ",,'=Elsewhere,2001,2",
    'tt0001000,,Film 0,1960,7',
    'tt0001005,2005,Film 5,1965,',
    'tt0001002,2002,Film 2,1962,',
    'tt0000007,,Not Here,2030,8',
    '',
  ]);
  // Of 9002 no more than the number is known.
  expect(leftOut).toBe(1);
  const back = await takenBack('letterboxd');
  expect(stars(back.ratings)).toEqual([
    [100, 3.5],
    [101, 5],
  ]);
  expect([...back.marks].map(([id, { mark }]) => [id, mark]).sort()).toEqual([
    [102, 'seen'],
    [105, 'seen'],
  ]);
  expect(back.waiting.map(({ entries: [{ titles }] }) => titles[0])).toEqual(['=Elsewhere', 'Not Here']);
});

it('ratings are written as MovieLens.org does, with everyone’s mean', async () => {
  const [{ name, rows, text }] = files('movielens').files;
  expect([name, rows]).toEqual(['movielens-ratings.csv', 5]);
  const item = 1;
  const mean = (catalogue.starSums[item] / catalogue.counts[item]).toFixed(2);
  expect(text).toContain(
    `\r\n101,tt0001001,2001,5,${mean},Film 1 (1961)\r\n9001,,,1,,'=Elsewhere (2001)\r\n`,
  );
  expect(stars((await takenBack('movielens')).ratings)).toEqual([
    [100, 3.5],
    [101, 5],
  ]);
});

it('lists are written one by one and come back as what they were', async () => {
  const { files: tables } = files('lists');
  expect(tables.map(({ name, rows }) => [name, rows])).toEqual([
    ['watchlist.csv', 1],
    ['seen.csv', 2],
    ['liked.csv', 1],
    ['not-interested.csv', 1],
    ['list-rainy.csv', 3],
  ]);
  const back = await takenBack('lists');
  expect([...back.marks].map(([id, { mark, at }]) => [id, mark, at]).sort()).toEqual([
    [101, 'seen', 8],
    [102, 'seen', 9],
    [103, 'watchlist', 10],
    [104, 'notInterested', 11],
    [105, 'liked', 12],
  ]);
  expect(back.namedLists.get('rainy')?.movieIds).toEqual([107, 106]);
  expect(back.waiting.map(({ entries: [{ opinion }] }) => opinion)).toEqual([
    { kind: 'listed', list: 'rainy' },
  ]);
});
