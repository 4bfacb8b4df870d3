import { describe, expect, it } from 'vitest';
import type { Random } from '../../../../src/base/random.ts';
import { recommenderInfo } from '../../../../src/protocol/recommender-catalog.ts';
import type { FitContext } from '../../../../src/recommenders/descriptor.ts';
import type { PosteriorModel } from '../../../../src/recommenders/models/factor-model.ts';
import { starPredictor, starsDescriptor } from '../../../../src/recommenders/models/rating-predictor.ts';
import { fitTfidf } from '../../../../src/recommenders/models/tfidf.ts';
import type { Person } from '../../../../src/recommenders/recommender.ts';
import { contributionsOf } from '../../../fixtures/small-data.ts';
import { twoDraws } from '../../../fixtures/two-draws.ts';

const movies = [0, 1, 2].map((id) => ({ id, title: `Film ${id}`, year: null, genres: ['Drama'] }));
/** The second movie was rated four times, the third five times. */
const dataset = { movies, ratings: { item: Int32Array.of(1, 1, 1, 1, 2, 2, 2, 2, 2) } };
/** A person without ratings is believed to be [0.2, 0.5] in the first draw and [-0.1, -0.2] in the second. */
const model: PosteriorModel = {
  ...twoDraws,
  userLinks: Float32Array.of(0.2, 0.5, -0.1, -0.2),
  noisePrecision: Float64Array.of(4, 1),
  intervalScale: [2, 3, 4, 5],
};
const tfidf = fitTfidf(movies, ['Drama']);
const predictor = starPredictor(model, dataset, tfidf);
const nobody: Person = { ratings: { item: Int32Array.of(), value: Float32Array.of() }, genres: [] };
const somebody: Person = {
  ratings: { item: Int32Array.of(1, 0), value: Float32Array.of(4.5, 2) },
  genres: [],
};

describe('a posterior predicts for a person without ratings', () => {
  const prediction = predictor.predict(nobody);

  it('the mean of its draws, clipped to stars', () => {
    // First movie: 0.2 + 0.5 and -0.1 + 0.1 - 0.2; second: 0.2 + 0.3 and -0.1 + 0.1.
    expect(prediction.stars[0]).toBeCloseTo(3.25, 5);
    expect(prediction.stars[1]).toBeCloseTo(3.25, 5);
    expect(prediction.stars[2]).toBe(5);
    expect(predictor.score(nobody)).toEqual(prediction.stars);
  });

  it('some movies as it does all of them, in their order', () => {
    const some = Int32Array.of(2, 0);
    expect([...predictor.predict(nobody, some).stars]).toEqual([5, expect.closeTo(3.25, 5)]);
    expect(predictor.stars?.(nobody, some)).toEqual(predictor.predict(nobody, some).stars);
    const bad = { ...model, itemBias: model.itemBias.map((bias) => -bias) };
    expect(starPredictor(bad, dataset, tfidf).predict(nobody, some).stars[0]).toBe(0.5);
  });

  it('with a spread over the draws and of the person, and with noise', () => {
    // Over the draws 0.45² and 0.25²; of the person 1 + q² on the mean of the draws.
    const spreads = [Math.sqrt(0.2025 + 2), Math.sqrt(0.0625 + 1.125)];
    const noise = Math.sqrt((1 / 4 + 1) / 2);
    expect(prediction.noise).toBeCloseTo(noise, 9);
    expect(prediction.spread?.(0)).toBeCloseTo(spreads[0], 5);
    expect(prediction.spread?.(1)).toBeCloseTo(spreads[1], 5);
    // By how often each was rated: never, less than five times, five times.
    expect(prediction.deviation?.(0)).toBeCloseTo(2 * Math.hypot(spreads[0], noise), 5);
    expect(prediction.deviation?.(1)).toBeCloseTo(3 * Math.hypot(spreads[1], noise), 5);
    const some = predictor.predict(nobody, Int32Array.of(1, 2));
    expect(some.spread?.(0)).toBeCloseTo(spreads[1], 5);
    expect(some.deviation?.(1)).toBeCloseTo(4 * Math.hypot(some.spread?.(1) ?? 0, noise), 5);
  });

  it('with intervals as they are where nothing was held out', () => {
    const { spread, noise, deviation } = starPredictor(
      { ...model, intervalScale: null },
      dataset,
      tfidf,
    ).predict(nobody);
    expect(deviation?.(1)).toBeCloseTo(Math.hypot(spread?.(1) ?? 0, noise ?? 0), 9);
  });

  it('a sample of one draw, which is not clipped', () => {
    const random = { integer: (below: number) => below - 1, normal: () => 0 } as Random;
    expect(predictor.posterior?.draws).toBe(2);
    const first = predictor.posterior?.sample(nobody, 0, random) ?? [];
    [3.7, 3.5, 12.2].forEach((stars, i) => {
      expect(first[i]).toBeCloseTo(stars, 5);
    });
    const second = predictor.predict(nobody, Int32Array.of(2, 0)).sample?.(random) ?? [];
    expect(second[0]).toBeCloseTo(11.9, 5);
    expect(second[1]).toBeCloseTo(2.8, 5);
  });

  it('one belief for each draw', () => {
    expect(prediction.beliefs()).toHaveLength(2);
  });
});

