import { expect, test } from 'vitest';
import { wordsOf } from '../../../../src/protocol/words.ts';
import { boundText } from '../../../../src/ui/movie/recommender-texts.ts';

const movieWords = wordsOf('films');

const bound = { ratings: 4_000_000, of: 26_000_000, movies: 3000, ofMovies: 63_000 };

test('a recommender says what it leaves out of a large data set', () => {
  expect(boundText('viewing', bound, movieWords)).toMatch(/4,000,000 of the 26,000,000 ratings/);
  expect(boundText('viewing', bound, movieWords)).not.toMatch(/3,000/);
  expect(boundText('ease', bound, movieWords)).toMatch(/26,000,000.* 3,000 most rated of 63,000 films/);
  expect(boundText('ease', { ...bound, ratings: 26_000_000 }, movieWords)).not.toMatch(/lot/);
});

test('nothing is said of what learns from all of it', () => {
  expect(boundText('ease', null, movieWords)).toBeNull();
  expect(boundText('popularity', bound, movieWords)).toBeNull();
  expect(boundText('viewing', { ...bound, ratings: 26_000_000 }, movieWords)).toBeNull();
});
