import { expect, it } from 'vitest';
import type { Movie } from '../../../src/dataset/dataset.ts';
import { createTitleSearch } from '../../../src/dataset/search.ts';
import { parseTitle } from '../../../src/dataset/title.ts';

const RATINGS: Readonly<Record<string, number>> = {
  'Heat (1995)': 104,
  'Heat (1986)': 3,
  'Body Heat (1981)': 20,
  'Matrix, The (1999)': 278,
  'Matrix Reloaded, The (2003)': 96,
  "Amelie (Fabuleux destin d'Amélie Poulain, Le) (2001)": 120,
  'Léon: The Professional (a.k.a. The Professional) (Léon) (1994)': 133,
  'Lion King, The (1994)': 172,
  'Star Wars: Episode IV - A New Hope (1977)': 251,
  'Stargate (1994)': 140,
  'Star Kid (1997)': 1,
  'Godfather, The (1972)': 192,
  'Godfather: Part II, The (1974)': 129,
  "Ocean's Eleven (2001)": 119,
  'WALL·E (2008)': 104,
  'Citizen Kane (1941)': 69,
  'It (2017)': 2,
  'It Happened One Night (1934)': 14,
  'Cercle Rouge, Le (Red Circle, The) (1970)': 5,
};
const movies: Movie[] = Object.keys(RATINGS).map((raw, n) => ({ id: n + 1, genres: [], ...parseTitle(raw) }));
const search = createTitleSearch(movies, Object.values(RATINGS));
const find = (query: string, limit = 10) =>
  search(query, limit).map((index) => `${movies[index].title} ${movies[index].year}`);

it.each([
  ['amelie', 'Amelie 2001'],
  ['Amélie', 'Amelie 2001'],
  ['fabuleux destin', 'Amelie 2001'],
  ['Leon', 'Léon: The Professional 1994'],
  ['matrix the', 'The Matrix 1999'],
  ['THE MATRIX', 'The Matrix 1999'],
  ['matr', 'The Matrix 1999'],
  ['matirx', 'The Matrix 1999'],
  ['heat', 'Heat 1995'],
  ['heat 1986', 'Heat 1986'],
  ['heat 1981', 'Body Heat 1981'],
  ['star', 'Star Wars: Episode IV - A New Hope 1977'],
  ['oceans eleven', "Ocean's Eleven 2001"],
  ["ocean's eleven", "Ocean's Eleven 2001"],
  ['wall-e', 'WALL·E 2008'],
  ['citizn kane', 'Citizen Kane 1941'],
  ['godfather part 2', 'The Godfather: Part II 1974'],
  ['godfather part ii', 'The Godfather: Part II 1974'],
  ['star wars 4', 'Star Wars: Episode IV - A New Hope 1977'],
  ['it', 'It 2017'],
  ['red circle', 'Le Cercle Rouge 1970'],
  ['cercle rouge le', 'Le Cercle Rouge 1970'],
])('"%s" finds %s first', (query, first) => {
  expect(find(query)[0]).toBe(first);
});

it('puts whole words before beginnings, and the well-known first', () => {
  expect(find('star')).toEqual(['Star Wars: Episode IV - A New Hope 1977', 'Star Kid 1997', 'Stargate 1994']);
  expect(find('heat')).toEqual(['Heat 1995', 'Heat 1986', 'Body Heat 1981']);
});

it('keeps to the limit', () => {
  expect(find('the', 2)).toHaveLength(2);
  expect(find('heat', 0)).toEqual([]);
});

it.each(['', '   ', '???', 'zzzzzzzz', '*', '\u0000'])('"%s" finds nothing', (query) => {
  expect(find(query)).toEqual([]);
});
