import { describe, expect, it } from 'vitest';
import { createPause } from '../../../src/base/scheduling.ts';
import type { Movie } from '../../../src/dataset/dataset.ts';
import { createMovieMatcher, type MovieQuery } from '../../../src/dataset/match-movie.ts';
import { parseTitle } from '../../../src/dataset/title.ts';

/** Titles as in the data sets. */
const TITLES = [
  'Matrix, The (1999)',
  'Suspiria (1977)',
  'Suspiria (2018)',
  'Amelie (Fabuleux destin d’Amélie Poulain, Le) (2001)',
  'Star Wars: Episode IV - A New Hope (1977)',
  'Star Wars: Episode V - The Empire Strikes Back (1980)',
  'Rocky II (1979)',
  'Romeo + Juliet (1996)',
  'Seven (a.k.a. Se7en) (1995)',
  'Emma (1996)',
  'Emma (1996)',
  'V for Vendetta (2006)',
  'Atalante, L’ (1934)',
  'Unknown Year',
  'Batman (1989)',
  'Batman: Mask of the Phantasm (1993)',
  'Old Boy (2003)',
  'Three Colors: Red (Trois couleurs: Rouge) (1994)',
];
const movies = TITLES.map((raw, n): Movie => ({ id: 1000 + n, ...parseTitle(raw), genres: [] }));
const matcher = await createMovieMatcher(movies, createPause());
const find = (query: Pick<MovieQuery, 'movieId' | 'titles' | 'year'>) => {
  const found = matcher({ imdb: null, tmdb: null, ...query });
  return typeof found === 'object' ? 'ambiguous' : found;
};
const search = (title: string, year: number | null, ...more: string[]) => {
  const found = find({ movieId: null, titles: [title, ...more], year });
  return typeof found === 'number' ? TITLES[found] : found;
};

describe('finds a movie of another service', () => {
  it.each([
    ['The Matrix', 1999, 'Matrix, The (1999)'],
    ['MATRIX', 1999, 'Matrix, The (1999)'],
    ['Suspiria', 2018, 'Suspiria (2018)'],
    ['Amélie', 2001, TITLES[3]],
    ['Le Fabuleux Destin d’Amélie Poulain', 2001, TITLES[3]],
    ['The Empire Strikes Back', 1980, TITLES[5]],
    ['Rocky 2', 1979, 'Rocky II (1979)'],
    ['Romeo & Juliet', 1996, 'Romeo + Juliet (1996)'],
    ['Se7en', 1995, TITLES[8]],
    ['L’Atalante', 1934, TITLES[12]],
    ['V for Vendetta', 2005, 'V for Vendetta (2006)'],
    ['V for Vendetta', null, 'V for Vendetta (2006)'],
    ['Unknown Year', 1987, 'Unknown Year'],
    ['Batman', 1989, 'Batman (1989)'],
    ['Oldboy', 2003, 'Old Boy (2003)'],
    ['Three Colours: Red', 1994, TITLES[17]],
    ['3 Colors: Red', 1994, TITLES[17]],
    ['ROCKY TWO', 1979, 'Rocky II (1979)'],
    ['Old-Boy', 2004, 'Old Boy (2003)'],
    ['Romeo &amp; Juliet', 1996, 'Romeo + Juliet (1996)'],
    ['Matrix, The (1999)', null, 'Matrix, The (1999)'],
    ['Trois couleurs Rouge', 1994, TITLES[17]],
    ['Fabuleux destin d&#039;Am&eacute;lie Poulain', 2001, TITLES[3]],
    ['The Matrix', 2000, 'Matrix, The (1999)'],
  ])('%s of %s', (title, year, expected) => {
    expect(search(title, year)).toBe(expected);
  });

  it('by another title if the first one is unknown', () => {
    expect(search('Die fabelhafte Welt der Amélie', 2001, 'Amélie')).toBe(TITLES[3]);
  });
});

