import { expect, it } from 'vitest';
import { createRandom } from '../../../src/base/random.ts';
import type { Movie } from '../../../src/dataset/dataset.ts';
import { parseTitle } from '../../../src/dataset/title.ts';
import { createTitleSearch } from '../../../src/dataset/title-search.ts';

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
  search.find(query, limit).map((index) => `${movies[index].title} ${movies[index].year}`);

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

it('ranks whole words before beginnings, and popular movies first', () => {
  expect(find('star')).toEqual(['Star Wars: Episode IV - A New Hope 1977', 'Star Kid 1997', 'Stargate 1994']);
  expect(find('heat')).toEqual(['Heat 1995', 'Heat 1986', 'Body Heat 1981']);
});

it('ranks movies with the same words by popularity, not by the length of the title', () => {
  const titles = ['Moon River', 'Paper Moon over the Long Blue Sea'];
  const two = titles.map((title, id): Movie => ({ id, title, year: null, genres: [] }));
  expect(createTitleSearch(two, [20, 21]).find('moon', 2)).toEqual([1, 0]);
  expect(createTitleSearch(two, [21, 20]).find('moon', 2)).toEqual([0, 1]);
});

it('returns at most as many movies as the limit', () => {
  expect(find('the', 2)).toHaveLength(2);
  expect(find('heat', 0)).toEqual([]);
});

it.each(['', '   ', '???', 'zzzzzzzz', '*', '\u0000'])('"%s" finds nothing', (query) => {
  expect(find(query)).toEqual([]);
});

it('orders results of a short word by whole titles, whole words, beginnings, and by popularity', () => {
  const random = createRandom(4);
  const syllables = ['ab', 'a', 'be', 'ii', 'the', 'st', 'o', 'ra', '2'];
  const some = () => syllables[random.integer(syllables.length)];
  const many: Movie[] = Array.from({ length: 300 }, (_, id) => ({
    id,
    genres: [],
    year: null,
    title: Array.from(
      { length: 1 + random.integer(3) },
      () => some() + (random.integer(2) ? some() : ''),
    ).join(' '),
  }));
  const fame = many.map((_, n) => (n * 7919) % 300);
  const { find } = createTitleSearch(many, fame);
  const wordsIn = (title: string) =>
    title.split(' ').flatMap((word) => (word === 'ii' ? ['ii', '2'] : [word]));
  for (const query of ['a', 'ab', 'abe', 's', 'ra', '2', 'ii', 'o', 'q']) {
    const place = (id: number) => {
      const words = wordsIn(many[id].title);
      const bare = many[id].title.split(' ').filter((word) => !['a', 'the'].includes(word));
      if ((bare.length > 0 ? bare : many[id].title.split(' ')).join(' ') === query) return 0;
      if (words.includes(query)) return 1;
      return words.some((word) => word.startsWith(query)) ? 2 : 3;
    };
    const expected = many
      .map(({ id }) => id)
      .filter((id) => place(id) < 3)
      .sort((a, b) => place(a) - place(b) || fame[b] - fame[a]);
    expect(find(query, 300), query).toEqual(expected);
  }
});

it('finds the same with and without preparation', async () => {
  const prepared = createTitleSearch(movies, Object.values(RATINGS));
  await prepared.prepare();
  for (const query of ['star', 's', 'matirx', 'it'])
    expect(prepared.find(query, 10)).toEqual(search.find(query, 10));
});

it('gives up indexing with the reason of its signal, and searches all the same', async () => {
  const given = createTitleSearch(movies, Object.values(RATINGS));
  await expect(given.prepare(AbortSignal.abort('ended'))).rejects.toBe('ended');
  await expect(given.addTitles(['Another name'], AbortSignal.abort('ended'))).rejects.toBe('ended');
  expect(given.find('star', 10)).toEqual(search.find('star', 10));
});
