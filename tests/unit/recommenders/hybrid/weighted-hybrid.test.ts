import { describe, expect, it } from 'vitest';
import { noFacts } from '../../../../src/dataset/movie-facts.ts';
import { componentInfo } from '../../../../src/protocol/component-catalog.ts';
import type { ComponentSet, ComponentValues } from '../../../../src/recommenders/hybrid/components.ts';
import { explainScore } from '../../../../src/recommenders/hybrid/explain-score.ts';
import { genreHybridWeights, hybridWeights } from '../../../../src/recommenders/hybrid/fitted-weights.ts';
import {
  componentShares,
  hybridScores,
  weightsFor,
  zScored,
} from '../../../../src/recommenders/hybrid/weighted-hybrid.ts';
import { fitTerms, groupWeights } from '../../../../src/recommenders/models/content-terms.ts';
import { content as contentOf } from '../../../../src/recommenders/models/genre-content.ts';
import { movieContent } from '../../../../src/recommenders/models/movie-content.ts';
import { fitTfidf } from '../../../../src/recommenders/models/tfidf.ts';
import type { Person, Recommender } from '../../../../src/recommenders/recommender.ts';
import { registry } from '../../../../src/recommenders/registry.ts';

const person: Person = {
  ratings: { item: Int32Array.of(0, 1, 2), value: Float32Array.of(5, 4, 4.5) },
  genres: ['Comedy'],
};
const fixed = (...scores: number[]): Recommender => ({ score: () => Float32Array.from(scores) });
const movies = [
  { id: 1, title: 'A', year: 2000, genres: ['Drama'] },
  { id: 2, title: 'B', year: 2000, genres: ['Drama'] },
  { id: 3, title: 'C', year: 2000, genres: ['Drama'] },
  { id: 4, title: 'D', year: 2000, genres: ['Comedy'] },
];
const tfidf = fitTfidf(movies, ['Comedy', 'Drama']);
const ease: Recommender = {
  score: () => Float32Array.of(0, 0, 0, 1),
  contributions: () => ({ base: 0, parts: Float32Array.of(0.1, 0.6, 0.5) }),
};

describe('weighted hybrid', () => {
  it('is the weighted sum of z-scores', () => {
    const weights = { ials: 0, viewing: 0, ease: 2, stars: 0, content: 0.5, popularity: 0 };
    const { total } = hybridScores({ ease: fixed(1, 2, 3, 6), content: fixed(4, 0, 0, 4) }, person, weights);
    const expected = [1, 2, 3, 6].map((s, i) => (2 * (s - 3)) / Math.sqrt(3.5) + 0.5 * [1, -1, -1, 1][i]);
    expected.forEach((value, i) => {
      expect(total[i]).toBeCloseTo(value, 5);
    });
  });

  it('adds nothing for a component whose scores are all equal', () => {
    expect([...zScored(Float32Array.of(2, 2, 2), 5)]).toEqual([0, 0, 0]);
  });

  it('passes through the fitted weights and lies between them elsewhere', () => {
    for (const points of [hybridWeights, genreHybridWeights]) {
      for (const { ratings, weights } of points) expect(weightsFor(ratings, points)).toEqual(weights);
      const [low, high] = points.slice(-2);
      const middle = weightsFor((low.ratings + high.ratings) / 2, points);
      expect(middle.ease).toBeCloseTo((low.weights.ease + high.weights.ease) / 2, 9);
      expect(weightsFor(10_000, points)).toEqual(high.weights);
    }
  });

  it('trusts content more where it knows the people behind the movies', async () => {
    const data = { movies, genres: ['Comedy', 'Drama'] };
    const facts = { runtime: null, languages: [], countries: [], cast: [], wikipedia: null };
    const details = movies.map((_, i) => ({ ...facts, directors: [`Director ${i >> 1}`] }));
    const knowing = movieContent(await fitTerms(data, { details, descriptions: null }, groupWeights));
    const genres = movieContent(await fitTerms(data, noFacts, groupWeights));
    const many: Person = {
      ratings: { item: new Int32Array(40), value: new Float32Array(40).fill(4) },
      genres: ['Comedy'],
    };
    const factor = (content?: Recommender) =>
      hybridScores({ ease: fixed(-1, 1, -1, 1), ...(content && { content }) }, many).made.ease?.scale.factor;
    const [trusting, genresAlone] = [weightsFor(40, hybridWeights), weightsFor(40, genreHybridWeights)];
    expect(trusting.content).toBeGreaterThan(genresAlone.content);
    expect(factor(knowing)).toBeCloseTo(trusting.ease, 9);
    expect(factor(genres)).toBeCloseTo(genresAlone.ease, 9);
    expect(factor(contentOf(tfidf))).toBeCloseTo(genresAlone.ease, 9);
    expect(factor()).toBeCloseTo(genresAlone.ease, 9);
  });

  it('has shares that sum to 1', () => {
    const weights = { ials: 0, viewing: 0, ease: 1, stars: 1, content: 1, popularity: 1 };
    const scores = hybridScores(
      { ease, content: fixed(0, 1, 0, 2), popularity: fixed(3, 0, 0, 1) },
      person,
      weights,
    );
    const shares = componentShares(scores, [3]);
    expect(shares.ials + shares.ease + shares.stars + shares.content + shares.popularity).toBeCloseTo(1, 9);
    expect(shares.stars).toBe(0);
    expect(shares.ease).toBeGreaterThan(shares.popularity);
  });
});

describe('reasons', () => {
  const explain = (set: ComponentSet, weights: ComponentValues) =>
    explainScore(hybridScores(set, person, weights), person, 3, {
      set,
      tfidf,
      explainOf: (component) => registry.explainOf(componentInfo[component].recommenders[0]),
    });

  it('name the ratings that add most when EASE lifts the movie most', () => {
    const weights = { ials: 0, viewing: 0, ease: 3, stars: 0, content: 1, popularity: 0 };
    expect(explain({ ease, content: fixed(0, 0, 0, 1) }, weights)).toEqual({
      component: 'ease',
      why: { kind: 'rated', because: [1, 2] },
    });
  });

  it('name the genres when content lifts it most', () => {
    const weights = { ials: 0, viewing: 0, ease: 0.1, stars: 0, content: 2, popularity: 0 };
    expect(explain({ ease, content: fixed(0, 0, 0, 1) }, weights)).toEqual({
      component: 'content',
      why: { kind: 'genres', genres: ['Comedy'] },
    });
  });

  it('name popularity only where no personal component counts beside it', () => {
    const set = { content: fixed(0, 0, 0, 1), popularity: fixed(0, 0, 0, 1) };
    const reason = (content: number) =>
      explain(set, { ials: 0, viewing: 0, ease: 0, stars: 0, content, popularity: 1 }).component;
    expect(reason(0.2)).toBe('content');
    expect(reason(0.05)).toBe('popularity');
  });

  it('fall back to the next component when no rating contributes', () => {
    const silent: Recommender = {
      score: ease.score,
      contributions: () => ({ base: 0, parts: new Float32Array(3) }),
    };
    const weights = { ials: 0, viewing: 0, ease: 3, stars: 0, content: 0, popularity: 1 };
    expect(explain({ ease: silent, popularity: fixed(0, 0, 0, 1) }, weights)).toEqual({
      component: 'popularity',
      why: { kind: 'popular' },
    });
  });
});
