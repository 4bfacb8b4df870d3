import { describe, expect, it } from 'vitest';
import type { Movie } from '../../../src/dataset/dataset.ts';
import { createMovieMatcher } from '../../../src/dataset/match-movie.ts';
import { parseTitle } from '../../../src/dataset/title.ts';

/** As the data sets write them. */
const WRITTEN = [
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
const movies = WRITTEN.map((raw, n): Movie => ({ id: 1000 + n, ...parseTitle(raw), genres: [] }));
const find = createMovieMatcher(movies);
const named = (title: string, year: number | null, ...more: string[]) => {
  const found = find({ movieId: null, titles: [title, ...more], year });
  return typeof found === 'number' ? WRITTEN[found] : found;
};

describe('finds a film of another service', () => {
  it.each([
    ['The Matrix', 1999, 'Matrix, The (1999)'],
    ['MATRIX', 1999, 'Matrix, The (1999)'],
    ['Suspiria', 2018, 'Suspiria (2018)'],
    ['Amélie', 2001, WRITTEN[3]],
    ['Le Fabuleux Destin d’Amélie Poulain', 2001, WRITTEN[3]],
    ['Star Wars', 1977, WRITTEN[4]],
    ['The Empire Strikes Back', 1980, WRITTEN[5]],
    ['Rocky 2', 1979, 'Rocky II (1979)'],
    ['Romeo & Juliet', 1996, 'Romeo + Juliet (1996)'],
    ['Se7en', 1995, WRITTEN[8]],
    ['L’Atalante', 1934, WRITTEN[12]],
    ['V for Vendetta', 2005, 'V for Vendetta (2006)'],
    ['V for Vendetta', null, 'V for Vendetta (2006)'],
    ['Unknown Year', 1987, 'Unknown Year'],
    ['Batman', 1989, 'Batman (1989)'],
    ['Oldboy', 2003, 'Old Boy (2003)'],
    ['Three Colours: Red', 1994, WRITTEN[17]],
  ])('%s of %s', (title, year, expected) => {
    expect(named(title, year)).toBe(expected);
  });

  it('by its other title where the first is not known', () => {
    expect(named('Die fabelhafte Welt der Amélie', 2001, 'Amélie')).toBe(WRITTEN[3]);
  });
});

describe('does not guess', () => {
  it.each([
    ['Emma', 1996, 'ambiguous'],
    ['Suspiria', null, 'ambiguous'],
    // One of two films of the title is a year off: it may be a third.
    ['Suspiria', 1978, 'unknown'],
    ['V for Vendetta', 2008, 'unknown'],
    ['The Matrix Reloaded', 2003, 'unknown'],
    // A part of a title counts in its own year only.
    ['The Empire Strikes Back', 1981, 'unknown'],
    // What is a whole title is not taken for a part of another.
    ['Batman', 1993, 'unknown'],
    ['', 1999, 'unknown'],
    ['…', 1999, 'unknown'],
    ['__proto__', null, 'unknown'],
  ])('%s of %s', (title, year, expected) => {
    expect(named(title, year)).toBe(expected);
  });
});

it('goes by MovieLens id, unless the title says that it is another data set’s', () => {
  expect(find({ movieId: 1001, titles: [], year: null })).toBe(1);
  expect(find({ movieId: 1010, titles: ['Emma'], year: 1996 })).toBe(10);
  expect(find({ movieId: 1001, titles: ['The Matrix'], year: 1999 })).toBe(0);
  expect(find({ movieId: 1001, titles: ['Alien'], year: 1979 })).toBe('unknown');
  expect(find({ movieId: 7, titles: ['The Matrix'], year: 1999 })).toBe(0);
  expect(find({ movieId: 7, titles: [], year: null })).toBe('unknown');
});
