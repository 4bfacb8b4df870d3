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

it('counts the days of many ratings when it is asked to, and not while a list waits', async () => {
  const { movies, genres, ...rest } = smallDataset();
  const [users, each] = [30_001, 10];
  const count = users * each;
  const ratings = {
    users,
    items: movies.length,
    rowStart: Int32Array.from({ length: users + 1 }, (_, u) => u * each),
    item: Int32Array.from({ length: count }, (_, n) => n % each),
    value: new Float32Array(count).fill(4),
    time: new Uint32Array(count).fill(1_000_000_000),
  };
  const { occasions, prepareOccasions } = createCatalogue({ ...rest, movies, genres, ratings }, plainProduct);
  expect(occasions()).toBeNull();
  expect(await prepareOccasions(new AbortController().signal)).toBe(true);
  expect(occasions()?.genres).toEqual(genres);
});
