import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../../src/base/random.ts';
import { RATED_MOVIES } from '../../../../src/protocol/training-messages.ts';
import type { PosteriorModel } from '../../../../src/recommenders/models/factor-model.ts';
import { genreShares } from '../../../../src/recommenders/models/favourite-genres.ts';
import { type FeatureSource, featureRow } from '../../../../src/recommenders/models/person-features.ts';
import {
  foldInDraws,
  posteriorContributions,
  systemTerms,
  targetRows,
} from '../../../../src/recommenders/models/posterior-fold-in.ts';
import { starPredictor } from '../../../../src/recommenders/models/rating-predictor.ts';
import { fitTfidf, genreVector } from '../../../../src/recommenders/models/tfidf.ts';
import { inverse } from '../../../fixtures/small-data.ts';

const [items, rank, draws, size] = [6, 2, 3, 3];
const genres = ['Comedy', 'Drama'];
const featureColumns = 1 + genres.length + items;
const random = createRandom(21);
const normals = (count: number, spread: number) =>
  Float32Array.from({ length: count }, () => spread * random.normal());
/** Positive definite: the identity and a little of a random square. */
const precision = Float64Array.from({ length: draws }).fill(0);
const userPrecision = new Float64Array(draws * size * size);
for (let s = 0; s < draws; s++) {
  precision[s] = 1.2 + 0.3 * s;
  const half = normals(size * size, 0.5);
  for (let r = 0; r < size; r++) {
    for (let c = 0; c < size; c++) {
      let sum = r === c ? 1.5 : 0;
      for (let k = 0; k < size; k++) sum += half[r * size + k] * half[c * size + k];
      userPrecision[(s * size + r) * size + c] = sum;
    }
  }
}
const model: PosteriorModel = {
  datasetId: 'x',
  algorithm: 'bayes',
  rank,
  mean: 3.4,
  draws,
  itemBias: normals(draws * items, 0.3),
  itemFactors: normals(draws * items * rank, 0.7),
  noisePrecision: precision,
  noiseShape: 0,
  intervalScale: null,
  userPrecision,
  userLinks: normals(draws * featureColumns * size, 0.2),
  featureColumns,
  userFeatures: [
    { group: 'favourites', columns: genres.length },
    { group: RATED_MOVIES, columns: items },
  ],
  validationRmse: null,
};
const movies = Array.from({ length: items }, (_, i) => ({
  id: i,
  title: `Film ${i}`,
  year: null,
  genres: [genres[i % 2]],
}));
const ratings = { item: Int32Array.of(4, 0, 2), value: Float32Array.of(5, 2.5, 4) };
const tfidf = fitTfidf(movies, genres);
const source: FeatureSource = { movies, tfidf, everyone: genreShares(movies, ratings.item) };
const person = { ratings, genres: ['Drama'] };

/** The dense solve for one draw, with noise precision `alpha`. */
function denseFoldIn(s: number, alpha: number): { x: number[]; covariance: number[][] } {
  const phi = new Array<number>(featureColumns).fill(0);
  phi[0] = 1;
  genreVector(tfidf, person.genres).forEach((v, g) => {
    phi[1 + g] = v;
  });
  for (const i of ratings.item) phi[1 + genres.length + i] = 1 / Math.sqrt(ratings.item.length);
  const lambda = (r: number, c: number) => userPrecision[(s * size + r) * size + c];
  const mu = Array.from({ length: size }, (_, c) =>
    phi.reduce((sum, v, j) => sum + v * model.userLinks[(s * featureColumns + j) * size + c], 0),
  );
  const a = Array.from({ length: size }, (_, r) => Array.from({ length: size }, (__, c) => lambda(r, c)));
  const b = mu.map((_, r) => mu.reduce((sum, v, c) => sum + lambda(r, c) * v, 0));
  ratings.item.forEach((i, n) => {
    const f = [1, ...model.itemFactors.subarray((s * items + i) * rank, (s * items + i + 1) * rank)];
    const y = ratings.value[n] - model.mean - model.itemBias[s * items + i];
    for (let r = 0; r < size; r++) {
      b[r] += alpha * f[r] * y;
      for (let c = 0; c < size; c++) a[r][c] += alpha * f[r] * f[c];
    }
  });
  const covariance = inverse(a);
  return { x: covariance.map((row) => row.reduce((sum, v, c) => sum + v * b[c], 0)), covariance };
}

