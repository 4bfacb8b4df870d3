import { expect, it } from 'vitest';
import { wordsOf } from '../../../../src/protocol/words.ts';
import { notableKinds, placesText, spanOf } from '../../../../src/ui/users/texts.ts';

const movieWords = wordsOf('films');
const books = wordsOf('books');

it('says where liked movies stood', () => {
  expect(placesText([500, 3, 12, 9], 1000, movieWords)).toBe(
    'Of 4 films they rated 4 or more later, 2 ranked among the first ten, and half among the first 9 of 1,000.',
  );
  expect(placesText([7], 1000, movieWords)).toContain('Of 1 film ');
  expect(placesText([7, 8], 1000, books)).toContain('Of 2 titles ');
});

it('tells one day as one day, and rarity as one in so many', () => {
  const day = Date.UTC(2016, 8, 7, 12);
  expect(spanOf(day, day + 60_000)).toBe('Sep 7, 2016');
  expect(spanOf(day, day + 40 * 86_400_000)).toBe('Sep 7, 2016 – Oct 17, 2016');
  expect(notableKinds.niche.value(7, movieWords)).toContain('one in 128');
  expect(notableKinds.active.value(3, books)).toBe('3 titles');
  expect(notableKinds.niche.name(books)).toBe('Rarest titles');
});
