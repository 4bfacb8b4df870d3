import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../../../../src/base/random.ts';
import type { Movie } from '../../../../src/dataset/dataset.ts';
import { RATED_MOVIES } from '../../../../src/protocol/training-messages.ts';
import type { ComponentSet, ComponentValues } from '../../../../src/recommenders/hybrid/components.ts';
import { decompose } from '../../../../src/recommenders/hybrid/decompose-score.ts';
import { hybridScores } from '../../../../src/recommenders/hybrid/weighted-hybrid.ts';
import { ease, fitEase } from '../../../../src/recommenders/models/ease.ts';
import type { FactorModel, PosteriorModel } from '../../../../src/recommenders/models/factor-model.ts';
import { content, sharedGenres } from '../../../../src/recommenders/models/genre-content.ts';
import { fitIals, ials } from '../../../../src/recommenders/models/implicit-als.ts';
import { knn } from '../../../../src/recommenders/models/knn.ts';
import { popularity } from '../../../../src/recommenders/models/popularity.ts';
import { starPredictor } from '../../../../src/recommenders/models/rating-predictor.ts';
import { fitTfidf } from '../../../../src/recommenders/models/tfidf.ts';
import type { Person, Recommender } from '../../../../src/recommenders/recommender.ts';
import { contributionsOf, randomRatings } from '../../../fixtures/small-data.ts';

const [users, items, rank, draws] = [24, 18, 3, 2];
const genres = ['Comedy', 'Drama', 'War'];
const movies: readonly Movie[] = Array.from({ length: items }, (_, i) => ({
  id: i,
  title: `Film ${i}`,
  year: null,
  genres: genres.filter((_, g) => (i + 1) % (g + 2) === 0),
}));
const ratings = randomRatings(users, items, 0.5, 11);
const tfidf = fitTfidf(movies, genres);
const random = createRandom(5);
const normals = (count: number, spread: number) =>
  Float32Array.from({ length: count }, () => spread * random.normal());

const factors: FactorModel = {
  datasetId: 'x',
  algorithm: 'als',
  rank,
  mean: 3.3,
  itemBias: normals(items, 0.4),
  itemFactors: normals(items * rank, 0.6),
  ridge: { bias: 1, factors: 2, per: 'rating' },
  validationRmse: null,
};
const size = rank + 1;
const featureColumns = 1 + genres.length + items;
const posterior: PosteriorModel = {
  ...factors,
  algorithm: 'bayes',
  draws,
  // Everyone likes the first movie beyond the scale.
  itemBias: normals(draws * items, 0.6).map((bias, n) => (n % items === 0 ? 4 : bias)),
  itemFactors: normals(draws * items * rank, 0.9),
  noisePrecision: Float64Array.of(1.2, 1.4),
  noiseShape: 4,
  intervalScale: null,
  userPrecision: Float64Array.from({ length: draws * size * size }, (_, n) =>
    (n % (size * size)) % (size + 1) === 0 ? 1.5 : 0.1,
  ),
  userLinks: normals(draws * featureColumns * size, 0.2),
  featureColumns,
  userFeatures: [
    { group: 'favourites', columns: genres.length },
    { group: RATED_MOVIES, columns: items },
  ],
};

const people: readonly (readonly [string, Person])[] = [
  ['with picks', of([4, 0, 9, 13], [5, 0.5, 4, 3], ['War'])],
  ['without picks', of([1, 2, 3, 5, 8, 14], [4.5, 4, 2, 1, 5, 3.5], [])],
  ['with picks alone', of([], [], ['Comedy'])],
];
function of(item: number[], value: number[], picked: string[]): Person {
  return { ratings: { item: Int32Array.from(item), value: Float32Array.from(value) }, genres: picked };
}
const sumOf = (values: Iterable<number>) => [...values].reduce((sum, value) => sum + value, 0);

const set: Record<string, Recommender> = {};
beforeAll(async () => {
  Object.assign(set, {
    ease: ease(await fitEase(ratings, { lambda: 2, maxUsers: 100 }), ratings),
    ials: ials(
      await fitIals(ratings, {
        counted: 'liked' as const,
        rank: 3,
        confidence: 5,
        regularisation: 1,
        sweeps: 8,
        seed: 2,
      }),
    ),
    content: content(tfidf),
    factors: starPredictor(factors, { movies, ratings }, tfidf),
    posterior: starPredictor(posterior, { movies, ratings }, tfidf),
    itemKnn: knn(ratings, { of: 'item', similarity: 'preference', k: 5, shrinkage: 0 }),
    popularity: popularity(ratings),
  });
});