describe('fold-in', () => {
  test('is the dense solve in every draw', () => {
    const { users } = foldInDraws(model, ratings, featureRow(model, source, person));
    for (let s = 0; s < draws; s++) {
      denseFoldIn(s, precision[s]).x.forEach((value, c) => {
        expect(users[s * size + c]).toBeCloseTo(value, 8);
      });
    }
  });

  test("with a noise of the person's own converges to the fixed point of expectation and maximisation", () => {
    const own = { ...model, noiseShape: 8 };
    const folded = foldInDraws(own, ratings, featureRow(own, source, person));
    for (let s = 0; s < draws; s++) {
      const alpha = folded.precision[s];
      const { x, covariance } = denseFoldIn(s, alpha);
      let expected = 0;
      ratings.item.forEach((i, n) => {
        const f = [1, ...model.itemFactors.subarray((s * items + i) * rank, (s * items + i + 1) * rank)];
        const y = ratings.value[n] - model.mean - model.itemBias[s * items + i];
        const error = y - f.reduce((sum, v, c) => sum + v * x[c], 0);
        expected += error * error;
        for (let r = 0; r < size; r++)
          for (let c = 0; c < size; c++) expected += f[r] * covariance[r][c] * f[c];
      });
      const count = ratings.item.length;
      const next = (precision[s] * (8 + count / 2)) / (8 + (precision[s] * expected) / 2);
      expect(Math.abs(next / alpha - 1)).toBeLessThan(0.01);
      expect(alpha).not.toBeCloseTo(precision[s], 3);
    }
  });

  test('the contributions of the ratings and the base sum to the prediction, for every movie', () => {
    for (const noiseShape of [0, 8]) {
      const chosen = { ...model, noiseShape };
      const { stars } = starPredictor(chosen, { movies, ratings }, tfidf).predict(person);
      const features = featureRow(chosen, source, person);
      const folded = foldInDraws(chosen, ratings, features);
      const terms = systemTerms(chosen, ratings, features, folded);
      for (let i = 0; i < items; i++) {
        const { base, parts } = posteriorContributions(chosen, folded, terms, targetRows(chosen, i));
        const sum = parts.reduce((total, part) => total + part, base);
        expect(Math.min(5, Math.max(0.5, sum))).toBeCloseTo(stars[i], 5);
        expect(parts.some((part) => Math.abs(part) > 0.01)).toBe(true);
      }
    }
  });

  test('the contributions to the average movie are the mean of those to every movie, whoever was asked about before', () => {
    const predictor = starPredictor(model, { movies, ratings }, tfidf);
    const others = [1, 2, 3].map((stars) => ({
      ratings: { item: Int32Array.of(stars), value: Float32Array.of(stars) },
      genres: [],
    }));
    const all = Array.from({ length: items }, (_, i) => predictor.contributions(person, i));
    for (const other of others) predictor.contributions(other, 'mean').parts.fill(9);
    for (let time = 0; time < 2; time++) {
      const { base, parts } = predictor.contributions(person, 'mean');
      expect(base).toBeCloseTo(all.reduce((sum, one) => sum + one.base, 0) / items, 6);
      parts.forEach((part, n) => {
        expect(part).toBeCloseTo(all.reduce((sum, one) => sum + one.parts[n], 0) / items, 6);
      });
      // The array is the caller's.
      parts.fill(9);
    }
  });

  test('a person without ratings gets the prior mean, to which the picks add their links', () => {
    const predictor = starPredictor(model, { movies, ratings }, tfidf);
    const nobody = { item: new Int32Array(0), value: new Float32Array(0) };
    const without = predictor.predict({ ratings: nobody, genres: [] }).stars;
    const withPicks = predictor.predict({ ratings: nobody, genres: ['Comedy'] }).stars;
    /** With `[b_u, p_u]` as the sum of some columns of the links. The only pick has weight 1. */
    const expected = (columns: readonly number[], i: number) => {
      let sum = 0;
      for (let s = 0; s < draws; s++) {
        const q = model.itemFactors.subarray((s * items + i) * rank, (s * items + i + 1) * rank);
        sum += model.mean + model.itemBias[s * items + i];
        for (const column of columns) {
          const at = (s * featureColumns + column) * size;
          const x = model.userLinks.subarray(at, at + size);
          sum += x[0] + x[1] * q[0] + x[2] * q[1];
        }
      }
      return sum / draws;
    };
    for (let i = 0; i < items; i++) {
      expect(without[i]).toBeCloseTo(expected([0], i), 5);
      expect(withPicks[i]).toBeCloseTo(expected([0, 1 + genres.indexOf('Comedy')], i), 5);
    }
    expect(Math.abs(withPicks[0] - without[0])).toBeGreaterThan(0.01);
  });
});

