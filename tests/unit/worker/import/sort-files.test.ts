import { expect, it } from 'vitest';
import { sortFiles } from '../../../../src/worker/import/sort-files.ts';
import { archive, droppedFile, MOVIES, RATINGS, zip } from '../../../fixtures/archives.ts';

const LETTERBOXD = 'Date,Name,Year,Letterboxd URI,Rating\n2020-01-01,Alien,1979,u,4\n';

/** Names of the person's own files, of data sets and of what was refused. */
async function sorted(...files: Parameters<typeof sortFiles>[0]) {
  const { own, datasets, refused } = await sortFiles(files);
  return {
    own: own.map(({ name }) => name),
    datasets: datasets.map((dataset) => dataset.map(({ name }) => name)),
    refused: refused.map(({ code }) => code),
  };
}

it.each([
  ['ml-x.zip', archive()],
  ['100k.zip', zip({ 'ml-100k/u.item': '', 'ml-100k/u.data': '' })],
  ['1m.zip', zip({ 'ml-1m/movies.dat': '', 'ml-1m/ratings.dat': '' })],
])('knows the data set in %s', async (name, bytes) => {
  expect(await sorted(droppedFile(name, bytes))).toEqual({ own: [], datasets: [[name]], refused: [] });
});

it('knows the files of a data set, in a folder or not', async () => {
  const files = [droppedFile('ml-x/movies.csv', MOVIES), droppedFile('ml-x/ratings.csv', RATINGS)];
  expect(await sorted(...files)).toEqual({
    own: [],
    datasets: [['ml-x/movies.csv', 'ml-x/ratings.csv']],
    refused: [],
  });
  expect(await sorted(droppedFile('u.item', ''), droppedFile('u.data', ''))).toMatchObject({
    datasets: [['u.item', 'u.data']],
  });
});

it('takes exports of one person for what they are, by their columns', async () => {
  const none = { datasets: [], refused: [] };
  expect(await sorted(droppedFile('ratings.csv', LETTERBOXD), droppedFile('movies.csv', 'x'))).toEqual({
    own: ['ratings.csv', 'movies.csv'],
    ...none,
  });
  expect(await sorted(droppedFile('l.zip', zip({ 'ratings.csv': LETTERBOXD, 'watched.csv': '' })))).toEqual({
    own: ['l.zip'],
    ...none,
  });
});

it('refuses what is damaged or far too large, and takes the rest', async () => {
  const huge = { name: 'diary.csv', content: new Blob([new Uint8Array(64e6 + 1)]) };
  expect(
    await sorted(droppedFile('a.zip', archive().slice(0, -30)), huge, droppedFile('b.csv', LETTERBOXD)),
  ).toEqual({ own: ['b.csv'], datasets: [], refused: ['file-broken', 'file-too-large'] });
});
