import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readArchive } from '../../../src/dataset/archive/read-archive.ts';
import type { Movie } from '../../../src/dataset/dataset.ts';
import { computedId, withCommonIds } from '../../../src/dataset/movie-ids.ts';
import { archive } from '../../fixtures/archives.ts';

const movie = (id: number, title: string, year: number | null): Movie => ({ id, title, year, genres: [] });
const known = [
  movie(1, 'Toy Story', 1995),
  movie(2, 'Jumanji', 1995),
  movie(6, 'Heat', 1995),
  movie(50, 'The Usual Suspects', 1995),
  movie(70, 'Emma', 1996),
  movie(71, 'Emma', 1996),
];

const datasetIn = async (bytes: Uint8Array, name: string) => (await readArchive(bytes, name)).dataset;
const read = (...rows: readonly string[]) => {
  const ratings = rows.map((line) => `1,${line.split(',')[0]},4`);
  const movies = ['movieId,title,genres', ...rows].join('\n');
  return datasetIn(archive(movies, ['userId,movieId,rating', ...ratings].join('\n')), 'x.zip');
};
const idsOf = async (...rows: readonly string[]) =>
  withCommonIds(await read(...rows), known).movies.map(({ id }) => id);

it('does not change MovieLens ids, also if a title was respelled', async () => {
  expect(
    await idsOf('1,Toy Story (1995),Comedy', '6,"HEAT (1995)",Crime', '2,Jumanji! (1995),Comedy'),
  ).toEqual([1, 6, 2]);
  const dataset = await read('1,Toy Story (1995),Comedy', '900,New (2020),Drama');
  expect(withCommonIds(dataset, known)).toBe(dataset);
});

it('finds movies by title and year if a file has its own ids', async () => {
  const [heat, other, suspects] = await idsOf(
    '1,Heat (1995),Crime',
    '50,Star Wars (1977),Sci-Fi',
    '2,"Usual Suspects, The (1995)",Crime',
  );
  expect([heat, suspects]).toEqual([6, 50]);
  expect(other).toBeGreaterThan(999_999_999_999_999);
  expect(Number.isSafeInteger(other)).toBe(true);
});

it('gives a movie without a match the same unique id in every file', async () => {
  const [first] = await idsOf('1,Star Wars (1977),Sci-Fi');
  const [, second, third] = await idsOf(
    '1,Alien (1979),Sci-Fi',
    '2,STAR WARS (1977),War',
    '3,Star Wars (1978),War',
  );
  expect(second).toBe(first);
  expect(third).not.toBe(first);
});

it('does not match another year, no year, or one of two movies with the same title', async () => {
  const ids = await idsOf('1,Heat (1986),Crime', '2,Heat,Crime', '3,Emma (1996),Drama');
  expect(ids.filter((id) => id < 1e15)).toEqual([]);
  expect(new Set(ids).size).toBe(3);
});

it('gives two movies of the same title different ids', async () => {
  const ids = await idsOf(
    '9,Heat (1995),Crime',
    '8,Heat (1995),Crime',
    '7,X (2000),Drama',
    '5,X (2000),Drama',
  );
  expect(ids[0]).toBe(6);
  expect(new Set(ids).size).toBe(4);
});

const SHARED = new URL('../../../../shared/data/', import.meta.url);
const builtIn = () => readFile(new URL('../../../public/datasets/matinee-films.zip', import.meta.url));
const readFile = (file: URL) => datasetIn(readFileSync(file), file.pathname);
const shared = (name: string) => it.skipIf(!existsSync(new URL(name, SHARED)));

shared('ml-100k.zip')('gives MovieLens 100K common ids', async () => {
  const dataset = await readFile(new URL('ml-100k.zip', SHARED));
  const { movies } = await builtIn();
  const common = withCommonIds(dataset, movies).movies;
  const title = new Map(movies.map((movie) => [movie.id, `${movie.title} ${movie.year}`]));
  const found = common.filter(({ id }) => title.has(id));
  // Nearly all popular movies are found; others have different titles in later data sets.
  expect(found.length).toBeGreaterThan(1300);
  for (const movie of found)
    expect(title.get(movie.id)?.toLowerCase()).toBe(`${movie.title} ${movie.year}`.toLowerCase());
  expect(new Set(common.map(({ id }) => id)).size).toBe(1682);
});

shared('ml-latest-small-2018.zip')('does not change ml-latest-small of 2018', async () => {
  const dataset = await readFile(new URL('ml-latest-small-2018.zip', SHARED));
  expect(withCommonIds(dataset, (await builtIn()).movies)).toBe(dataset);
});

it('computes the same id for a name everywhere: 52 bits of two FNV-1a hashes above all ids of files, by whole numbers', () => {
  const hash = (name: string, start: bigint, salt: (n: number) => bigint) =>
    [...name].reduce(
      (sum, letter, n) => ((sum ^ BigInt(letter.charCodeAt(0)) ^ salt(n)) * 0x01000193n) % 2n ** 32n,
      start,
    );
  for (const name of ['', 'a', 'heat 1995', 'Amélie', 'x'.repeat(500)]) {
    const low = hash(name, 0x811c9dc5n, () => 0n);
    const high = hash(name, 0xcbf29ce4n, (n) => BigInt(n + 1));
    expect(BigInt(computedId(name))).toBe(10n ** 15n + high * 2n ** 20n + (low % 2n ** 20n));
  }
});
