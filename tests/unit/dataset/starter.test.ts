import { describe, expect, it } from 'vitest';
import { decodeStarter, encodeStarter } from '../../../src/dataset/starter.ts';

const genres = [
  ['Action', 2842],
  ['Sci-Fi', 1578],
  ['War', 691],
] as const;
const movies = [
  { id: 2571, title: 'The Matrix', year: 1999, genres: ['Action', 'Sci-Fi'], count: 107_056, mean: 4.16 },
  { id: 7, title: 'Nameless “year”', year: null, genres: [], count: 0, mean: Number.NaN },
];

const file = () => structuredClone(encodeStarter([movies[0], { ...movies[1], mean: 0 }], genres));

describe('the starter', () => {
  it('is a data set of its movies without ratings, with statistics, and counts the genres of all', () => {
    const { dataset, genres: counted } = decodeStarter(JSON.parse(JSON.stringify(file())), 'films');
    expect(dataset.movies).toEqual([
      { id: 2571, title: 'The Matrix', year: 1999, genres: ['Action', 'Sci-Fi'] },
      { id: 7, title: 'Nameless “year”', year: null, genres: [] },
    ]);
    expect(dataset.statistics?.count).toEqual(Int32Array.of(107_056, 0));
    expect(dataset.statistics?.mean[0]).toBeCloseTo(4.16, 5);
    expect(dataset.statistics?.mean[1]).toBeNaN();
    expect(dataset.genres).toEqual(['Action', 'Sci-Fi', 'War']);
    expect(counted[2]).toEqual({ name: 'War', movies: 691 });
    expect(dataset.ratings.item.length).toBe(0);
    expect(dataset.report).toMatchObject({ movies: 2, ratings: 0, moviesWithoutGenres: 1 });
  });

  it('is refused where it is not what was written', () => {
    for (const broken of [
      null,
      '<!doctype html>',
      { ...file(), ids: ['2571', '7'] },
      { ...file(), titles: ['The Matrix'] },
      { ...file(), letters: ['AZ', ''] },
    ])
      expect(() => decodeStarter(broken, 'films')).toThrow(/first films could not be read/);
  });
});
