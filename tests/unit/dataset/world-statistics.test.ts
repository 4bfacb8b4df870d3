import { expect, test } from 'vitest';
import { mergedStatistics, statisticsWithout, trainedOn } from '../../../src/dataset/world-statistics.ts';
import { hideUsers } from '../../../src/evaluation/cold-start-users.ts';
import { splitRatings } from '../../../src/evaluation/splits.ts';
import { randomRatings } from '../../fixtures/small-data.ts';
import { smallDataset } from '../../fixtures/worker-fakes.ts';

const statistics = { count: Int32Array.of(4, 1, 3, 0), mean: Float32Array.of(3.5, 2, 4, Number.NaN) };

test('without some ratings, counts and means are those of the others', () => {
  const rest = statisticsWithout(statistics, {
    item: Int32Array.of(0, 0, 1),
    value: Float32Array.of(5, 4, 2),
  });
  expect([...rest.count]).toEqual([2, 0, 3, 0]);
  // (4 · 3.5 - 9) / 2
  expect([...rest.mean]).toEqual([2.5, Number.NaN, 4, Number.NaN]);
  expect([...statistics.count]).toEqual([4, 1, 3, 0]);
  expect(statistics.mean[0]).toBe(3.5);
});

test('a movie with more ratings to take out than are counted is unknown, and a rounded mean stays on the scale', () => {
  const rest = statisticsWithout(
    { count: Int32Array.of(1, 3), mean: Float32Array.of(3, 4.67) },
    { item: Int32Array.of(0, 0, 1, 1), value: Float32Array.of(1, 2, 5, 4) },
  );
  expect([...rest.count]).toEqual([0, 1]);
  expect(rest.mean[0]).toBeNaN();
  expect(rest.mean[1]).toBe(5);
});

/** Statistics of the data set's own ratings, and of as many people who gave every movie three stars. */
function withStatistics() {
  const base = smallDataset();
  const items = base.movies.length;
  const ratings = randomRatings(60, items, 0.8, 5);
  const count = new Int32Array(items).fill(60);
  const sum = new Float64Array(items).fill(180);
  ratings.item.forEach((i, n) => {
    count[i]++;
    sum[i] += ratings.value[n];
  });
  return { ...base, ratings, statistics: { count, mean: Float32Array.from(sum, (s, i) => s / count[i]) } };
}

test('a movie that was listed twice has the ratings of both listings', () => {
  const merged = mergedStatistics(statistics, Int32Array.of(0, 1, 1, 3), [0, 1, 3]);
  expect([...merged.count]).toEqual([4, 4, 0]);
  // (2 + 3 · 4) / 4
  expect([...merged.mean]).toEqual([3.5, 3.5, Number.NaN]);
});

test('what is held out of training is held out of the statistics', () => {
  const dataset = withStatistics();
  const split = splitRatings(dataset.ratings, 'random', 1);
  const { statistics: rest, ratings } = trainedOn(dataset, split.train, split.test, split.validation);
  expect(ratings).toBe(split.train);
  const expected = new Int32Array(dataset.movies.length).fill(60);
  const sums = new Float64Array(dataset.movies.length).fill(180);
  split.train.item.forEach((i, n) => {
    expected[i]++;
    sums[i] += split.train.value[n];
  });
  expect([...(rest?.count ?? [])]).toEqual([...expected]);
  rest?.mean.forEach((mean, i) => {
    expect(mean).toBeCloseTo(sums[i] / expected[i], 4);
  });
});

test('statistics do not know the users who are hidden as newcomers', () => {
  const dataset = withStatistics();
  const { train } = hideUsers(dataset, Int32Array.of(0, 3), 1);
  const own = new Int32Array(dataset.movies.length).fill(60);
  for (const i of train.ratings.item) own[i]++;
  expect(train.ratings.users).toBe(58);
  expect([...(train.statistics?.count ?? [])]).toEqual([...own]);
});

test('a data set without statistics has none after a split', () => {
  const dataset = smallDataset();
  const split = splitRatings(dataset.ratings, 'perUser', 1);
  expect('statistics' in trainedOn(dataset, split.train, split.test)).toBe(false);
});
