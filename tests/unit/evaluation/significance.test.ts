import { expect, test } from 'vitest';
import { compareWith, holm } from '../../../src/evaluation/significance.ts';

test('Holm equals values by hand', () => {
  // Ascending 0.005, 0.01, 0.03, 0.04 times 4, 3, 2, 1 is 0.02, 0.03, 0.06, 0.04; none may be below the one before.
  expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
  expect(holm([0.4, 0.9])).toEqual([0.8, 0.9]);
  expect(holm([0.6, 0.7])).toEqual([1, 1]);
  expect(holm([0.2])).toEqual([0.2]);
  expect(holm([])).toEqual([]);
});

test('compares each with one by the same resamples and corrects all together', () => {
  const samples = (of: (n: number) => number) => Float64Array.from({ length: 1999 }, (_, n) => of(n));
  const base = { value: 0.5, resampled: samples((n) => n) };
  // Better by one in every resample, although both vary much more.
  const better = { value: 1.5, resampled: samples((n) => n + 1) };
  const even = { value: 0.5, resampled: samples((n) => n + (n % 2 === 0 ? 1 : -1)) };
  const [first, second, third] = compareWith([better, base, even], 1);
  expect(second).toBeNull();
  expect(first).toMatchObject({
    difference: { mean: 1, low: 1, high: 1 },
    p: 2 / 2000,
    holm: 4 / 2000,
    least: true,
  });
  expect(third).toMatchObject({ difference: { mean: 0, low: -1, high: 1 }, p: 1, holm: 1, least: false });
});
