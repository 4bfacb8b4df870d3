import { expect, it } from 'vitest';
import { search, welcome } from '../../../../src/ui/app/texts.ts';
import { overview } from '../../../../src/ui/data/overview-texts.ts';
import { map } from '../../../../src/ui/map/texts.ts';
import { wordsOf } from '../../../../src/ui/state/use-words.ts';

const books = wordsOf('books');

/** All texts that take the words alone. */
function textsOf(texts: object): string[] {
  return Object.values(texts).flatMap((value: unknown) => {
    if (typeof value === 'string') return [value];
    if (typeof value === 'function' && value.length === 1) return [String(value(books))];
    return [];
  });
}

it.each([
  ['the search', search],
  ['Welcome', welcome],
  ['the map', map],
])('%s calls books titles', (_, texts) => {
  expect(textsOf(texts).filter((text) => /\bfilms?\b/i.test(text))).toEqual([]);
});

it('keeps the word for movies', () => {
  const words = wordsOf('films');
  expect(search.label(words)).toBe('Search films and people');
  expect(welcome.counted(7, words)).toBe('7 films rated');
  expect(map.leftOut(1, 0, words)).toBe('1 film is left out: nobody here has rated it.');
  expect(overview.twice(books)).toBe('Titles that are listed twice');
  expect(map.caught(3, books)).toBe('3 titles inside your line');
});
