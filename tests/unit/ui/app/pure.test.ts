import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { backendFrom } from '../../../../src/ui/app/routes.ts';
import { sortRatings } from '../../../../src/ui/my-movies/sort-ratings.ts';
import { builtInGenres } from '../../../../src/ui/state/built-in-genres.ts';
import { fillSlots } from '../../../../src/ui/welcome/question-slots.ts';
import { movie } from '../../../fixtures/movies.ts';

it('reads the backend from the address and nothing else', () => {
  expect(['?backend=cpu', '?a=1&backend=webgpu', '?backend=cuda', ''].map(backendFrom)).toEqual([
    'cpu',
    'webgpu',
    'auto',
    'auto',
  ]);
});

it('lists exactly the genres of the built-in data while it loads', () => {
  const files = unzipSync(readFileSync('public/datasets/matinee-films.zip'));
  const name = Object.keys(files).find((path) => path.endsWith('movies.csv')) ?? '';
  const found = new Set(
    strFromU8(files[name] ?? new Uint8Array())
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .flatMap((line) => line.slice(line.lastIndexOf(',') + 1).split('|'))
      .filter((genre) => !genre.startsWith('(')),
  );
  expect([...found].sort()).toEqual([...builtInGenres]);
});

describe('movies to ask about', () => {
  const fill = (shown: number[], candidates: number[], answered: number[] = []) =>
    fillSlots(
      shown,
      candidates,
      3,
      (id) => id,
      (id) => answered.includes(id),
    );

  it('keeps each in its place and puts the next in a free one', () => {
    expect(fill([], [1, 2, 3, 4])).toEqual([1, 2, 3]);
    expect(fill([1, 2, 3], [1, 9, 3, 4], [2])).toEqual([1, 9, 3]);
    expect(fill([1, 2, 3], [7, 8], [])).toEqual([1, 2, 3]);
  });

  it('shrinks when nothing is left', () => {
    expect(fill([1, 2, 3], [1, 2, 3], [1, 3])).toEqual([2]);
    expect(fill([], [])).toEqual([]);
  });
});

it('sorts ratings by date, stars and title', () => {
  const rated = [
    { movie: movie(1, { title: 'Élan' }), stars: 3, at: 3 },
    { movie: movie(2, { title: 'Zorro' }), stars: 5, at: 1 },
    { movie: movie(3, { title: 'alien' }), stars: 5, at: 2 },
  ];
  const ids = (order: 'date' | 'stars' | 'title') => sortRatings(rated, order).map(({ movie }) => movie.id);
  expect([ids('date'), ids('stars'), ids('title')]).toEqual([
    [1, 3, 2],
    [3, 2, 1],
    [3, 1, 2],
  ]);
});
