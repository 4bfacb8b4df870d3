import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readArchive } from '../../../src/dataset/archive/read-archive.ts';
import type { Dataset } from '../../../src/dataset/dataset.ts';
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

const options = { source: 'ml-x.zip', name: 'small', since: null, movies: null, ratings: 400, seed: 3 };
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

describe.each([
  ['of today', csvZip],
  ['of 1M and 10M', datZip],
])('from the layout %s', (_, source) => {
  const all = { ...options, ratings: null };
  const triples = ({ movies, ratings }: Dataset) =>
    [...ratings.item].map((i, n) => `${movies[i].id} ${ratings.value[n]} ${ratings.time[n]}`).sort();

  it('only ratings of a year and later stay, all of them', async () => {
    const { dataset: whole } = await readArchive(blob(source), 'ml-x.zip');
    const years = [...whole.ratings.time].map((at) => new Date(at * 1000).getUTCFullYear());
    const since = years.toSorted()[years.length >> 1];
    const { bytes } = await packDataset(blob(source), { ...all, since });
    const { dataset: again } = await readArchive(blob(bytes), 'small.zip');
    expect(again.report.ratings).toBeLessThan(whole.report.ratings);
    expect(triples(again)).toEqual(
      triples(whole).filter((_, n, sorted) => {
        const at = Number(sorted[n].split(' ')[2]);
        return new Date(at * 1000).getUTCFullYear() >= since;
      }),
    );
    expect(again.movies).toEqual(whole.movies);
    expect(textsIn(bytes)['small/README.txt']).toContain(
      `Ratings before ${since} or without a date are left out.`,
    );
    await expect(packDataset(blob(source), { ...all, since: 2100 })).rejects.toThrow(
      /No rating would be left/,
    );
  });

  it('only the most rated movies stay, with all their ratings and what is known of them', async () => {
    const { dataset: whole } = await readArchive(blob(source), 'ml-x.zip');
    const countOf = new Map(whole.movies.map(({ id }) => [id, 0]));
    for (const i of whole.ratings.item) {
      const { id } = whole.movies[i];
      countOf.set(id, (countOf.get(id) ?? 0) + 1);
    }
    const { bytes } = await packDataset(blob(source), { ...all, movies: 30 });
    const { dataset: again } = await readArchive(blob(bytes), 'small.zip');
    const ids = new Set(again.movies.map(({ id }) => id));
    expect(ids.size).toBe(30);
    const fewest = Math.min(...again.movies.map(({ id }) => countOf.get(id) ?? 0));
    for (const [id, count] of countOf) if (!ids.has(id)) expect(count).toBeLessThanOrEqual(fewest);
    expect(again.movies).toEqual(whole.movies.filter(({ id }) => ids.has(id)));
    expect(triples(again)).toEqual(triples(whole).filter((one) => ids.has(Number(one.split(' ')[0]))));
    const imdbOf = ({ movies, links }: Dataset) => movies.map(({ id }, i) => [id, links?.imdb[i]]);
    expect(imdbOf(again)).toEqual(imdbOf(whole).filter(([id]) => ids.has(id ?? 0)));
    expect(again.report.leftOut).toEqual([]);
    expect(textsIn(bytes)['small/README.txt']).toContain('30 of 200 titles');
  });
});

it('years, movies and ratings limit a part together', async () => {
  const { dataset } = await packDataset(blob(csvZip), { ...options, since: 2000, movies: 50, ratings: 300 });
  expect(dataset.movies).toHaveLength(50);
  expect(dataset.ratings.item.length).toBeLessThanOrEqual(300);
  expect(Math.min(...dataset.ratings.time)).toBeGreaterThanOrEqual(Date.UTC(2000, 0) / 1000);
});
