import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/base/random.ts';
import { finish } from '../../../src/base/steps.ts';
import { type Ratings, toRatings } from '../../../src/dataset/dataset.ts';
import { thinDataset, thinDatasetSteps } from '../../../src/dataset/thin-dataset.ts';
import { FEW, thinningWays, thinRatings, thinRatingsSteps } from '../../../src/dataset/thin-ratings.ts';
import { madeUpDataset } from '../../bench/made-up-ratings.ts';
import { fc } from '../../fixtures/property.ts';

/** Random ratings of up to `items` movies by each user. */
function ratingsOf(users: number, items: number, seed: number): Ratings {
  const random = createRandom(seed);
  const columns: number[][] = [];
  for (let user = 0; user < users; user++) {
    const share = random.uniform() ** 2;
    for (let item = 0; item < items; item++) {
      if (random.uniform() < share)
        columns.push([user, item, 1 + random.integer(5), 1 + random.integer(1e9)]);
    }
  }
  return toRatings(users, items, {
    user: Int32Array.from(columns, ([user]) => user),
    item: Int32Array.from(columns, ([, item]) => item),
    value: Float32Array.from(columns, ([, , value]) => value),
    time: Uint32Array.from(columns, ([, , , time]) => time),
  });
}

const rowsOf = ({ users, rowStart, item, value, time }: Ratings, name = (user: number) => user) =>
  Array.from({ length: users }, (_, user) =>
    Array.from(item.subarray(rowStart[user], rowStart[user + 1]), (i, n) => {
      const at = rowStart[user] + n;
      return `${name(user)} ${i} ${value[at]} ${time[at]}`;
    }),
  );
const countsOf = ({ items, item }: Ratings) => {
  const counts = new Array<number>(items).fill(0);
  for (const i of item) counts[i]++;
  return counts;
};

describe.each(thinningWays)('thinning by %s', (way) => {
  it('invents no rating, keeps the order and the size, and names movies that lost most', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 30 }),
        fc.nat(1000),
        fc.integer({ min: 30, max: 900 }),
        (users, items, seed, target) => {
          const before = ratingsOf(users, items, seed);
          fc.pre(before.item.length > 0);
          const { ratings, userBefore, fewRated } = thinRatings(before, { target, seed, way });
          const all = rowsOf(before);
          const after = rowsOf(ratings, (user) => userBefore[user]);
          expect(ratings.items).toBe(items);
          expect([...userBefore]).toEqual([...userBefore].sort((a, b) => a - b));
          expect(after.every((row) => row.length > 0)).toBe(true);
          // The original rows in their order, without what is left out.
          after.forEach((row, user) => {
            const remaining = new Set(row);
            expect(all[userBefore[user]].filter((rating) => remaining.has(rating))).toEqual(row);
          });
          expect(ratings.item.length).toBeLessThanOrEqual(target);
          const stays = new Set(userBefore);
          const missing = target - ratings.item.length;
          if (way === 'ratings') expect(ratings.item.length).toBe(Math.min(target, before.item.length));
          else {
            after.forEach((row, user) => {
              expect(row).toEqual(all[userBefore[user]]);
            });
            // Nobody who is left out would still fit.
            all.forEach((row, user) => {
              if (row.length > 0 && !stays.has(user)) expect(row.length).toBeGreaterThan(missing);
            });
          }
          const [had, has] = [countsOf(before), countsOf(ratings)];
          const few = had.flatMap((count, item) => (count >= FEW && has[item] < FEW ? [item] : []));
          expect([...fewRated]).toEqual(few);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('gives the same for the same seed and other ratings for another one', () => {
    const before = ratingsOf(60, 40, 1);
    const thinned = (seed: number) => thinRatings(before, { target: 200, seed, way });
    expect(thinned(5)).toEqual(thinned(5));
    // People who rate what few rate are no matter of chance.
    if (way !== 'rare') expect(rowsOf(thinned(6).ratings)).not.toEqual(rowsOf(thinned(5).ratings));
  });

  it('refuses a target that is no number of ratings', () => {
    for (const target of [0, -3, 1.5, Number.NaN]) {
      expect(() => thinRatings(ratingsOf(5, 9, 1), { target, seed: 1, way })).toThrow(/whole number/);
    }
  });
});

