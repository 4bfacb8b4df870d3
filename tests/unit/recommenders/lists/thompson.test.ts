import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../../src/base/random.ts';
import { thompsonPicks } from '../../../../src/recommenders/lists/thompson.ts';
import type { PosteriorModel } from '../../../../src/recommenders/models/factor-model.ts';
import { starPredictor } from '../../../../src/recommenders/models/rating-predictor.ts';
import { fitTfidf } from '../../../../src/recommenders/models/tfidf.ts';
import { inverse } from '../../../fixtures/small-data.ts';

const [items, rank, draws, size] = [5, 2, 2, 3];
const noise = createRandom(4);
const normals = (count: number, spread: number) =>
  Float32Array.from({ length: count }, () => spread * noise.normal());
const unit = Float64Array.from({ length: draws * size * size }, (_, n) =>
  (n % (size * size)) % (size + 1) === 0 ? 2 : 0,
);
const model: PosteriorModel = {
  datasetId: 'x',
  algorithm: 'bayes',
  rank,
  mean: 3.5,
  draws,
  itemBias: normals(draws * items, 0.2),
  itemFactors: normals(draws * items * rank, 0.8),
  noisePrecision: Float64Array.of(1.5, 1.1),
  noiseShape: 0,
  intervalScale: null,
  userPrecision: unit,
  // The person's prior mean is zero.
  userLinks: new Float32Array(draws * size),
  featureColumns: 1,
  userFeatures: [],
  validationRmse: null,
};
const movies = Array.from({ length: items }, (_, id) => ({
  id,
  title: `Film ${id}`,
  year: null,
  genres: [],
}));
const ratings = { item: Int32Array.of(0, 1), value: Float32Array.of(5, 2) };
const person = { ratings, genres: [] };
const prediction = starPredictor(model, { movies, ratings }, fitTfidf(movies, [])).predict(person);

const rowOf = (s: number, item: number) => [
  1,
  ...model.itemFactors.subarray((s * items + item) * rank, (s * items + item + 1) * rank),
];
const biasOf = (s: number, item: number) => model.itemBias[s * items + item];
const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, n) => sum + value * b[n], 0);

/** The posterior of `[b_u, p_u]` in one draw by dense algebra: `Σ = (α F Fᵀ + Λ)⁻¹`, `x = α Σ F y`. */
function posterior(s: number): { x: number[]; covariance: number[][] } {
  const alpha = model.noisePrecision[s];
  const given = [...ratings.item].map((item, n) => ({
    f: rowOf(s, item),
    y: ratings.value[n] - model.mean - biasOf(s, item),
  }));
  const precision = Array.from({ length: size }, (_, r) =>
    Array.from(
      { length: size },
      (_, c) => (r === c ? 2 : 0) + alpha * given.reduce((sum, { f }) => sum + f[r] * f[c], 0),
    ),
  );
  const covariance = inverse(precision);
  const right = Array.from(
    { length: size },
    (_, r) => alpha * given.reduce((sum, { f, y }) => sum + f[r] * y, 0),
  );
  return { x: covariance.map((row) => dot(row, right)), covariance };
}

/** Distribution function of the standard normal, by Simpson's rule. */
function normalBelow(z: number): number {
  const steps = 2000;
  const h = (z + 8) / steps;
  let sum = 0;
  for (let n = 0; n <= steps; n++) {
    const x = -8 + n * h;
    const weight = n === 0 || n === steps ? 1 : n % 2 === 1 ? 4 : 2;
    sum += weight * Math.exp((-x * x) / 2);
  }
  return (sum * h) / 3 / Math.sqrt(2 * Math.PI);
}

/** The probability that movie a is better than movie b, which the posterior gives in closed form. */
function isBetter(a: number, b: number): number {
  let sum = 0;
  for (let s = 0; s < draws; s++) {
    const { x, covariance } = posterior(s);
    const difference = rowOf(s, a).map((value, r) => value - rowOf(s, b)[r]);
    const mean = biasOf(s, a) - biasOf(s, b) + dot(difference, x);
    const variance = dot(
      difference,
      covariance.map((row) => dot(row, difference)),
    );
    sum += normalBelow(mean / Math.sqrt(variance));
  }
  return sum / draws;
}

function sample(random: Parameters<NonNullable<typeof prediction.sample>>[0]): Float32Array {
  if (prediction.sample === null) throw new Error('a posterior has draws');
  return prediction.sample(random);
}

describe('Thompson sampling', () => {
  test.each([
    [2, 3],
    [3, 4],
    [2, 4],
  ])('between movies %i and %i picks each as often as it is the better one by the posterior', (a, b) => {
    const trials = 6000;
    const random = createRandom(9);
    let wins = 0;
    for (let n = 0; n < trials; n++) if (thompsonPicks(sample, [a, b], 1, random)[0] === a) wins++;
    const expected = isBetter(a, b);
    expect(expected).toBeGreaterThan(0.02);
    expect(expected).toBeLessThan(0.98);
    const standardError = Math.sqrt((expected * (1 - expected)) / trials);
    expect(Math.abs(wins / trials - expected)).toBeLessThan(4 * standardError);
  });

  test('the draws have the mean that is predicted', () => {
    const random = createRandom(2);
    const trials = 20_000;
    const sums = new Float64Array(items);
    for (let n = 0; n < trials; n++) for (const [i, value] of sample(random).entries()) sums[i] += value;
    const clipped = prediction.stars;
    for (let i = 0; i < items; i++) {
      expect(clipped[i]).toBeGreaterThan(0.5);
      expect(clipped[i]).toBeLessThan(5);
      expect(sums[i] / trials).toBeCloseTo(clipped[i], 1);
    }
  });

  test('gives every movie one place, the same with the same seed, and draws anew for each place', () => {
    const pool = [4, 2, 0, 3];
    const picks = thompsonPicks(sample, pool, 10, createRandom(5));
    expect([...picks].sort()).toEqual([0, 2, 3, 4]);
    expect(thompsonPicks(sample, pool, 10, createRandom(5))).toEqual(picks);
    let calls = 0;
    const turning = () => Float32Array.of(0, 0, ++calls % 2, 0, (calls + 1) % 2);
    expect(thompsonPicks(turning, pool, 2, createRandom(1))).toEqual([2, 4]);
    expect(thompsonPicks(turning, [], 2, createRandom(1))).toEqual([]);
  });
});
