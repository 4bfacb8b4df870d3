import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readArchive } from '../../../src/dataset/archive/read-archive.ts';
import type { Movie } from '../../../src/dataset/dataset.ts';
import { withCommonIds } from '../../../src/dataset/movie-ids.ts';
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

const read = (...rows: readonly string[]) => {
  const ratings = rows.map((line) => `1,${line.split(',')[0]},4`);
  const movies = ['movieId,title,genres', ...rows].join('\n');
  return readArchive(archive(movies, ['userId,movieId,rating', ...ratings].join('\n')), 'x.zip');
};
const idsOf = async (...rows: readonly string[]) =>
  withCommonIds(await read(...rows), known).movies.map(({ id }) => id);

it('takes ids of MovieLens as they are, also where a title was spelt anew', async () => {
  expect(
    await idsOf('1,Toy Story (1995),Comedy', '6,"HEAT (1995)",Crime', '2,Jumanji! (1995),Comedy'),
  ).toEqual([1, 6, 2]);
  const dataset = await read('1,Toy Story (1995),Comedy', '900,New (2020),Drama');
  expect(withCommonIds(dataset, known)).toBe(dataset);
});

it('finds films by title and year where a file numbers them in its own way', async () => {
  const [heat, other, suspects] = await idsOf(
    '1,Heat (1995),Crime',
    '50,Star Wars (1977),Sci-Fi',
    '2,"Usual Suspects, The (1995)",Crime',
  );
  expect([heat, suspects]).toEqual([6, 50]);
  expect(other).toBeGreaterThan(999_999_999_999_999);
  expect(Number.isSafeInteger(other)).toBe(true);
});

it('gives a film without a namesake the same id in every file, and no other film that id', async () => {
  const [first] = await idsOf('1,Star Wars (1977),Sci-Fi');
  const [, second, third] = await idsOf(
    '1,Alien (1979),Sci-Fi',
    '2,STAR WARS (1977),War',
    '3,Star Wars (1978),War',
  );
  expect(second).toBe(first);
  expect(third).not.toBe(first);
});

it('takes no namesake that is unsure: another year, none, or two that are called so', async () => {
  const ids = await idsOf('1,Heat (1986),Crime', '2,Heat,Crime', '3,Emma (1996),Drama');
  expect(ids.filter((id) => id < 1e15)).toEqual([]);
  expect(new Set(ids).size).toBe(3);
});

it('keeps two films of one name apart', async () => {
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
const builtIn = () => read1(new URL('../../../public/datasets/ml-latest-small.zip', import.meta.url));
const read1 = (file: URL) => readArchive(readFileSync(file), file.pathname);
const shared = (name: string) => it.skipIf(!existsSync(new URL(name, SHARED)));

shared('ml-100k.zip')('brings MovieLens 100K to common ids', async () => {
  const dataset = await read1(new URL('ml-100k.zip', SHARED));
  const { movies } = await builtIn();
  const common = withCommonIds(dataset, movies).movies;
  const title = new Map(movies.map((movie) => [movie.id, `${movie.title} ${movie.year}`]));
  const found = common.filter(({ id }) => title.has(id));
  // Nearly all of what is rated much; the others have other titles in later data sets.
  expect(found.length).toBeGreaterThan(1300);
  for (const movie of found)
    expect(title.get(movie.id)?.toLowerCase()).toBe(`${movie.title} ${movie.year}`.toLowerCase());
  expect(new Set(common.map(({ id }) => id)).size).toBe(1682);
});

shared('ml-latest-small-2018.zip')('leaves ml-latest-small of 2018 as it is', async () => {
  const dataset = await read1(new URL('ml-latest-small-2018.zip', SHARED));
  expect(withCommonIds(dataset, (await builtIn()).movies)).toBe(dataset);
});
