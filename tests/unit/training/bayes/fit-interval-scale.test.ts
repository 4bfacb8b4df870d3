import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../../src/base/random.ts';
import {
  binOfCount,
  EIGHTY_PERCENT,
  ratedAtLeast,
} from '../../../../src/recommenders/models/interval-scale.ts';
import { fitIntervalScale, type HeldOutErrors } from '../../../../src/training/bayes/fit-interval-scale.ts';

/** Errors whose true deviation is that which the model expects times the factor of the movie's bin. */
function madeUp(perBin: readonly number[], factors: readonly number[], seed: number): HeldOutErrors {
  const random = createRandom(seed);
  const rows = perBin.flatMap((size, bin) =>
    Array.from({ length: size }, () => {
      const deviation = 0.5 + random.uniform();
      return { count: ratedAtLeast[bin], deviation, error: factors[bin] * deviation * random.normal() };
    }),
  );
  return {
    errors: Float32Array.from(rows, ({ error }) => error),
    deviations: Float32Array.from(rows, ({ deviation }) => deviation),
    counts: Int32Array.from(rows, ({ count }) => count),
  };
}

function fitted(all: HeldOutErrors): number[] {
  const scale = fitIntervalScale(all);
  if (scale === null) throw new Error('no scale');
  return scale;
}

/** Share of the errors of each bin inside their 80 % interval. */
function inside({ errors, deviations, counts }: HeldOutErrors, scale: readonly number[]): number[] {
  return ratedAtLeast.map((_, bin) => {
    const of = [...errors.keys()].filter((n) => binOfCount(counts[n]) === bin);
    const held = of.filter((n) => Math.abs(errors[n]) <= EIGHTY_PERCENT * scale[bin] * deviations[n]);
    return held.length / of.length;
  });
}

const truth = [1.4, 1.15, 1, 0.85];

describe('factors on intervals whose truth is known', () => {
  test('are found within a twentieth, and intervals of other ratings then hold four in five in each bin', () => {
    const scale = fitted(madeUp([4000, 4000, 4000, 4000], truth, 1));
    scale.forEach((factor, bin) => {
      expect(Math.abs(factor / truth[bin] - 1)).toBeLessThan(0.05);
    });
    const others = madeUp([4000, 4000, 4000, 4000], truth, 2);
    const plain = inside(others, [1, 1, 1, 1]);
    expect(plain[0]).toBeLessThan(0.7);
    expect(plain[3]).toBeGreaterThan(0.85);
    for (const share of inside(others, scale)) expect(Math.abs(share - 0.8)).toBeLessThan(0.025);
  });

  test('of a bin with few ratings stay close to that of all', () => {
    const [own] = fitted(madeUp([4000, 4000, 4000, 4000], truth, 3));
    const [few] = fitted(madeUp([8, 4000, 4000, 4000], truth, 3));
    const [none, next] = fitted(madeUp([0, 4000, 4000, 4000], truth, 3));
    expect(few).toBeLessThan(own - 0.1);
    // Nothing says that a movie without ratings needs less than one with a few.
    expect(none).toBeGreaterThanOrEqual(next);
  });

  test('never rise with the number of ratings', () => {
    const scale = fitted(madeUp([500, 500, 500, 500], [0.9, 1.2, 0.8, 1.1], 4));
    for (let bin = 1; bin < scale.length; bin++) expect(scale[bin]).toBeLessThanOrEqual(scale[bin - 1]);
    expect(scale[0]).toBeCloseTo(scale[1], 12);
    expect(scale[2]).toBeCloseTo(scale[3], 12);
    expect(scale[0]).toBeGreaterThan(scale[2]);
  });

  test('do not depend on the order of the ratings', () => {
    const all = madeUp([30, 60, 90, 120], truth, 5);
    const backwards = {
      errors: all.errors.toReversed(),
      deviations: all.deviations.toReversed(),
      counts: all.counts.toReversed(),
    };
    expect(fitIntervalScale(backwards)).toEqual(fitIntervalScale(all));
  });

  test('are positive where the model is never wrong, and there are none without held-out ratings', () => {
    const right = madeUp([5, 5, 5, 5], [0, 0, 0, 0], 6);
    for (const factor of fitted(right)) expect(factor).toBeGreaterThan(0);
    expect(fitIntervalScale(madeUp([0, 0, 0, 0], truth, 7))).toBeNull();
  });
});

test.each([
  [0, 0],
  [1, 1],
  [4, 1],
  [5, 2],
  [19, 2],
  [20, 3],
  [100000, 3],
])('a movie with %i ratings belongs to bin %i', (count, bin) => {
  expect(binOfCount(count)).toBe(bin);
});
