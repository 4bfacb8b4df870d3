import { expect, test } from 'vitest';
import { toRatings } from '../../../src/dataset/dataset.ts';
import {
  byActivity,
  byTaste,
  decileShares,
  historiesOf,
  popularityDeciles,
  popularityShares,
  ratingCounts,
} from '../../../src/evaluation/fairness.ts';

/** The items that users 0 to 3 rated. User 4 has no ratings. */
const histories = [[0, 1, 2, 3, 4, 5], [0, 1, 2], [0, 1], [0]];
const cells = histories.flatMap((items, user) => items.map((item) => ({ user, item })));
const ratings = toRatings(5, 20, {
  user: Int32Array.from(cells, ({ user }) => user),
  item: Int32Array.from(cells, ({ item }) => item),
  value: new Float32Array(cells.length).fill(3),
  time: new Uint32Array(cells.length),
});
const counts = ratingCounts(ratings);

test('counts and deciles equal values by hand: two of twenty movies are a tenth, the lower index comes first', () => {
  expect([...counts]).toEqual([4, 3, 2, 1, 1, 1, ...new Array(14).fill(0)]);
  const decile = popularityDeciles(counts, 'movies');
  expect([...decile.subarray(0, 8)]).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);
  expect(decile[19]).toBe(9);
  const shuffled = popularityDeciles([0, 5, 1, 1, 9, 0, 0, 0, 0, 0], 'movies');
  expect([...shuffled]).toEqual([4, 1, 2, 3, 0, 5, 6, 7, 8, 9]);
});

test('tenths of the ratings equal values by hand: few movies at the top, those without ratings at the bottom', () => {
  // A tenth of 20 ratings is two. Ordered by ratings, the movies start at rating 0, 9, 14, 18 and 19.
  expect([...popularityDeciles([1, 9, 4, 0, 5, 1, 0], 'ratings')]).toEqual([9, 0, 7, 9, 4, 9, 9]);
});

test('shares by decile are means over lists, so that long histories do not outweigh short ones', () => {
  const decile = popularityDeciles(counts, 'movies');
  const shares = decileShares(historiesOf(ratings, [0, 1, 3, 4]), decile);
  // User 0 has 2/6 in each of three deciles, user 1 has 2/3 and 1/3, user 3 everything in one, user 4 no ratings.
  expect(shares[0]).toBeCloseTo((2 / 6 + 2 / 3 + 1) / 3, 12);
  expect(shares[1]).toBeCloseTo((2 / 6 + 1 / 3) / 3, 12);
  expect(shares[2]).toBeCloseTo(2 / 6 / 3, 12);
  expect(shares.slice(3)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  expect(decileShares([], decile)).toEqual(new Array(10).fill(0));
  const both = popularityShares(() => historiesOf(ratings, [0, 1, 3, 4]), counts);
  expect(both.movies).toEqual(shares);
  // Of twelve ratings movie 0 has the first four, movie 1 starts at the fifth, movie 2 at the eighth.
  expect(both.ratings[0]).toBeCloseTo((1 / 6 + 1 / 3 + 1) / 3, 12);
  expect(both.ratings[3]).toBeCloseTo((1 / 6 + 1 / 3) / 3, 12);
});

test('thirds by activity hold positions in the list of users and their bounds', () => {
  const groups = byActivity(ratings, [0, 1, 2, 3]);
  expect(groups).toEqual([
    { name: 'occasional', members: [3], from: 1, to: 1 },
    { name: 'regular', members: [2, 1], from: 2, to: 3 },
    { name: 'active', members: [0], from: 6, to: 6 },
  ]);
});

test('thirds by taste equal values by hand: how many users rated the movies of a user', () => {
  // The values of the users are (4+3+2+1+1+1)/6/5 = 0.4, (4+3+2)/3/5 = 0.6, 0.7 and 0.8; user 4 has no ratings.
  const [niche, mixed, mainstream] = byTaste(ratings, [0, 1, 2, 3, 4]);
  expect(niche).toMatchObject({ name: 'niche', members: [0] });
  expect(niche.from).toBeCloseTo(0.4, 12);
  expect(mixed).toMatchObject({ name: 'mixed', members: [1, 2] });
  expect([mixed.from, mixed.to]).toEqual([expect.closeTo(0.6, 12), expect.closeTo(0.7, 12)]);
  expect(mainstream).toMatchObject({ name: 'mainstream', members: [3] });
});

test('groups without users are left out', () => {
  expect(byActivity(ratings, [2]).map(({ name, members }) => [name, members])).toEqual([['regular', [0]]]);
});
