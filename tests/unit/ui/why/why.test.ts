import { describe, expect, it } from 'vitest';
import { formatSigned } from '../../../../src/ui/kit/format.ts';
import { followedText, tenText } from '../../../../src/ui/why/texts.ts';
import { type Explained, noWhy, reduceWhy, type WhatIf } from '../../../../src/ui/why/why-state.ts';
import { card, movie } from '../../../fixtures/movies.ts';

const explained = (id: number): Explained => ({
  type: 'explained',
  card: card(id),
  reason: { kind: 'popular', ratings: 10 },
  by: 'hybrid',
  place: 3,
  listed: 40,
  shownAt: 3,
  chosen: false,
  score: 1,
  adjustments: 0,
  components: [],
  ratings: { named: [], others: { count: 0, adds: 0 } },
});
const standing = { place: 3, stars: 4.2 };
const whatIf = (without: number, followed: number | null): WhatIf => ({
  type: 'whatIf',
  without: { movie: movie(without), stars: 5 },
  followed: followed === null ? null : { movie: movie(followed), withIt: standing, withoutIt: standing },
  withIt: [],
  withoutIt: [],
});
const ofMovie = reduceWhy(noWhy, { type: 'whyOpened', subject: { kind: 'film', movie: movie(7) } });
const ofRating = reduceWhy(noWhy, { type: 'whyOpened', subject: { kind: 'rating', movie: movie(9) } });

describe('the panel of reasons', () => {
  it('takes the answer to what is open, and leaves any other aside', () => {
    expect(reduceWhy(ofMovie, explained(7)).explained?.card.movie.id).toBe(7);
    // What was told last is known to who asks without the panel.
    expect(reduceWhy(ofMovie, explained(8))).toEqual({ ...ofMovie, told: explained(8) });
    expect(reduceWhy(noWhy, explained(7))).toEqual({ ...noWhy, told: explained(7) });
    expect(reduceWhy(ofRating, whatIf(9, null)).whatIf).not.toBeNull();
    expect(reduceWhy(ofRating, whatIf(9, 7))).toBe(ofRating);
  });

  it('asks about one rating at a time and forgets the last answer', () => {
    const asked = reduceWhy(ofMovie, { type: 'whatIfAsked', without: 9 });
    expect(reduceWhy(asked, whatIf(8, 7))).toBe(asked);
    expect(reduceWhy(asked, whatIf(9, null))).toBe(asked);
    const answered = reduceWhy(asked, whatIf(9, 7));
    expect(answered.whatIf?.without.movie.id).toBe(9);
    const again = reduceWhy(answered, { type: 'whatIfAsked', without: 8 });
    expect([again.without, again.whatIf]).toEqual([8, null]);
    expect(reduceWhy(answered, { type: 'whyClosed' })).toEqual(noWhy);
  });
});

describe('what would be, in words', () => {
  const at = (place: number | null, stars: number | null) => ({ place, stars });

  it.each([
    [
      at(3, 4.21),
      at(7, 4.0),
      'it would stand at place 7 instead of 3, with 4.0 expected stars instead of 4.2.',
    ],
    [at(3, 4.21), at(3, 4.19), 'it would stay at place 3, with 4.2 expected stars as before.'],
    [at(3, null), at(1234, null), 'it would stand at place 1,234 instead of 3.'],
    [at(null, 4), at(2, 3.5), 'it would stand at place 2, with 3.5 expected stars instead of 4.0.'],
    [at(null, null), at(null, null), 'it would still not be in your list.'],
  ])('%j to %j', (withIt, withoutIt, text) => {
    expect(followedText('Heat', 4.5, withIt, withoutIt)).toBe(`Without your 4.5 stars for Heat ${text}`);
  });

  const list = (...ids: number[]) =>
    ids.map((id, n) => ({ movie: movie(id), place: n + 1, otherPlace: null }));

  it.each([
    [list(1, 2, 3), list(1, 2, 3), 'Your ten best would be the same, in the same order.'],
    [list(1, 2, 3), list(2, 1, 3), 'Your ten best would be the same films in another order.'],
    [list(1, 2, 3), list(1, 4, 2), 'Film 4 would come into your ten best, for Film 3.'],
    [list(1, 2, 3, 4), list(5, 6, 7, 8), '4 other films would come into your ten best, first of all Film 5.'],
  ])('what comes and goes', (withIt, withoutIt, text) => {
    expect(tenText(withIt, withoutIt)).toBe(text);
  });

  it('shows the sign of what is added', () => {
    expect([0.416, -0.11, 0.001, -0.001].map(formatSigned)).toEqual(['+0.42', '−0.11', '0.00', '0.00']);
  });
});
