import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../../src/base/random.ts';
import type { FactorModel } from '../../../../src/recommenders/models/factor-model.ts';
import { foldIn, predictStars } from '../../../../src/recommenders/models/matrix-factorization.ts';
import { starPredictor } from '../../../../src/recommenders/models/rating-predictor.ts';
import { fitTfidf } from '../../../../src/recommenders/models/tfidf.ts';

const [items, rank] = [7, 3];
const movies = Array.from({ length: items }, (_, i) => ({
  id: i,
  title: `Film ${i}`,
  year: null,
  genres: ['Drama'],
}));
const ratings = { item: Int32Array.of(5, 1, 2), value: Float32Array.of(4.5, 2, 3) };
const dataset = { movies, ratings };
const tfidf = fitTfidf(movies, ['Drama']);

function modelOf(algorithm: FactorModel['algorithm']): FactorModel {
  const random = createRandom(3);
  const normals = (count: number, spread: number) =>
    Float32Array.from({ length: count }, () => spread * random.normal());
  return {
    datasetId: 'x',
    algorithm,
    rank,
    mean: 3.5,
    itemBias: normals(items, 0.4),
    itemFactors: normals(items * rank, 0.8),
    ridge: { bias: 0.5, factors: 1, per: algorithm === 'svd' ? 'rating' : 'row' },
    validationRmse: null,
  };
}

describe.each(['als', 'svd'] as const)('a predictor of %s', (algorithm) => {
  const model = modelOf(algorithm);
  const predictor = starPredictor(model, dataset, tfidf);
  const person = { ratings, genres: ['Drama'] };
  const expected = predictStars(model, foldIn(model, ratings));

  test('predicts what the folded-in model predicts, without spread and noise', () => {
    const { stars, spread, noise, deviation } = predictor.predict(person);
    expect(stars).toEqual(expected);
    expect(new Set(expected).size).toBeGreaterThan(3);
    expect([spread, noise, deviation]).toEqual([null, null, null]);
    expect(predictor.score(person)).toEqual(expected);
  });

  test('predicts some movies in the requested order', () => {
    const { stars } = predictor.predict(person, Int32Array.of(6, 0, 6));
    expect(Array.from(stars)).toEqual([expected[6], expected[0], expected[6]]);
  });

  test('compares movies by the cosine of their factors', () => {
    const row = (i: number) => Array.from(model.itemFactors.subarray(i * rank, (i + 1) * rank));
    const dot = (a: number[], b: number[]) => a.reduce((sum, v, k) => sum + v * b[k], 0);
    predictor.similar(2).forEach((cosine, i) => {
      const lengths = Math.hypot(...row(2)) * Math.hypot(...row(i));
      expect(cosine).toBeCloseTo(dot(row(2), row(i)) / lengths, 5);
    });
  });
});
