import { describe, expect, it } from 'vitest';
import type { Movie } from '../../../src/dataset/dataset.ts';
import { createMovieMatcher } from '../../../src/dataset/match-movie.ts';
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
const find = createMovieMatcher(movies);
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
    ['Star Wars', 1977, TITLES[4]],
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
    ['Suspiria', 1978, 'unknown'],
    ['V for Vendetta', 2008, 'unknown'],
    ['The Matrix Reloaded', 2003, 'unknown'],
    // A part of a title matches in the same year only.
    ['The Empire Strikes Back', 1981, 'unknown'],
    // A whole title does not match a part of another one.
    ['Batman', 1993, 'unknown'],
    ['', 1999, 'unknown'],
    ['…', 1999, 'unknown'],
    ['__proto__', null, 'unknown'],
  ])('%s of %s', (title, year, expected) => {
    expect(search(title, year)).toBe(expected);
  });
});

it('uses the MovieLens id unless the title contradicts it', () => {
  expect(find({ movieId: 1001, titles: [], year: null })).toBe(1);
  expect(find({ movieId: 1010, titles: ['Emma'], year: 1996 })).toBe(10);
  expect(find({ movieId: 1001, titles: ['The Matrix'], year: 1999 })).toBe(0);
  expect(find({ movieId: 1001, titles: ['Alien'], year: 1979 })).toBe('unknown');
  expect(find({ movieId: 7, titles: ['The Matrix'], year: 1999 })).toBe(0);
  expect(find({ movieId: 7, titles: [], year: null })).toBe('unknown');
});
