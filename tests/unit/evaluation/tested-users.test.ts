import { expect, test } from 'vitest';
import { type Ratings, toRatings } from '../../../src/dataset/dataset.ts';
import { evaluate } from '../../../src/evaluation/evaluate.ts';
import { meanOf } from '../../../src/evaluation/intervals.ts';
import { summarise } from '../../../src/evaluation/summary.ts';
import { chanceNdcg, testedUsers } from '../../../src/evaluation/tested-users.ts';
import { smallDataset } from '../../fixtures/worker-fakes.ts';

const rows = (cells: readonly (readonly [user: number, item: number, stars: number])[]): Ratings =>
  toRatings(6, 5, {
    user: Int32Array.from(cells, ([user]) => user),
    item: Int32Array.from(cells, ([, item]) => item),
    value: Float32Array.from(cells, ([, , stars]) => stars),
    time: new Uint32Array(cells.length),
  });

/** Users 0 and 1 are known, 2 is new, 3 likes nothing hidden, 4 has nothing hidden, 5 has nothing at all. */
const split = {
  train: rows([
    [0, 0, 5],
    [1, 0, 4],
    [1, 1, 4],
    [3, 0, 3],
    [4, 2, 4],
  ]),
  test: rows([
    [0, 2, 5],
    [1, 3, 4],
    [1, 4, 2],
    [2, 0, 4],
    [2, 3, 5],
    [3, 2, 3.5],
  ]),
  validation: rows([]),
};

test('counts whom a split tests, whom it does not, and what nobody can find', () => {
  const { chance, ...counts } = testedUsers(split, 2);
  expect(counts).toEqual({
    users: [0, 1, 2],
    isNew: [false, false, true],
    known: 2,
    new: 1,
    population: 'known',
    nothingLiked: 1,
    nothingHidden: 2,
    relevant: 4,
    // Movie 3 has no rating in training; two people are to find it.
    relevantUnrated: 2,
  });
  const second = 1 / Math.log2(3);
  expect(chance.known).toBeCloseTo(((1 + second) / 4 + (1 + second) / 3) / 2, 12);
  expect(chance.new).toBeCloseTo((2 * (1 + second)) / 5 / (1 + second), 12);
});

test('a recommender that gives all movies the same score is silent and gets what chance gets', async () => {
  const recommender = { score: () => new Float32Array(5).fill(0.3) };
  const measured = await evaluate(
    { ...smallDataset(), movies: movies(5) },
    split,
    recommender,
    2,
    async () => {},
  );
  expect(measured.isSilent).toEqual([true, true, true]);
  const { chance } = testedUsers(split, 2);
  expect(measured.perUser.ndcg[2]).toBeCloseTo(chance.new ?? Number.NaN, 12);
  expect(meanOf(measured.perUser.ndcg.slice(0, 2))).toBeCloseTo(chance.known ?? Number.NaN, 12);
  expect([measured.coverage, measured.gini]).toEqual([0, 0]);
});

test('new people are kept apart from known ones', async () => {
  const recommender = {
    score: ({ ratings }: { ratings: { item: Int32Array } }) =>
      Float32Array.from({ length: 5 }, (_, i) => (ratings.item.length === 0 ? 0 : i)),
  };
  const measured = await evaluate(
    { ...smallDataset(), movies: movies(5) },
    split,
    recommender,
    2,
    async () => {},
  );
  expect(measured.isSilent).toEqual([false, false, true]);
  const known = summarise(measured, 1, 'known').ndcg?.value;
  // User 0 finds nothing in 4 and 3, user 1 finds 3 in second place.
  expect(known).toBeCloseTo(1 / Math.log2(3) / 2, 12);
  expect(summarise(measured, 1, 'new').ndcg?.value).toBeCloseTo(chanceNdcg(5, 2, 2), 12);
  const { train, test: hidden, validation } = split;
  const nobodyNew = testedUsers({ train: hidden, test: train, validation }, 2);
  expect(nobodyNew.chance.new).not.toBeNull();
});

const movies = (count: number) =>
  Array.from({ length: count }, (_, id) => ({ id, title: `Film ${id}`, year: 1990, genres: [] }));
