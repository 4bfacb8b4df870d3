/** Movies without stars: likes and what was seen. */
import { describe, expect, it } from 'vitest';
import type { Movie } from '../../../src/dataset/dataset.ts';
import { ease, fitEase } from '../../../src/recommenders/models/ease.ts';
import { content } from '../../../src/recommenders/models/genre-content.ts';
import { fitIals, ials } from '../../../src/recommenders/models/implicit-als.ts';
import { fitTfidf } from '../../../src/recommenders/models/tfidf.ts';
import { preference } from '../../../src/recommenders/preference.ts';
import type { Person, Recommender } from '../../../src/recommenders/recommender.ts';
import {
  evidenceOf,
  LIKED_ABOVE_MEAN,
  LIKED_PREFERENCE,
  withUnrated,
} from '../../../src/recommenders/unrated.ts';
import { contributionsOf, randomRatings } from '../../fixtures/small-data.ts';

const ratings = randomRatings(30, 20, 0.4, 3);
const options = { rank: 4, confidence: 6, regularisation: 0.5, sweeps: 20, seed: 1 };
const rated = { item: Int32Array.of(1, 4, 7), value: Float32Array.of(5, 2, 3.5) };
const none: Person = { ratings: rated, genres: [] };
const person: Person = { ...none, unrated: { liked: Int32Array.of(2, 9), seen: Int32Array.of(11) } };

/** The person with a rating in place of each movie without stars. */
const instead = (items: readonly number[], stars: number): Person => ({
  ratings: {
    item: Int32Array.from([...rated.item, ...items]),
    value: Float32Array.from([...rated.value, ...items.map(() => stars)]),
  },
  genres: [],
});

const sumOf = (recommender: Recommender, of: number) => {
  const { base, parts } = contributionsOf(recommender, person, of);
  expect(parts).toHaveLength(rated.item.length);
  return parts.reduce((sum, part) => sum + part, base);
};

describe('a recommender of preferences', async () => {
  const preferring = ease(await fitEase(ratings, { lambda: 5, maxUsers: 100 }), ratings);
  const watching = ials(await fitIals(ratings, { ...options, counted: 'rated' }));

  it('takes a liking as the fitted preference, and what was only seen as none', () => {
    const stars = 2 + 3 * LIKED_PREFERENCE;
    expect(preference(stars)).toBeCloseTo(LIKED_PREFERENCE, 12);
    const scores = withUnrated(preferring, 'liked').score(person);
    expect(scores).toEqual(preferring.score(instead([2, 9], stars)));
    expect(scores).not.toEqual(preferring.score(none));
  });

  it('of what people watch takes both as watched', () => {
    expect(withUnrated(watching, 'watched').score(person)).toEqual(watching.score(instead([2, 9, 11], 1)));
  });

  it('gives the very same scores to a person without such movies', () => {
    expect(withUnrated(preferring, 'liked').score(none)).toEqual(preferring.score(none));
    expect(contributionsOf(withUnrated(preferring, 'liked'), none, 3)).toEqual(
      contributionsOf(preferring, none, 3),
    );
  });

  it('explains a score by ratings alone, and the rest is in the base', () => {
    for (const recommender of [withUnrated(preferring, 'liked'), withUnrated(watching, 'watched')]) {
      const scores = recommender.score(person);
      for (const item of [0, 3, 15]) expect(sumOf(recommender, item)).toBeCloseTo(scores[item], 5);
    }
  });
});

describe('a profile of genres', () => {
  const movies: Movie[] = Array.from({ length: 20 }, (_, n) => ({
    id: n + 1,
    title: `Film ${n}`,
    year: 1990,
    genres: n % 3 === 0 ? ['War'] : n % 3 === 1 ? ['Comedy', 'Crime'] : ['Western'],
  }));
  const byGenres = content(fitTfidf(movies, ['Comedy', 'Crime', 'War', 'Western']));

  it('takes a liking as a movie above the mean', () => {
    const liking: Person = {
      ratings: { item: new Int32Array(0), value: new Float32Array(0) },
      genres: [],
      unrated: { liked: Int32Array.of(0), seen: Int32Array.of(1) },
    };
    const scores = byGenres.score(liking);
    expect(LIKED_ABOVE_MEAN).toBeGreaterThan(0);
    expect(scores[3]).toBeCloseTo(1, 5);
    expect(scores[4]).toBeCloseTo(0, 5);
  });

  it('explains a score by ratings alone, and the rest is in the base', () => {
    const scores = byGenres.score(person);
    for (const item of [0, 4, 15]) expect(sumOf(byGenres, item)).toBeCloseTo(scores[item], 5);
  });
});

it('likes stand for ratings where there are more of them', () => {
  expect(evidenceOf(none)).toBe(3);
  expect(evidenceOf(person)).toBe(3);
  expect(
    evidenceOf({ ...person, unrated: { liked: Int32Array.of(2, 3, 5, 6, 8), seen: new Int32Array(0) } }),
  ).toBe(5);
});
