import { describe, expect, test } from 'vitest';
import {
  averagePrecision,
  f1,
  hitRate,
  listDiversity,
  ndcg,
  novelty,
  precision,
  recall,
  reciprocalRank,
} from '../../../src/evaluation/metrics.ts';
import { ordered, tiedTop } from '../../../src/evaluation/tied-list.ts';
import { allOrders } from '../../fixtures/all-orders.ts';

const ranked = ordered([7, 3, 9, 1, 4]);
const relevant = new Set([3, 4, 8]);
const measures = { ndcg, precision, recall, f1, hitRate, reciprocalRank, averagePrecision };

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
    expect(ndcg(ordered([3, 4, 7]), new Set([3, 4]), 3)).toBe(1);
    expect(ndcg(ordered([7, 9, 3]), new Set([3]), 2)).toBe(0);
    expect(ndcg(ranked, relevant, 5)).toBeCloseTo((1 / Math.log2(3) + 1 / Math.log2(6)) / ideal, 12);
    expect(reciprocalRank(ranked, relevant, 5)).toBe(0.5);
    expect(reciprocalRank(ranked, relevant, 1)).toBe(0);
    // Hits in places 2 and 5, of three that could be.
    expect(averagePrecision(ranked, relevant, 5)).toBeCloseTo((1 / 2 + 2 / 5) / 3, 12);
    expect(averagePrecision(ordered([3, 4, 8]), relevant, 3)).toBe(1);
  });

  test('a list that is too short counts as K; without relevant items all measures are NaN', () => {
    expect(precision(ordered([3]), relevant, 10)).toBeCloseTo(0.1, 12);
    for (const measure of Object.values(measures)) expect(measure(ranked, new Set(), 5)).toBeNaN();
    expect(f1(ordered([7]), relevant, 1)).toBe(0);
  });

  test('diversity is the mean distance of all pairs', () => {
    const rows = [
      [1, 0],
      [1, 0],
      [0, 1],
      [0, 0],
    ];
    const of = (item: number) => rows[item];
    expect(listDiversity(ordered([0, 1, 2]), of)).toBeCloseTo(2 / 3, 12);
    expect(listDiversity(ordered([0, 1]), of)).toBe(0);
    // Without a genre nothing is alike, not even the movie and itself.
    expect(listDiversity(ordered([0, 3]), of)).toBe(1);
    expect(listDiversity(ordered([1]), of)).toBe(0);
  });

  test('novelty is the mean self-information in bits', () => {
    // Of eight users 8, 2 and none rated the three items; none counts as one.
    expect(novelty(ordered([0, 1]), [8, 2, 0], 8)).toBeCloseTo(1, 12);
    expect(novelty(ordered([2]), [8, 2, 0], 8)).toBeCloseTo(3, 12);
    expect(novelty([], [8], 8)).toBeNaN();
  });
});

describe('where scores tie, each measure is its mean over all orders of the tied items', () => {
  const cases: { scores: number[]; liked: number[] }[] = [
    { scores: [1, 1, 1, 1, 1, 1], liked: [5] },
    { scores: [1, 1, 1, 1, 1, 1], liked: [0, 2, 3, 4] },
    { scores: [2, 1, 1, 2, 1, 0], liked: [1, 3] },
    { scores: [3, 2, 2, 2, 1, 1], liked: [0, 2, 5] },
    { scores: [0, 0, 1, 1, 1, 2], liked: [0, 1] },
    { scores: [6, 5, 4, 3, 2, 1], liked: [1, 4] },
  ];
  const rows = [
    [1, 0],
    [0.6, 0.8],
    [0, 1],
    [0, 0],
    [0.8, 0.6],
    [1, 0],
  ];
  const counts = [9, 4, 0, 1, 2, 7];

  test.each(cases)('$scores, liked $liked', ({ scores, liked }) => {
    const column = Float32Array.from(scores);
    const orders = allOrders([0, 1, 2, 3, 4, 5]).filter((order) =>
      order.every((item, place) => place === 0 || scores[order[place - 1]] >= scores[item]),
    );
    const mean = (measured: (order: number[]) => number) =>
      orders.reduce((sum, order) => sum + measured(order), 0) / orders.length;
    for (const k of [1, 2, 3, 4, 6, 9]) {
      const list = tiedTop(column, k, new Set());
      const of = new Set(liked);
      for (const [name, measure] of Object.entries(measures)) {
        const enumerated = mean((order) => measure(ordered(order.slice(0, k)), of, k));
        expect(measure(list, of, k), `${name}@${k}`).toBeCloseTo(enumerated, 10);
      }
      const variety = mean((order) => listDiversity(ordered(order.slice(0, k)), (item) => rows[item]));
      expect(
        listDiversity(list, (item) => rows[item]),
        `diversity@${k}`,
      ).toBeCloseTo(variety, 10);
      const bits = mean((order) => novelty(ordered(order.slice(0, k)), counts, 10));
      expect(novelty(list, counts, 10), `novelty@${k}`).toBeCloseTo(bits, 10);
    }
  });

  test('a list may be longer than K, and what stands beyond counts nothing', () => {
    const list = tiedTop(Float32Array.of(5, 4, 4, 4, 1), 5, new Set());
    const short = tiedTop(Float32Array.of(5, 4, 4, 4, 1), 2, new Set());
    for (const measure of Object.values(measures))
      expect(measure(list, new Set([2, 4]), 2)).toBeCloseTo(measure(short, new Set([2, 4]), 2), 12);
  });
});
