import { describe, expect, it } from 'vitest';
import type { Against } from '../../../../src/evaluation/summary.ts';
import { recommenderIds } from '../../../../src/protocol/recommender-catalog.ts';
import { wordsOf } from '../../../../src/protocol/words.ts';
import { bestOf, isAscending, sortResults, versus } from '../../../../src/ui/lab/measures.ts';
import { lookOfRecommender } from '../../../../src/ui/lab/recommender-style.ts';
import { resultsOf } from '../../../../src/ui/lab/state.ts';
import { pText, summaryText } from '../../../../src/ui/lab/texts.ts';
import { over, pair, result } from '../../../fixtures/lab-results.ts';

const movieWords = wordsOf('films');

const three = [result('popularity', 0.2), result('ease', 0.3, 0.95), result('als', 0.1, 0.9)];
const order = (...asked: Parameters<typeof sortResults>) => sortResults(...asked).map(({ id }) => id);

describe('sorting', () => {
  it('puts the best first: most of what is good, least of an error, and who has none last either way', () => {
    expect(order(three, 'ndcg', false)).toEqual(['ease', 'popularity', 'als']);
    expect(order(three, 'ndcg', true)).toEqual(['als', 'popularity', 'ease']);
    expect(order(three, 'rmse', false)).toEqual(['als', 'ease', 'popularity']);
    expect(order(three, 'rmse', true)).toEqual(['ease', 'als', 'popularity']);
    expect([isAscending('ndcg', false), isAscending('rmse', false)]).toEqual([false, true]);
  });

  it('names the best, or nobody', () => {
    expect(bestOf(three, 'rmse')).toBe('als');
    expect(bestOf(three, 'mae')).toBeNull();
    expect(bestOf([], 'ndcg')).toBeNull();
  });
});

describe('verdicts', () => {
  const against = (measure: 'ndcg' | 'rmse' | 'novelty', mean: number, holm: number): Against[] => [
    { against: 'ease', of: { als: { [measure]: pair(mean, holm) } } },
  ];
  it.each([
    ['ndcg', 0.1, 0.01, 'better'],
    ['ndcg', -0.1, 0.01, 'worse'],
    ['rmse', 0.1, 0.01, 'worse'],
    ['rmse', -0.1, 0.01, 'better'],
    ['novelty', 0.1, 0.01, 'higher'],
    ['novelty', -0.1, 0.01, 'lower'],
    ['ndcg', 0.1, 0.05, 'even'],
  ] as const)('%s %d with p = %d is %s', (measure, mean, holm, verdict) => {
    expect(versus(against(measure, mean, holm), 'als', 'ease', measure)?.verdict).toBe(verdict);
  });

  it('there is none with itself, or without the measure', () => {
    expect(versus(over.comparisons, 'ease', 'ease', 'ndcg')).toBeNull();
    expect(versus(over.comparisons, 'popularity', 'ease', 'rmse')).toBeNull();
    expect(versus(over.comparisons, 'popularity', null, 'ndcg')).toBeNull();
  });

  it('in words, with what the resamples can tell at least', () => {
    expect(pText({ holm: 0.0204, least: false })).toBe('p = 0.020');
    expect(pText({ holm: 0.012, least: true })).toBe('p ≤ 0.012');
    const best = { id: 'ease', value: 0.305, term: 'NDCG@10' } as const;
    const text = (...verdicts: ('better' | 'worse' | 'even')[]) =>
      summaryText(
        best,
        verdicts.map((verdict, n) => ({ id: recommenderIds[n], verdict })),
        false,
        movieWords,
      );
    expect(text()).toBe('Film to film comes out first: NDCG@10 0.305.');
    expect(text('worse')).toContain('It is clearly ahead of the other one.');
    expect(text('worse', 'worse')).toContain('It is clearly ahead of both others.');
    expect(text('even', 'worse', 'worse', 'worse')).toContain(
      'It cannot be told apart from Most liked, and is clearly ahead of the other 3.',
    );
    expect(text('even', 'even')).toMatch(/told apart from Most liked and Best rated\.$/);
    expect(summaryText(best, [], true, movieWords)).toContain('is first so far');
  });
});

it('no two recommenders look alike', () => {
  const looks = recommenderIds.map((id) => JSON.stringify(lookOfRecommender(id)));
  expect(new Set(looks).size).toBe(recommenderIds.length);
  expect(resultsOf(over)).toHaveLength(2);
});
