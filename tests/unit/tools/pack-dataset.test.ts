import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readArchive } from '../../../src/dataset/archive/read-archive.ts';
import { packDataset } from '../../../tools/pack/pack-dataset.ts';
import { madeUpDataset } from '../../bench/made-up-ratings.ts';
import { zip } from '../../fixtures/archives.ts';

const made = madeUpDataset({ users: 80, movies: 200, ratings: 3000 }, 5);
const { rowStart, item, value, time } = made.ratings;
const ratingLines = (separator: string) =>
  Array.from({ length: 80 }, (_, user) =>
    Array.from(item.subarray(rowStart[user], rowStart[user + 1]), (i, n) => {
      const at = rowStart[user] + n;
      return [user + 7, made.movies[i].id, value[at], time[at]].join(separator);
    }),
  ).flat();
const titles = ['Matrix, The', 'City, The (Cité, La)', 'Say "Hi", Bob', 'Movie: Part II'];
const titleOf = (n: number) => `${titles[n] ?? `Film ${n}`} (${1950 + (n % 70)})`;
const genresOf = (n: number) => (n === 3 ? '(no genres listed)' : 'Action|Comedy');

const csvZip = zip({
  'ml-x/README.txt': 'May be used for research.',
  'ml-x/movies.csv': `movieId,title,genres\n${made.movies
    .map(({ id }, n) => `${id},"${titleOf(n).replaceAll('"', '""')}",${genresOf(n)}`)
    .join('\n')}\n`,
  'ml-x/ratings.csv': `userId,movieId,rating,timestamp\n${ratingLines(',').join('\n')}\n`,
  'ml-x/links.csv': `movieId,imdbId,tmdbId\n${made.movies.map(({ id }, n) => `${id},${1000 + n},${n + 1}`).join('\n')}\n`,
});
const datZip = zip({
  'ml-1m/movies.dat': made.movies.map(({ id }, n) => `${id}::${titleOf(n)}::${genresOf(n)}\n`).join(''),
  'ml-1m/ratings.dat': `${ratingLines('::').join('\n')}\n`,
});

const options = { source: 'ml-x.zip', name: 'small', ratings: 400, seed: 3 };
const blob = (bytes: Uint8Array) => new Blob([new Uint8Array(bytes)]);
const textsIn = (bytes: Uint8Array) =>
  Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([name, content]) => [name, new TextDecoder().decode(content)]),
  );

describe.each([
  ['of today', csvZip],
  ['of 1M and 10M', datZip],
])('a packed archive in the layout %s', (_, source) => {
  it('is read again with the same movies and the ratings that were kept', async () => {
    const { dataset: whole } = await readArchive(blob(source), 'ml-x.zip');
    const { bytes, dataset } = await packDataset(blob(source), options);
    const { dataset: again } = await readArchive(blob(bytes), 'small.zip');
    expect(again.movies).toEqual(whole.movies);
    expect(again.ratings).toEqual(dataset.ratings);
    expect(again.links).toEqual(whole.links);
    expect(again.report.leftOut).toEqual([]);
    expect(again.report.ratings).toBeGreaterThan(300);
    expect(again.report.ratings).toBeLessThanOrEqual(400);
  });
});

it('a packed archive names its source and carries the licence of it', async () => {
  const { bytes, dataset } = await packDataset(blob(csvZip), options);
  const files = textsIn(bytes);
  expect(files['small/README.txt']).toContain(
    `A part of ml-x.zip: ${dataset.report.ratings} of 3,000 ratings, by ${dataset.report.users} of 80 people`,
  );
  expect(files['small/README.txt']).toContain('README-source.txt. The same terms hold for this part.');
  expect(files['small/README-source.txt']).toBe('May be used for research.');
  const without = textsIn((await packDataset(blob(datZip), options)).bytes);
  expect(without['small/README.txt']).toContain('came without a README');
  expect(without['small/README-source.txt']).toBeUndefined();
});

it('equal seeds pack equal archives, and too few ratings are refused', async () => {
  const pack = async (seed: number) => (await packDataset(blob(csvZip), { ...options, seed })).bytes;
  expect(await pack(3)).toEqual(await pack(3));
  expect(await pack(4)).not.toEqual(await pack(3));
  await expect(packDataset(blob(csvZip), { ...options, ratings: 1 })).rejects.toThrow(/as few as 1 rating/);
});