describe('does not guess', () => {
  it.each([
    ['Emma', 1996, 'ambiguous'],
    ['Suspiria', null, 'ambiguous'],
    // One of two movies with the title is a year off, but it may be a third movie.
    ['Suspiria', 1978, 'ambiguous'],
    ['V for Vendetta', 2008, 'unknown'],
    ['The Matrix Reloaded', 2003, 'unknown'],
    // A part of a title matches in the same year only.
    ['The Empire Strikes Back', 1981, 'unknown'],
    // A whole title does not match a part of another one.
    ['Batman', 1993, 'unknown'],
    // One or two words of a title may be another movie's title.
    ['Star Wars', 1977, 'ambiguous'],
    // A year off, and only the letters are equal.
    ['Oldboy', 2004, 'ambiguous'],
    ['', 1999, 'unknown'],
    ['…', 1999, 'unknown'],
    ['__proto__', null, 'unknown'],
  ])('%s of %s', (title, year, expected) => {
    expect(search(title, year)).toBe(expected);
  });
});

it('uses the MovieLens id unless year and title contradict it', () => {
  expect(find({ movieId: 1001, titles: [], year: null })).toBe(1);
  expect(find({ movieId: 1010, titles: ['Emma'], year: 1996 })).toBe(10);
  expect(find({ movieId: 1001, titles: ['The Matrix'], year: 1999 })).toBe(0);
  expect(find({ movieId: 1001, titles: ['Alien'], year: 1979 })).toBe('unknown');
  // Titles change; the id and the year stay.
  expect(find({ movieId: 1001, titles: ['Alien'], year: 1978 })).toBe(1);
  expect(find({ movieId: 7, titles: ['The Matrix'], year: 1999 })).toBe(0);
  expect(find({ movieId: 7, titles: [], year: null })).toBe('unknown');
});

describe('ids of IMDb and TMDB', async () => {
  const links = {
    imdb: Int32Array.from(TITLES, (_, item) => 100 + item),
    tmdb: Int32Array.from(TITLES, (_, item) => 200 + item),
  };
  const byIds = await createMovieMatcher(movies, createPause(), { links });
  const ask = (known: Partial<MovieQuery>) =>
    byIds({ movieId: null, imdb: null, tmdb: null, titles: [], year: null, ...known });

  it('decide between two movies of one title, and where the title is another one', () => {
    expect(ask({ imdb: 110, titles: ['Emma'], year: 1996 })).toBe(10);
    expect(ask({ tmdb: 209, titles: ['Emma'], year: 1996 })).toBe(9);
    expect(ask({ imdb: 103, titles: ['Die fabelhafte Welt der Amelie'], year: 2002 })).toBe(3);
  });

  it('do not decide where the years are far apart, unless the title is the same', () => {
    expect(ask({ imdb: 103, titles: ['Alien'], year: 1979 })).toBe('unknown');
    expect(ask({ imdb: 100, titles: ['The Matrix'], year: 2009 })).toBe(0);
  });

  it('ask where they contradict each other, or the movie that the title finds has others', () => {
    expect(ask({ imdb: 101, tmdb: 200, titles: ['Unheard Of'], year: null })).toEqual({ candidates: [1, 0] });
    expect(ask({ imdb: 101, tmdb: 200, titles: ['The Matrix'], year: null })).toBe(0);
    expect(ask({ imdb: 999, titles: ['The Matrix'], year: 1999 })).toEqual({ candidates: [0] });
  });
});

it('titles of articles are second titles', async () => {
  const articleOf = (item: number) => (TITLES[item].startsWith('Star Wars: Episode IV') ? 'Star Wars' : null);
  const query = { movieId: null, imdb: null, tmdb: null, titles: ['Star Wars'], year: 1977 };
  expect((await createMovieMatcher(movies, createPause(), { articleOf }))(query)).toBe(4);
});

it('is made in pieces: it waits for each movie, and is given up with the reason of its pause', async () => {
  let waits = 0;
  await createMovieMatcher(movies, async () => {
    waits++;
  });
  expect(waits).toBeGreaterThanOrEqual(movies.length);
  const given = AbortSignal.abort(new Error('given up'));
  await expect(createMovieMatcher(movies, createPause(given))).rejects.toThrow('given up');
});