describe.each(['ease', 'ials', 'content', 'factors', 'posterior', 'itemKnn'])('%s', (name) => {
  test.each(people)('sums to its score, for every movie: a person %s', (_, person) => {
    const scores = set[name].score(person);
    for (let i = 0; i < items; i++) {
      const { base, parts } = contributionsOf(set[name], person, i);
      const sum = sumOf(parts) + base;
      const stars = name === 'factors' || name === 'posterior';
      expect(stars ? Math.min(5, Math.max(0.5, sum)) : sum).toBeCloseTo(scores[i], 5);
    }
  });

  test.each(people)(
    'has contributions to the average movie that are the mean over all movies: %s',
    (_, person) => {
      const each = Array.from({ length: items }, (__, i) => contributionsOf(set[name], person, i));
      const mean = contributionsOf(set[name], person, 'mean');
      expect(mean.base).toBeCloseTo(sumOf(each.map(({ base }) => base)) / items, 6);
      mean.parts.forEach((part, n) => {
        expect(part).toBeCloseTo(sumOf(each.map(({ parts }) => parts[n])) / items, 6);
      });
      expect(mean.parts.length).toBe(person.ratings.item.length);
    },
  );
});

test.each(people)('shared genres sum to the content score: %s', (_, person) => {
  const scores = set.content.score(person);
  for (let i = 0; i < items; i++) {
    const shared = sharedGenres(tfidf, person, i);
    expect(sumOf(shared.map(({ profile, movie }) => profile * movie))).toBeCloseTo(scores[i], 6);
    for (const { genre } of shared) expect(movies[i].genres).toContain(genre);
  }
});

describe.each(['factors', 'posterior'])('the whole, with stars of %s', (stars) => {
  const weights: ComponentValues = {
    ials: 0.4,
    viewing: 0,
    ease: 0.2,
    stars: 0.5,
    content: 0.3,
    popularity: 0.25,
  };
  const componentSet = (): ComponentSet => ({
    ials: set.ials,
    ease: set.ease,
    stars: set[stars],
    content: set.content,
    popularity: set.popularity,
  });

  test.each(people)('is the sum of its components, and of ratings and rest: %s', (_, person) => {
    const scores = hybridScores(componentSet(), person, weights);
    let cuts = 0;
    for (let i = 0; i < items; i++) {
      const { total, components, ratings: own } = decompose(componentSet(), scores, person, i);
      expect(total).toBe(scores.total[i]);
      expect(sumOf(components.map(({ part }) => part))).toBeCloseTo(total, 5);
      expect(sumOf(own) + sumOf(components.map(({ rest }) => rest))).toBeCloseTo(total, 5);
      expect(sumOf(components.map(({ share }) => share))).toBeCloseTo(1, 9);
      for (const { component, score, base, ratings: raw, cut, rest } of components) {
        expect(base + sumOf(raw ?? []) + cut).toBeCloseTo(score, 5);
        if (component !== 'stars') expect(cut).toBe(0);
        // These two use nothing but ratings.
        if (component === 'ials' || component === 'ease') expect(rest).toBeCloseTo(0, 5);
        if (component === 'stars' && cut !== 0) {
          cuts++;
          expect([0.5, 5]).toContain(score);
        }
      }
    }
    if (stars === 'posterior') expect(cuts).toBeGreaterThan(0);
  });

  test('counts a rating by what it changes in the list, not by what it adds to all movies', () => {
    const [, person] = people[0];
    const alone: ComponentValues = { ials: 0, viewing: 0, ease: 0, stars: 1, content: 0, popularity: 0 };
    // A factor model without factors: a rating can only lift all movies by the same amount.
    const flat = starPredictor(
      { ...factors, itemFactors: new Float32Array(items * rank) },
      { movies, ratings },
      tfidf,
    );
    const scores = hybridScores({ stars: flat }, person, alone);
    for (let i = 0; i < items; i++) {
      const { ratings: parts, total } = decompose({ stars: flat }, scores, person, i);
      for (const part of parts) expect(part).toBeCloseTo(0, 6);
      expect(Math.abs(total)).toBeGreaterThan(1e-3);
    }
  });
});
