import { describe, expect, test } from 'vitest';
import {
  coverage,
  exposure,
  f1,
  gini,
  hitRate,
  listDiversity,
  ndcg,
  novelty,
  precision,
  recall,
} from '../../../src/evaluation/metrics.ts';

const ranked = [7, 3, 9, 1, 4];
const relevant = new Set([3, 4, 8]);

describe('measures of one list', () => {
  test('equal values by hand at three and at five', () => {
    expect(precision(ranked, relevant, 3)).toBeCloseTo(1 / 3, 12);
    expect(recall(ranked, relevant, 3)).toBeCloseTo(1 / 3, 12);
    expect(precision(ranked, relevant, 5)).toBeCloseTo(2 / 5, 12);
    expect(recall(ranked, relevant, 5)).toBeCloseTo(2 / 3, 12);
    expect(f1(ranked, relevant, 5)).toBeCloseTo(0.5, 12);
    expect(hitRate(ranked, relevant, 1)).toBe(0);
    expect(hitRate(ranked, relevant, 2)).toBe(1);
    const ideal = 1 + 1 / Math.log2(3) + 1 / Math.log2(4);
    expect(ndcg([3, 4, 7], new Set([3, 4]), 3)).toBe(1);
    expect(ndcg([7, 9, 3], new Set([3]), 2)).toBe(0);
    expect(ndcg(ranked, relevant, 5)).toBeCloseTo((1 / Math.log2(3) + 1 / Math.log2(6)) / ideal, 12);
  });

  test('a list that is too short counts as K; without relevant items all measures are NaN', () => {
    expect(precision([3], relevant, 10)).toBeCloseTo(0.1, 12);
    for (const measure of [ndcg, precision, recall, hitRate]) expect(measure(ranked, new Set(), 5)).toBeNaN();
    expect(f1([7], relevant, 1)).toBe(0);
    expect(f1([7], new Set(), 1)).toBeNaN();
  });

  test('diversity is the mean distance of all pairs', () => {
    const similarity = (a: number, b: number) => (a + b === 3 ? 1 : 0.25);
    expect(listDiversity([1, 2, 5], similarity)).toBeCloseTo((0 + 0.75 + 0.75) / 3, 12);
    expect(listDiversity([1], similarity)).toBe(0);
  });
});

describe('measures of all lists', () => {
  const lists = [
    [0, 1],
    [0, 2],
    [0, 1],
  ];

  test('exposure, coverage and Gini equal values by hand', () => {
    expect([...exposure(lists, 4)]).toEqual([3, 2, 1, 0]);
    expect(coverage(lists, 4)).toBe(0.75);
    // Ascending 0, 1, 2, 3: (-3·0 - 1·1 + 1·2 + 3·3) / (4·6).
    expect(gini(lists, 4)).toBeCloseTo(10 / 24, 12);
    expect(gini([[0], [1], [2], [3]], 4)).toBeCloseTo(0, 12);
    expect(gini([], 4)).toBe(0);
  });

  test('novelty is the mean self-information in bits', () => {
    // Of eight users 8, 2 and none rated the three items; none counts as one.
    expect(novelty([[0, 1], [2]], [8, 2, 0], 8)).toBeCloseTo((0 + 2 + 3) / 3, 12);
    expect(novelty([[], []], [8], 8)).toBeNaN();
  });
});