describe('what ratings add to a prediction', () => {
  it('sums to the stars before they are clipped, for a movie and for the average one', () => {
    const sum = (of: number | 'mean') => {
      const { base, parts } = contributionsOf(predictor, somebody, of);
      expect(parts).toHaveLength(2);
      return parts.reduce((total, part) => total + part, base);
    };
    const { stars } = predictor.predict(somebody);
    expect(sum(0)).toBeCloseTo(stars[0], 5);
    expect(sum(1)).toBeCloseTo(stars[1], 5);
    expect(sum('mean')).toBeCloseTo((sum(0) + sum(1) + sum(2)) / 3, 5);
  });

  it.each([0, 'mean'] as const)('belongs to the caller (%s)', (of) => {
    const before = contributionsOf(predictor, somebody, of).parts;
    const copy = before.slice();
    before.fill(7);
    expect(contributionsOf(predictor, somebody, of).parts).toEqual(copy);
  });
});

describe('likeness of movies', () => {
  it('is the mean of the cosines over the draws', () => {
    expect([...predictor.similar(0)]).toEqual([1, -0.5, 0]);
  });

  it.each([
    ['a posterior', predictor],
    [
      'a factorization',
      starPredictor(
        {
          datasetId: 'x',
          algorithm: 'als',
          rank: 2,
          mean: 3,
          itemBias: new Float32Array(3),
          itemFactors: Float32Array.of(3, 4, 0, 0, -1, 2),
          ridge: { bias: 1, factors: 1, per: 'row' },
          validationRmse: null,
        },
        dataset,
        tfidf,
      ),
    ],
  ])('of %s is the product of its rows', (_, { similar, similarityRows }) => {
    const { rows, width, read } = similarityRows();
    expect(rows).toBe(3);
    const vectors = Array.from({ length: rows }, (__, row) => {
      const vector = new Float32Array(width);
      read(row, vector);
      return vector;
    });
    for (const item of [0, 1, 2]) {
      similar(item).forEach((cosine, other) => {
        const product = vectors[item].reduce((sum, value, k) => sum + value * vectors[other][k], 0);
        expect(product).toBeCloseTo(cosine, 5);
      });
    }
  });
});

it('is trained by its own algorithm, and explains by stars', async () => {
  const asked: unknown[] = [];
  const context = {
    dataset,
    tfidf: () => tfidf,
    trainStars: async (...parts: unknown[]) => {
      asked.push(parts);
      return model;
    },
  } as unknown as FitContext;
  const descriptor = starsDescriptor(recommenderInfo.bayes, 'bayes');
  const recommender = await descriptor.fit(context);
  expect(asked).toEqual([['bayes', dataset]]);
  expect(recommender.score(nobody)).toEqual(predictor.score(nobody));
  const scored = { recommender, scores: () => recommender.score(somebody), tfidf };
  expect(descriptor.explain?.(scored, somebody, 0)).toMatchObject({ kind: 'stars' });
});
