import { describe, expect, test } from 'vitest';
import { componentCatalog, inChapters } from '../../../../src/protocol/component-catalog.ts';
import { components } from '../../../../src/recommenders/hybrid/components.ts';
import { decompose } from '../../../../src/recommenders/hybrid/decompose-score.ts';
import { explainScore } from '../../../../src/recommenders/hybrid/explain-score.ts';
import { genreHybridWeights, hybridWeights } from '../../../../src/recommenders/hybrid/fitted-weights.ts';
import {
  componentShares,
  hybridScores,
  weightsFor,
} from '../../../../src/recommenders/hybrid/weighted-hybrid.ts';
import { fitTfidf } from '../../../../src/recommenders/models/tfidf.ts';
import type { Person, Recommender } from '../../../../src/recommenders/recommender.ts';
import { createFitter } from '../../../../src/recommenders/registry.ts';
import {
  catalogWithMadeUp,
  componentsWithMadeUp,
  madeUpComponent,
  pointsWithMadeUp,
  registryWithMadeUp,
} from '../../../fixtures/made-up-recommender.ts';
import { factorModel, smallDataset } from '../../../fixtures/worker-fakes.ts';

const { id } = madeUpComponent;
const fixed = (...scores: number[]): Recommender => ({ score: () => Float32Array.from(scores) });
const person: Person = {
  ratings: { item: Int32Array.from({ length: 12 }, (_, i) => i % 4), value: new Float32Array(12).fill(4) },
  genres: [],
};
const set = { popularity: fixed(3, 2, 1, 0), [id]: fixed(0, 1, 2, 3) };
const weights = { ...weightsFor(12, pointsWithMadeUp), popularity: 0.1 };
const scores = hybridScores(set, person, weights, componentsWithMadeUp);

describe('a component that is added to the catalogue', () => {
  test('has a weight for every number of ratings: linear between the points, 0 where none was fitted', () => {
    expect([0, 5, 10, 1000].map((count) => weightsFor(count, pointsWithMadeUp)[id])).toEqual([
      0, 0, 0.5, 0.5,
    ]);
    // 10 ratings lie between the points 5 and 10 at a fifth for each rating.
    expect(weightsFor(7, pointsWithMadeUp)[id]).toBeCloseTo(0.2, 12);
    expect(weightsFor(7, pointsWithMadeUp).ease).toBe(weightsFor(7, hybridWeights).ease);
  });

  test('adds its weighted z-score to the total', () => {
    const z = [-1.5, -0.5, 0.5, 1.5].map((value) => value / Math.sqrt(1.25));
    z.forEach((value, i) => {
      expect(scores.total[i]).toBeCloseTo((0.5 - 0.1) * value, 6);
    });
  });

  test('is taken apart, explained and counted among the shares', () => {
    const { components: terms } = decompose(set, scores, person, 3);
    expect(terms.map(({ component, score }) => [component, score])).toEqual([
      ['popularity', 0],
      [id, 3],
    ]);
    expect(terms[1].share).toBeCloseTo(0.5 / 0.6, 6);
    const tfidf = fitTfidf([], []);
    const explainOf = () => registryWithMadeUp.explainOf(madeUpComponent.recommenders[0]);
    expect(explainScore(scores, person, 3, { set, tfidf, explainOf })).toEqual({
      component: id,
      why: { kind: 'acclaimed' },
    });
    expect(componentShares(scores, [3])).toMatchObject({ [id]: 1, popularity: 0 });
  });

  test('is in the set that is fitted, and has a section on How it works', async () => {
    const dataset = smallDataset();
    const fitter = createFitter(
      dataset,
      { trainStars: async () => factorModel(dataset) },
      registryWithMadeUp,
    );
    const fitted = await fitter.componentSet(catalogWithMadeUp);
    expect(Object.keys(fitted)).toEqual([...components, id]);
    expect([...fitted[id].score(person)].slice(0, 3)).toEqual([0, 1, 2]);
    expect(inChapters(catalogWithMadeUp).at(-1)).toBe(madeUpComponent);
  });
});

test('the components of the app have different colours and chapters, and weights that sum to 1', () => {
  const distinct = (values: readonly unknown[]) => new Set(values).size;
  expect(distinct(componentCatalog.map(({ colour }) => colour))).toBe(componentCatalog.length);
  expect(inChapters().map(({ chapter }) => chapter)).toEqual(componentCatalog.map((_, n) => n + 1));
  for (const { weights: row } of [...hybridWeights, ...genreHybridWeights]) {
    expect(Object.keys(row)).toEqual([...components]);
    expect(Object.values(row).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 2);
  }
});
