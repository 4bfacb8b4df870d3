import { expect, test } from 'vitest';
import { toRatings } from '../../../../src/dataset/dataset.ts';
import { countHalfStars } from '../../../../src/dataset/statistics.ts';
import { popularity, popularityOf } from '../../../../src/recommenders/models/popularity.ts';
import { worldPopularityScores } from '../../../../src/recommenders/models/world-popularity.ts';
import { smallDataset } from '../../../fixtures/worker-fakes.ts';

const nobody = { ratings: { item: new Int32Array(0), value: new Float32Array(0) }, genres: [] };
const { movies, ratings } = smallDataset();
const none = {
  user: new Int32Array(0),
  item: new Int32Array(0),
  value: new Float32Array(0),
  time: new Uint32Array(0),
};
const here = popularity(ratings).score(nobody);

function deviation(values: Float32Array): number {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  return Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length);
}

test('without statistics it is what the people of the data set like', () => {
  expect(popularityOf({ movies, ratings }).score(nobody)).toEqual(here);
});

test('with statistics, 0.15 of what is popular elsewhere is added in units of deviation', () => {
  const statistics = {
    count: Int32Array.from(movies, (_, i) => 10 + i * i),
    mean: new Float32Array(movies.length).fill(3.5),
  };
  const elsewhere = worldPopularityScores(movies, statistics);
  const scores = popularityOf({ movies, ratings, statistics }).score(nobody);
  scores.forEach((score, i) => {
    const added = (0.15 * deviation(here) * elsewhere[i]) / deviation(elsewhere);
    expect(score - here[i]).toBeCloseTo(added, 4);
  });
  const [a, b] = [movies.length - 1, movies.length - 2];
  expect(scores[a] - here[a]).toBeGreaterThan(scores[b] - here[b]);
});

test('it is the same from counts of half stars', () => {
  const halfStarsByItem = countHalfStars(ratings) ?? new Int32Array(0);
  const counted = { ...toRatings(ratings.users, movies.length, none), halfStarsByItem };
  const statistics = {
    count: Int32Array.from(movies, (_, i) => 10 + i * i),
    mean: new Float32Array(movies.length).fill(3.5),
  };
  for (const known of [{}, { statistics }]) {
    const scores = popularityOf({ movies, ratings: counted, ...known }).score(nobody);
    popularityOf({ movies, ratings, ...known })
      .score(nobody)
      .forEach((score, i) => {
        expect(scores[i]).toBeCloseTo(score, 5);
      });
  }
});

test('before there are ratings, it is popularity elsewhere', () => {
  const statistics = {
    count: Int32Array.from(movies, (_, i) => 10 + i),
    mean: new Float32Array(movies.length).fill(3),
  };
  expect(
    popularityOf({ movies, ratings: toRatings(0, movies.length, none), statistics }).score(nobody),
  ).toEqual(worldPopularityScores(movies, statistics));
});

test('statistics that know all movies alike change no order', () => {
  const statistics = { count: new Int32Array(movies.length), mean: new Float32Array(movies.length) };
  expect(popularityOf({ movies, ratings, statistics }).score(nobody)).toEqual(here);
});