test('predicts some items as among all; the spread comes from the draws and from the person', () => {
  const predictor = starPredictor(model, { movies, ratings }, tfidf);
  const all = predictor.predict(person);
  const some = predictor.predict(person, Int32Array.of(5, 1));
  expect(some.stars[0]).toBeCloseTo(all.stars[5], 5);
  expect(some.stars[1]).toBeCloseTo(all.stars[1], 5);
  expect(some.spread?.(0)).toBeCloseTo(all.spread?.(5) ?? Number.NaN, 8);
  const { users } = foldInDraws(model, ratings, featureRow(model, source, person));
  const values = Array.from({ length: draws }, (_, s) => {
    const q = model.itemFactors.subarray((s * items + 5) * rank, (s * items + 6) * rank);
    return (
      model.itemBias[s * items + 5] +
      users[s * size] +
      users[s * size + 1] * q[0] +
      users[s * size + 2] * q[1]
    );
  });
  const mean = values.reduce((sum, v) => sum + v, 0) / draws;
  const overDraws = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / draws;
  // And over the uncertainty about the person, computed in the first and the third draw.
  const overPerson = [0, 2].map((s) => {
    const { covariance } = denseFoldIn(s, precision[s]);
    const f = [1, ...model.itemFactors.subarray((s * items + 5) * rank, (s * items + 6) * rank)];
    return f.reduce((sum, a, r) => sum + f.reduce((row, b, c) => row + a * covariance[r][c] * b, 0), 0);
  });
  const deviation = Math.sqrt(overDraws + (overPerson[0] + overPerson[1]) / 2);
  expect(all.spread?.(5)).toBeCloseTo(deviation, 5);
  expect(all.noise).toBeCloseTo(Math.sqrt(precision.reduce((sum, p) => sum + 1 / p, 0) / draws), 8);
  const cosines = predictor.similar(3);
  expect(cosines[3]).toBeCloseTo(1, 6);
  expect(cosines.every((value) => Math.abs(value) <= 1 + 1e-6)).toBe(true);
});

test('the deviation of a rating is spread and noise together, times the factor for how often the movie was rated', () => {
  const plain = starPredictor(model, { movies, ratings }, tfidf).predict(person);
  const intervalScale = [2, 1.5, 1.25, 0.5];
  // Movie 0 is not rated, 1 once, 2 five times, 3 twenty times.
  const item = Int32Array.from([1, ...Array(5).fill(2), ...Array(20).fill(3)]);
  const scaled = starPredictor({ ...model, intervalScale }, { movies, ratings: { item } }, tfidf).predict(
    person,
    Int32Array.of(3, 2, 1, 0),
  );
  for (let n = 0; n < 4; n++) {
    const expected = Math.hypot(plain.spread?.(3 - n) ?? Number.NaN, plain.noise ?? Number.NaN);
    expect(plain.deviation?.(3 - n)).toBeCloseTo(expected, 10);
    expect(scaled.deviation?.(n)).toBeCloseTo(intervalScale[3 - n] * expected, 10);
  }
});
