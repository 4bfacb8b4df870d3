import { expect, it } from 'vitest';
import { plainProduct } from '../../../../src/base/matrix-vector.ts';
import { countHalfStars } from '../../../../src/dataset/statistics.ts';
import { createCatalogue } from '../../../../src/worker/session/catalogue.ts';
import { smallDataset } from '../../../fixtures/worker-fakes.ts';

it('counts the ratings of each movie as their counts say that were stored', () => {
  const dataset = smallDataset();
  const halfStarsByItem = countHalfStars(dataset.ratings) ?? new Int32Array(0);
  const counted = { ...dataset, ratings: { ...dataset.ratings, halfStarsByItem } };
  const [by, from] = [counted, dataset].map((one) => createCatalogue(one, plainProduct));
  expect(by.counts).toEqual(from.counts);
  expect(by.starSums).toEqual(from.starSums);
  expect(by.histograms).toEqual(from.histograms);
  expect(from.counts.some((count) => count > 0)).toBe(true);
});
