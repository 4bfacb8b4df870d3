import { expect, test } from 'vitest';
import { createRandom } from '../../../src/base/random.ts';
import {
  meanInterval,
  meanOf,
  pairedDifference,
  pValue,
  resampledMeans,
} from '../../../src/evaluation/intervals.ts';

test('the bootstrap interval covers the true mean in about 95 % of trials', () => {
  const random = createRandom(1);
  const trials = 300;
  let covered = 0;
  for (let trial = 0; trial < trials; trial++) {
    // Squares of normals are skewed; their mean is 1.
    const values = Array.from({ length: 60 }, () => random.normal() ** 2);
    const { low, high, mean } = meanInterval(values, random);
    expect(mean).toBeCloseTo(meanOf(values), 12);
    if (low <= 1 && 1 <= high) covered++;
  }
  // A percentile interval of a skewed mean covers a little less than 95 %.
  expect(covered / trials).toBeGreaterThan(0.88);
  expect(covered / trials).toBeLessThan(0.99);
});

test('a paired difference finds a small effect under large noise between users, and no effect where there is none', () => {
  const random = createRandom(2);
  const users = Array.from({ length: 200 }, () => random.uniform());
  const better = users.map((value) => value + 0.02 + 0.05 * random.normal());
  const same = users.map((value) => value + 0.05 * random.normal());
  const found = pairedDifference(better, users, random);
  expect(found.low).toBeGreaterThan(0);
  expect(found.p).toBeLessThan(0.01);
  expect(found.standardError).toBeCloseTo(0.05 / Math.sqrt(200), 3);
  const none = pairedDifference(same, users, random);
  expect(none.low).toBeLessThan(0);
  expect(none.high).toBeGreaterThan(0);
  expect(none.p).toBeGreaterThan(0.05);
});

test('values of different users cannot be paired', () => {
  expect(() => pairedDifference([1, 2], [1], createRandom(1))).toThrow(RangeError);
});

test('columns are resampled together, and equal random streams draw equal users', () => {
  const values = [1, 4, 9, 16, 25];
  const [one, double] = resampledMeans([values, values.map((v) => 2 * v)], createRandom(5));
  one.forEach((mean, sample) => {
    expect(double[sample]).toBeCloseTo(2 * mean, 12);
  });
  expect(resampledMeans([values], createRandom(5))[0]).toEqual(one);
  expect(new Set(one).size).toBeGreaterThan(50);
});

test('p equals values by hand: twice the smaller side, counting the observed value', () => {
  expect(pValue(Float64Array.of(1, 1, 1, 1, 1, 1, 1, 1, 1))).toBeCloseTo(2 / 10, 12);
  expect(pValue(Float64Array.of(1, 1, 1, 1, 1, 1, 1, -1, -1))).toBeCloseTo(6 / 10, 12);
  expect(pValue(Float64Array.of(0, 0, 0))).toBe(1);
});