describe('people who stay', () => {
  const { ratings } = madeUpDataset({ users: 1000, movies: 800, ratings: 60_000 }, 3);
  const activity = Array.from(
    { length: ratings.users },
    (_, u) => ratings.rowStart[u + 1] - ratings.rowStart[u],
  );
  const median = activity.toSorted((a, b) => a - b)[500];

  it('are as active as all of them', () => {
    const { userBefore } = thinRatings(ratings, { target: 6000, seed: 2, way: 'people' });
    const active = [...userBefore].filter((user) => activity[user] > median).length;
    expect(userBefore.length).toBeGreaterThan(80);
    expect(Math.abs(active / userBefore.length - 0.5)).toBeLessThan(0.06);
  });

  it('rate rarer movies where they are chosen by that', () => {
    const counts = countsOf(ratings);
    const meanCount = (way: 'people' | 'rare') => {
      const { item } = thinRatings(ratings, { target: 6000, seed: 2, way }).ratings;
      return item.reduce((sum, i) => sum + Math.log(counts[i]), 0) / item.length;
    };
    expect(meanCount('rare')).toBeLessThan(meanCount('people') - 0.05);
  });

  it('are none where everybody has rated more', () => {
    expect(() => thinRatings(ratings, { target: 3, seed: 2, way: 'people' })).toThrow(/as few as 3 ratings/);
  });
});

it('a part of a data set has all movies, an id of its own, and says what was left out', () => {
  const base = madeUpDataset({ users: 300, movies: 400, ratings: 12_000 }, 3);
  const part = thinDataset(base, { target: 1500, seed: 4 });
  expect(part.movies).toBe(base.movies);
  expect(part.id).not.toBe(base.id);
  expect(part.id).not.toContain('~');
  expect(thinDataset(base, { target: 1500, seed: 5 }).id).not.toBe(part.id);
  expect(part.report).toMatchObject({
    ratings: part.ratings.item.length,
    users: part.ratings.users,
    movies: 400,
  });
  const [ratings, titles] = part.report.leftOut;
  expect(ratings.count).toBe(12_000 - part.ratings.item.length);
  expect(titles.count).toBeGreaterThan(0);
  expect(titles.examples[0]).toMatch(/^Film \d+ \(\d{4}\)$/);
  // Where nothing is left out, nothing is said to be.
  expect(thinDataset(base, { target: 12_000, seed: 4 }).report.leftOut).toEqual(base.report.leftOut);
});

it.each(thinningWays)('by %s lets other work in after a bounded number of ratings', (way) => {
  const [users, each] = [4000, 400];
  const large: Ratings = {
    users,
    items: each,
    rowStart: Int32Array.from({ length: users + 1 }, (_, user) => user * each),
    item: Int32Array.from({ length: users * each }, (_, n) => n % each),
    value: new Float32Array(users * each).fill(3),
    time: new Uint32Array(users * each),
  };
  const steps = thinRatingsSteps(large, { target: 800_000, seed: 1, way });
  let count = 0;
  for (let next = steps.next(); next.done !== true; next = steps.next()) count++;
  // Each of the passes over 1.6 million ratings has steps of half a million; three passes at least.
  expect(count).toBeGreaterThanOrEqual(9);
  // Given up between two steps, nothing is computed any more.
  const ended = thinRatingsSteps(large, { target: 800_000, seed: 1, way });
  ended.next();
  const reason = new Error('given up');
  expect(() => ended.throw(reason)).toThrow(reason);
  expect(ended.next().done).toBe(true);
});

it('gives the same part of a data set at once and in steps', () => {
  const base = madeUpDataset({ users: 300, movies: 200, ratings: 9000 }, 2);
  const thinning = { target: 4000, seed: 3 };
  expect(finish(thinDatasetSteps(base, thinning))).toEqual(thinDataset(base, thinning));
});
