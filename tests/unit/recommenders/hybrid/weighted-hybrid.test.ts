import { describe, expect, it } from 'vitest';
import { explain } from '../../../../src/recommenders/hybrid/explain.ts';
import { hybridWeights } from '../../../../src/recommenders/hybrid/fitted-weights.ts';
import {
  componentShares,
  hybridScores,
  weightsFor,
  zScored,
} from '../../../../src/recommenders/hybrid/weighted-hybrid.ts';
import { fitTfidf } from '../../../../src/recommenders/models/tfidf.ts';
import type { Person, Recommender } from '../../../../src/recommenders/recommender.ts';

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

  it('lets a voice without an opinion add nothing', () => {
    expect([...zScored(Float32Array.of(2, 2, 2), 5)]).toEqual([0, 0, 0]);
  });

  it('passes through the fitted weights and lies between them elsewhere', () => {
    for (const point of hybridWeights) expect(weightsFor(point.ratings)).toEqual(point.weights);
    const [low, high] = hybridWeights.slice(-2);
    const middle = weightsFor((low.ratings + high.ratings) / 2);
    expect(middle.ease).toBeCloseTo((low.weights.ease + high.weights.ease) / 2, 9);
    expect(weightsFor(10_000)).toEqual(high.weights);
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
  const knowledge = { ease, ials: null, viewing: null, tfidf };

  it('names the ratings that add most when EASE lifts the film', () => {
    const weights = { ials: 0, viewing: 0, ease: 3, stars: 0, content: 1, popularity: 0 };
    const scores = hybridScores({ ease, content: fixed(0, 0, 0, 1) }, person, weights);
    expect(explain(scores, person, 3, knowledge)).toEqual({ component: 'ease', because: [1, 2] });
  });

  it('names the genres when content lifts it', () => {
    const weights = { ials: 0, viewing: 0, ease: 0.1, stars: 0, content: 2, popularity: 0 };
    const scores = hybridScores({ ease, content: fixed(0, 0, 0, 1) }, person, weights);
    expect(explain(scores, person, 3, knowledge)).toEqual({ component: 'content', genres: ['Comedy'] });
  });

  it('names popularity only where no personal voice counts beside it', () => {
    const set = { content: fixed(0, 0, 0, 1), popularity: fixed(0, 0, 0, 1) };
    const with_ = (content: number) =>
      explain(
        hybridScores(set, person, { ials: 0, viewing: 0, ease: 0, stars: 0, content, popularity: 1 }),
        person,
        3,
        knowledge,
      ).component;
    expect(with_(0.2)).toBe('content');
    expect(with_(0.05)).toBe('popularity');
  });

  it('falls to the next voice when no rating contributes', () => {
    const silent: Recommender = {
      score: ease.score,
      contributions: () => ({ base: 0, parts: new Float32Array(3) }),
    };
    const weights = { ials: 0, viewing: 0, ease: 3, stars: 0, content: 0, popularity: 1 };
    const scores = hybridScores({ ease: silent, popularity: fixed(0, 0, 0, 1) }, person, weights);
    expect(explain(scores, person, 3, { ease: silent, ials: null, viewing: null, tfidf })).toEqual({
      component: 'popularity',
    });
  });
});
