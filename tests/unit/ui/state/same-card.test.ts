import { expect, it } from 'vitest';
import type { MovieCard, RecommendedCard } from '../../../../src/protocol/movie-card.ts';
import { looksTheSame } from '../../../../src/ui/state/same-card.ts';
import { card, movie } from '../../../fixtures/movies.ts';

const heat: MovieCard = {
  ...card(6),
  movie: movie(6, { title: 'Heat', genres: ['Crime', 'Thriller'], year: 1995 }),
  predicted: 4.21,
  confidence: { level: 'fair', spread: 0.3, low: 3, high: 5 },
};

it('takes copies for the same, and predictions that are shown with the same digits', () => {
  const copy: MovieCard = structuredClone(heat);
  expect(looksTheSame(heat, copy)).toBe(true);
  expect(looksTheSame(heat, { ...copy, predicted: 4.19 })).toBe(true);
  expect(
    looksTheSame(heat, { ...copy, confidence: { level: 'fair', spread: 0.31, low: 2.9, high: 5 } }),
  ).toBe(true);
});

it('sees each difference that a card shows', () => {
  const others: readonly Partial<MovieCard>[] = [
    { predicted: 4.3 },
    { predicted: null },
    { confidence: { level: 'guess', spread: 0.3, low: 3, high: 5 } },
    { confidence: null },
    { yours: 4 },
    { ratings: 11 },
    { meanStars: null },
    { movie: { ...heat.movie, title: 'Heat 2' } },
    { movie: { ...heat.movie, year: null } },
    { movie: { ...heat.movie, genres: ['Crime'] } },
  ];
  for (const other of others)
    expect(looksTheSame(heat, { ...heat, ...other }), JSON.stringify(other)).toBe(false);
});

it('leaves the reason to the note, which is compared as text', () => {
  const recommended = (stars: number): RecommendedCard => ({
    ...heat,
    reason: { kind: 'predicted', stars, evidence: { kind: 'nobody' } },
  });
  expect(looksTheSame(recommended(4.21), recommended(4.2))).toBe(true);
});
