import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../../../src/protocol/words.ts';
import { formatSigned } from '../../../../src/ui/kit/format.ts';
import { followedText, tenText } from '../../../../src/ui/movie/why-texts.ts';
import { whySlice } from '../../../../src/ui/why/why-state.ts';
import { movie } from '../../../fixtures/movies.ts';

const movieWords = wordsOf('films');

const ofMovie = whySlice.reduce(
  whySlice.initial,
  { type: 'whyOpened', subject: { kind: 'movie', movie: movie(7) } },
  null,
);

describe('the dialog of reasons', () => {
  it('of a movie asks what would be without one rating at a time', () => {
    expect(ofMovie).toMatchObject({ subject: { movie: { id: 7 } }, without: null });
    const chosen = whySlice.reduce(ofMovie, { type: 'whatIfChosen', without: 9 }, null);
    expect(chosen).toEqual({ subject: ofMovie.subject, without: 9 });
    expect(whySlice.reduce(chosen, { type: 'whatIfChosen', without: null }, null)).toEqual(ofMovie);
  });

  it('of a rating asks what would be without it', () => {
    const subject = { kind: 'rating', movie: movie(9) } as const;
    expect(whySlice.reduce(ofMovie, { type: 'whyOpened', subject }, null)).toEqual({ subject, without: 9 });
  });

  it('closes on demand, and when its movies are gone', () => {
    for (const type of ['whyClosed', 'datasetLeft', 'forgotten'] as const)
      expect(whySlice.reduce(ofMovie, { type }, null)).toEqual(whySlice.initial);
  });
});

describe('what would be, in words', () => {
  const at = (place: number | null, stars: number | null) => ({ place, stars });

  it.each([
    [at(3, 4.21), at(7, 4.0), 'it would be at place 7 instead of 3, with 4.0 expected stars instead of 4.2.'],
    [at(3, 4.21), at(3, 4.19), 'it would stay at place 3, with 4.2 expected stars as before.'],
    [at(3, null), at(1234, null), 'it would be at place 1,234 instead of 3.'],
    [at(null, 4), at(2, 3.5), 'it would be at place 2, with 3.5 expected stars instead of 4.0.'],
    [at(null, null), at(null, null), 'it would still not be in your list.'],
  ])('%j to %j', (withIt, withoutIt, text) => {
    expect(followedText('Heat', 4.5, withIt, withoutIt)).toBe(`Without your 4.5 stars for Heat ${text}`);
  });

  const list = (...ids: number[]) =>
    ids.map((id, n) => ({ movie: movie(id), place: n + 1, otherPlace: null }));

  it.each([
    [list(1, 2, 3), list(1, 2, 3), 'Your ten best would be the same, in the same order.'],
    [list(1, 2, 3), list(2, 1, 3), 'Your ten best would be the same films in another order.'],
    [list(1, 2, 3), list(1, 4, 2), 'Film 4 would come into your ten best, in place of Film 3.'],
    [
      list(1, 2, 3, 4),
      list(5, 6, 7, 8),
      '4 other films would come into your ten best, the first of them Film 5.',
    ],
  ])('what comes and goes', (withIt, withoutIt, text) => {
    expect(tenText(withIt, withoutIt, movieWords)).toBe(text);
  });

  it('shows the sign of what is added', () => {
    expect([0.416, -0.11, 0.001, -0.001].map(formatSigned)).toEqual(['+0.42', '−0.11', '0.00', '0.00']);
  });
});
