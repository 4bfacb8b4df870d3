import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../src/base/random.ts';
import { explainByStars, type Scored } from '../../../src/recommenders/explanation.ts';
import type { FactorModel } from '../../../src/recommenders/models/factor-model.ts';
import { starPredictor } from '../../../src/recommenders/models/rating-predictor.ts';
import { fitTfidf } from '../../../src/recommenders/models/tfidf.ts';
import type { Person, Recommender } from '../../../src/recommenders/recommender.ts';

const tfidf = fitTfidf([], []);

function scoredBy(recommender: Recommender, person: Person): Scored {
  return { recommender, scores: () => recommender.score(person), tfidf };
}

/** The positions that are named where the ratings add so much to the movie and to the average movie. */
function named(
  stars: readonly number[],
  adds: readonly number[],
  average: readonly number[] = adds.map(() => 0),
): readonly number[] {
  const person: Person = {
    ratings: { item: Int32Array.from(stars, (_, n) => n), value: Float32Array.from(stars) },
    genres: [],
  };
  const recommender: Recommender = {
    score: () => Float32Array.of(4.2),
    contributions: (_, of) => ({ base: 3, parts: Float32Array.from(of === 'mean' ? average : adds) }),
  };
  const why = explainByStars(scoredBy(recommender, person), person, 0);
  if (why?.kind !== 'stars') throw new Error('stars are explained as stars');
  expect(why.stars).toBeCloseTo(4.2, 6);
  return why.because;
}

describe('the ratings behind expected stars', () => {
  test('are the one or two that lift them most', () => {
    expect(named([4, 5, 4.5, 4], [0.1, 0.4, 0.3, -0.5])).toEqual([1, 2]);
    expect(named([4, 5, 4.5], [0.1, 0.4, 0.15])).toEqual([1]);
  });

  test('lift this movie more than any movie', () => {
    expect(named([5, 4], [0.6, 0.2], [0.6, 0])).toEqual([1]);
    // Above the average movie, but no lift.
    expect(named([5, 4], [-0.1, 0.2], [-0.9, 0])).toEqual([1]);
  });

  test('are none where nothing lifts them by what one could see', () => {
    expect(named([5, 4], [0.01, -0.3])).toEqual([]);
    expect(named([], [])).toEqual([]);
  });

  test('are liked movies, unless a disliked one lifts them more than twice as much', () => {
    expect(named([1, 4, 5], [0.3, 0.2, 0.16])).toEqual([1, 2]);
    expect(named([1, 4], [0.5, 0.2])).toEqual([0]);
    expect(named([1, 2], [0.5, 0.4])).toEqual([0]);
  });

  test('do lift them: with the stars that the model expected of it anyway, a named rating would add nothing', () => {
    const [items, rank] = [40, 3];
    const random = createRandom(5);
    const normals = (count: number, spread: number) =>
      Float32Array.from({ length: count }, () => spread * random.normal());
    const model: FactorModel = {
      datasetId: 'x',
      algorithm: 'als',
      rank,
      mean: 3,
      itemBias: normals(items, 0.2),
      itemFactors: normals(items * rank, 0.5),
      ridge: { bias: 2, factors: 2, per: 'row' },
      validationRmse: null,
    };
    const predictor = starPredictor(model, { movies: [], ratings: { item: new Int32Array(0) } }, tfidf);
    const item = Int32Array.of(3, 9, 14, 20, 31);
    const value = Float32Array.of(4.5, 2, 4, 3.5, 5);
    const person: Person = { ratings: { item, value }, genres: [] };
    let checked = 0;
    for (let i = 0; i < items; i++) {
      const why = explainByStars(scoredBy(predictor, person), person, i);
      if (why?.kind !== 'stars') throw new Error('stars are explained as stars');
      for (const n of why.because) {
        const other = value.slice();
        other[n] = model.mean + model.itemBias[item[n]];
        const without: Person = { ratings: { item, value: other }, genres: [] };
        const lift = predictor.score(person)[i] - predictor.score(without)[i];
        expect(lift).toBeGreaterThan(0.019);
        checked++;
      }
    }
    expect(checked).toBeGreaterThan(10);
  });
});
