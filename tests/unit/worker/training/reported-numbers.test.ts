import { expect, it } from 'vitest';
import {
  confidenceOf,
  FAIR_BELOW,
  SURE_BELOW,
} from '../../../../src/worker/recommendations/prediction-confidence.ts';
import { binned } from '../../../../src/worker/training/residual-histogram.ts';
import { remainingMs } from '../../../../src/worker/training/run-progress.ts';
import { point } from '../../../fixtures/worker-fakes.ts';

it('residuals are counted in quarter stars, the outer bins take what lies beyond', () => {
  expect(binned(new Float32Array(0))).toBeNull();
  const found = binned(Float32Array.of(-9, -4.5, -4.25, -0.01, 0, 0.24, 0.25, 4.25, 4.5, 9, Number.NaN));
  expect(found).toMatchObject({ first: -4.5, width: 0.25 });
  const counts = Object.fromEntries((found?.counts ?? []).flatMap((n, bin) => (n > 0 ? [[bin, n]] : [])));
  expect(counts).toEqual({ 0: 2, 1: 1, 17: 1, 18: 2, 19: 1, 35: 3 });
  expect(found?.counts.length).toBe(36);
});

it('confidence has a word for the spread, and an interval of 80 % on the scale', () => {
  expect(confidenceOf(3, SURE_BELOW - 0.01, 1).level).toBe('sure');
  expect(confidenceOf(3, SURE_BELOW, 1).level).toBe('fair');
  expect(confidenceOf(3, FAIR_BELOW, 1).level).toBe('guess');
  const { low, high, spread } = confidenceOf(3, 0.3, 0.4);
  expect([low, high]).toEqual([expect.closeTo(3 - 0.5126, 3), expect.closeTo(3 + 0.5126, 3)]);
  expect(spread).toBe(0.3);
  expect(confidenceOf(4.9, 0.5, 1)).toMatchObject({ high: 5 });
  expect(confidenceOf(0.6, 0.5, 1)).toMatchObject({ low: 0.5 });
});

it('the time left is estimated from the recent epochs alone', () => {
  expect(remainingMs([], 10)).toBe(0);
  expect(remainingMs([point(1, 100)], 10)).toBe(900);
  const slowStart = [point(1, 9000), ...Array.from({ length: 9 }, (_, n) => point(n + 2, 10))];
  expect(remainingMs(slowStart, 20)).toBe(100);
  expect(remainingMs(slowStart, 10)).toBe(0);
});
