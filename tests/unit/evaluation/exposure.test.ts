import { expect, test } from 'vitest';
import { createExposure, gini } from '../../../src/evaluation/exposure.ts';
import { ordered, tiedTop } from '../../../src/evaluation/tied-list.ts';
import { allOrders } from '../../fixtures/all-orders.ts';

test('without ties, coverage and Gini equal values by hand', () => {
  const exposure = createExposure([0, 0, 0, 0]);
  expect([exposure.coverage(), exposure.gini()]).toEqual([0, 0]);
  for (const list of [
    [0, 1],
    [0, 2],
    [0, 1],
  ])
    exposure.add(ordered(list));
  expect(exposure.coverage()).toBe(0.75);
  // Ascending 0, 1, 2, 3: (-3·0 - 1·1 + 1·2 + 3·3) / (4·6).
  expect(exposure.gini()).toBeCloseTo(10 / 24, 12);
  expect(gini(Float64Array.of(1, 1, 1, 1))).toBeCloseTo(0, 12);
});

test('with ties, coverage is its mean over all orders of all lists', () => {
  const scores = [
    [2, 1, 1, 0],
    [0, 0, 0, 0],
  ];
  const k = 2;
  const exposure = createExposure([5, 3, 1, 1]);
  for (const own of scores) exposure.add(tiedTop(Float32Array.from(own), k, new Set()));
  const lists = scores.map((own) =>
    allOrders([0, 1, 2, 3])
      .filter((order) => order.every((item, n) => n === 0 || own[order[n - 1]] >= own[item]))
      .map((order) => order.slice(0, k)),
  );
  let [sum, shares, pairs] = [0, 0, 0];
  for (const a of lists[0])
    for (const b of lists[1]) {
      sum += new Set([...a, ...b]).size / 4;
      shares += [...a, ...b].filter((item) => item === 0).length / 4;
      pairs++;
    }
  expect(exposure.coverage()).toBeCloseTo(sum / pairs, 12);
  // Movie 0 alone is in the first tenth.
  expect(exposure.byPopularity().movies[0]).toBeCloseTo(shares / pairs, 12);
  expect(exposure.byPopularity().ratings.reduce((all, share) => all + share, 0)).toBeCloseTo(1, 12);
});
