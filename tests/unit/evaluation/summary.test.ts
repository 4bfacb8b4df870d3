import { expect, test } from 'vitest';
import { createRandom } from '../../../src/base/random.ts';
import type { Evaluation } from '../../../src/evaluation/evaluate.ts';
import { meanInterval } from '../../../src/evaluation/intervals.ts';
import { compareAll, groupInterval, intervalsOf, summarise } from '../../../src/evaluation/summary.ts';

/** An evaluation in which every list measure except NDCG is 0.5. */
function evaluation(ndcg: readonly number[], errors: Evaluation['errors'] = null): Evaluation {
  const half = ndcg.map(() => 0.5);
  return {
    users: ndcg.map((_, n) => n),
    isNew: ndcg.map(() => false),
    isSilent: ndcg.map(() => false),
    perUser: {
      ndcg,
      precision: half,
      recall: half,
      f1: half,
      hitRate: half,
      mrr: half,
      map: half,
      diversity: half,
      novelty: half,
    },
    errors,
    coverage: 0.1,
    gini: 0.9,
    byPopularity: { movies: [], ratings: [] },
  };
}

const random = createRandom(3);
const base = Array.from({ length: 80 }, () => random.uniform());
const better = base.map((value) => value + 0.05 + 0.02 * random.normal());
const errors = { squares: [8, 1], absolute: [4, 1], ratings: [2, 1], isNew: [false, false] };

test('errors are over all ratings, not means over users', () => {
  const { rmse, mae } = intervalsOf(summarise(evaluation(base, errors), 1, 'known'));
  expect(rmse?.mean).toBeCloseTo(Math.sqrt(9 / 3), 12);
  expect(mae?.mean).toBeCloseTo(5 / 3, 12);
  // Of two users only three resamples can be drawn: twice the first, one each, twice the second.
  expect(rmse).toMatchObject({ low: 1, high: 2 });
  expect(intervalsOf(summarise(evaluation(base), 1, 'known')).rmse).toBeNull();
});

test('intervals equal those of the plain bootstrap with the same seed, for any number of columns', () => {
  const { ndcg, precision } = intervalsOf(summarise(evaluation(base), 7, 'known'));
  expect(ndcg).toEqual(meanInterval(base, createRandom(7)));
  expect(precision).toEqual({ mean: 0.5, low: 0.5, high: 0.5 });
  expect(groupInterval(base, [2, 5, 7], 7)).toEqual(
    meanInterval([base[2], base[5], base[7]], createRandom(7)),
  );
  expect(groupInterval(base, [], 7)).toBeNull();
});

test('compares every pair by the measures that both have', () => {
  const summaries = new Map([
    ['popularity', summarise(evaluation(base), 1, 'known')],
    ['ease', summarise(evaluation(better), 1, 'known')],
    ['als', summarise(evaluation(base, errors), 1, 'known')],
  ] as const);
  const tables = compareAll(summaries);
  expect(tables.map(({ against }) => against)).toEqual(['popularity', 'ease', 'als']);
  const [popularity, ease] = tables;
  expect(Object.keys(popularity.of)).toEqual(['ease', 'als']);
  const found = popularity.of.ease?.ndcg;
  expect(found?.difference.mean).toBeCloseTo(0.05, 2);
  // Users differ by far more than 0.05; only pairing finds the difference.
  expect(found?.holm).toBeLessThan(0.01);
  expect(ease.of.popularity?.ndcg?.difference.mean).toBeCloseTo(-(found?.difference.mean ?? 0), 12);
  expect(popularity.of.als?.ndcg).toMatchObject({ difference: { mean: 0 }, p: 1, holm: 1 });
  expect(popularity.of.als?.rmse).toBeUndefined();
});
