import { expect, test } from 'vitest';
import { seenShares } from '../../../../src/recommenders/lists/seen-shares.ts';

const counts = Int32Array.of(40, 10, 0, 0);

test('without statistics, the share of people who rated a movie', () => {
  expect([...seenShares(counts, 99, null)]).toEqual([0.405, 0.105, 0.005, 0.005]);
});

test('with statistics, a movie that few rated here leans on how many did elsewhere', () => {
  const statistics = { count: Int32Array.of(100, 50, 50, 0), mean: new Float32Array(4).fill(3) };
  const shares = seenShares(counts, 99, statistics);
  // All together have 50 ratings here and 200 elsewhere: one here stands for four.
  const share = (here: number, prior: number) => (here + 0.5 + 50 * (prior / 99)) / 150;
  expect(shares[0]).toBeCloseTo(share(40, 25), 9);
  expect(shares[1]).toBeCloseTo(share(10, 12.5), 9);
  expect(shares[2]).toBeCloseTo(share(0, 12.5), 9);
  expect(shares[2]).toBeGreaterThan(9 * shares[3]);
  // Nothing is known of the last one elsewhere.
  expect(shares[3]).toBe(0.005);
});

test('before anybody here has rated, the most rated movie elsewhere counts as seen by seven in ten', () => {
  const statistics = { count: Int32Array.of(1000, 200, 0, 0), mean: new Float32Array(4).fill(3) };
  const shares = seenShares(new Int32Array(4), 0, statistics);
  expect(shares[0]).toBeCloseTo((0.5 + 35) / 51, 9);
  expect(shares[1]).toBeCloseTo((0.5 + 7) / 51, 9);
});

test('shares are below 1 even where far more rated a movie elsewhere', () => {
  const statistics = { count: Int32Array.of(1_000_000, 1, 1, 1), mean: new Float32Array(4).fill(3) };
  const shares = seenShares(Int32Array.of(9, 9, 9, 9), 10, statistics);
  for (const share of shares) {
    expect(share).toBeGreaterThan(0);
    expect(share).toBeLessThan(1);
  }
});
