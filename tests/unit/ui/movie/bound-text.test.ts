import { expect, test } from 'vitest';
import { boundText } from '../../../../src/ui/movie/recommender-texts.ts';

const bound = { ratings: 4_000_000, of: 26_000_000, movies: 3000, ofMovies: 63_000 };

test('a recommender says what it leaves out of a large data set', () => {
  expect(boundText('viewing', bound)).toMatch(/4,000,000 of the 26,000,000 ratings/);
  expect(boundText('viewing', bound)).not.toMatch(/3,000/);
  expect(boundText('ease', bound)).toMatch(/26,000,000.* 3,000 most rated of 63,000 films/);
  expect(boundText('ease', { ...bound, ratings: 26_000_000 })).not.toMatch(/lot/);
});

test('nothing is said of what learns from all of it', () => {
  expect(boundText('ease', null)).toBeNull();
  expect(boundText('popularity', bound)).toBeNull();
  expect(boundText('viewing', { ...bound, ratings: 26_000_000 })).toBeNull();
});
