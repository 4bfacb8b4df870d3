import { expect, test } from 'vitest';
import { chanceWithin, isSilent, ordered, tiedTop } from '../../../src/evaluation/tied-list.ts';

test('groups items of equal score, and names all of the last group', () => {
  const scores = Float32Array.of(1, 3, 2, 2, 1, 1);
  const list = tiedTop(scores, 4, new Set([5]));
  expect(list).toEqual([
    { items: [1], first: 0, places: 1 },
    { items: [2, 3], first: 1, places: 2 },
    { items: [0, 4], first: 3, places: 1 },
  ]);
  expect(list.map(chanceWithin)).toEqual([1, 1, 0.5]);
  expect(tiedTop(scores, 9, new Set()).flatMap(({ items }) => items)).toHaveLength(6);
  expect(tiedTop(scores, 3, new Set([0, 1, 2, 3, 4, 5]))).toEqual([]);
});

test('refuses scores that are no numbers, and takes infinite ones', () => {
  expect(() => tiedTop(Float32Array.of(1, Number.NaN), 1, new Set())).toThrow(RangeError);
  const list = tiedTop(Float32Array.of(0, Number.POSITIVE_INFINITY), 1, new Set());
  expect(list).toEqual(ordered([1]));
});

test('a recommender is silent when all scores of the candidates are equal, and only then', () => {
  const silent = (scores: number[], excluded: number[] = []) => {
    const out = new Set(excluded);
    return isSilent(tiedTop(Float32Array.from(scores), 2, out), scores.length - out.size);
  };
  expect(silent([0, -0, 0, 0])).toBe(true);
  expect(silent([0, 0, 0, 1])).toBe(false);
  expect(silent([0, 0, 0, 1], [3])).toBe(true);
  expect(silent([1, 1, 0])).toBe(false);
  // There is nothing to choose from.
  expect(silent([1])).toBe(false);
});
