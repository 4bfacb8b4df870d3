import { expect, it } from 'vitest';
import { noFactTables, withIds, worldTableOf } from '../../../src/dataset/fact-tables.ts';

const movies = [10, 20].map((id) => ({ id, title: `No. ${id}`, year: null, genres: [] }));
const statistics = { count: Int32Array.of(5, 6), mean: Float32Array.of(3.5, 4) };
const links = { imdb: Int32Array.of(1, 2), tmdb: Int32Array.of(3, 4) };

it('the numbers of the world go by movie id, where there are statistics and links', () => {
  expect(worldTableOf({ movies, statistics, links })).toEqual({
    ids: Float64Array.of(10, 20),
    ...statistics,
    ...links,
  });
  expect(worldTableOf({ movies, links })).toBeNull();
  expect(worldTableOf({ movies, statistics })).toBeNull();
});

it('rows move to other ids; a row without one is left out', () => {
  const facts = [
    { source: 'wikipedia', text: 'a' },
    { source: 'wikipedia', text: 'b' },
  ] as never[];
  const tables = { ...noFactTables, descriptions: { ids: [10, 20], facts } };
  const moved = withIds(tables, new Map([[20, 7]]));
  expect(moved).toEqual({ details: null, tags: null, descriptions: { ids: [7], facts: [facts[1]] } });
});
