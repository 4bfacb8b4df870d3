import { describe, expect, it, test } from 'vitest';
import type { Ratings } from '../../../../src/dataset/dataset.ts';
import { withoutUsers } from '../../../../src/evaluation/cold-start-users.ts';
import { usersWithin } from '../../../../src/recommenders/bounded-ratings.ts';
import { ease, fitEase } from '../../../../src/recommenders/models/ease.ts';
import { easeDescriptor, easeOf, MANY_USERS } from '../../../../src/recommenders/models/ease-descriptor.ts';
import {
  decodeMovieEase,
  encodeMovieEase,
  fitMovieEase,
  movieEase,
  movieEaseWithout,
} from '../../../../src/recommenders/models/ease-of-movies.ts';
import { contributionsOf, randomRatings } from '../../../fixtures/small-data.ts';

const ratings = randomRatings(40, 15, 0.4, 4);
const person = {
  ratings: { item: Int32Array.of(3, 7, 1, 10), value: Float32Array.of(5, 4.5, 1.5, 3.5) },
  genres: [],
};
const all = { lambda: 2, maxItems: 100, maxRatings: 1e6 };

function expectClose(found: Float32Array, expected: Float32Array): void {
  expect(found).toHaveLength(expected.length);
  found.forEach((value, n) => {
    expect(value).toBeCloseTo(expected[n], 4);
  });
}

/** The ratings of some movies only; the others stay, without ratings. */
function onlyOf(from: Ratings, items: readonly number[]): Ratings {
  const rowStart = new Int32Array(from.users + 1);
  const positions: number[] = [];
  for (let u = 0; u < from.users; u++) {
    for (let n = from.rowStart[u]; n < from.rowStart[u + 1]; n++)
      if (items.includes(from.item[n])) positions.push(n);
    rowStart[u + 1] = positions.length;
  }
  return {
    ...from,
    rowStart,
    item: Int32Array.from(positions, (n) => from.item[n]),
    value: Float32Array.from(positions, (n) => from.value[n]),
    time: Uint32Array.from(positions, (n) => from.time[n]),
  };
}

describe('EASE of the most rated movies', () => {
  it('equals the dual form where nothing is bounded, in scores and in what each rating adds', async () => {
    const primal = movieEase(await fitMovieEase(ratings, all));
    const dual = ease(await fitEase(ratings, { lambda: 2, maxUsers: 100 }), ratings);
    expectClose(primal.score(person), dual.score(person));
    for (const of of [0, 7, 14, 'mean'] as const) {
      expectClose(
        contributionsOf(primal, person, of).parts as Float32Array,
        contributionsOf(dual, person, of).parts as Float32Array,
      );
    }
  });

  it('knows the most rated movies as if there were no others, and scores the others 0', async () => {
    const { members, ...model } = await fitMovieEase(ratings, { ...all, maxItems: 6 });
    const counts = Array.from({ length: 15 }, (_, i) => ratings.item.filter((item) => item === i).length);
    const order = [...counts.keys()].sort((a, b) => counts[b] - counts[a] || a - b);
    expect([...members]).toEqual(order.slice(0, 6).sort((a, b) => a - b));
    const scores = movieEase({ members, ...model }).score(person);
    const only = onlyOf(ratings, [...members]);
    const expected = movieEase(await fitMovieEase(only, all)).score(person);
    for (let i = 0; i < 15; i++) {
      if (members.includes(i)) expect(scores[i]).toBeCloseTo(expected[i], 4);
      else expect(scores[i]).toBe(0);
    }
  });

  test.each([0, 17, 39])('without user %d equals a fit on all others', async (user) => {
    const left = movieEase(movieEaseWithout(await fitMovieEase(ratings, all), ratings, user));
    const anew = movieEase(await fitMovieEase(withoutUsers(ratings, new Set([user])), all));
    expectClose(left.score(person), anew.score(person));
  });

  it('is the very same without a user who was not drawn, and another one without a user who was', async () => {
    const model = await fitMovieEase(ratings, { ...all, maxRatings: 100 });
    const drawn = usersWithin(ratings, 100) ?? new Int32Array(0);
    expect(drawn.length).toBeLessThan(40);
    const absent = [...Array(40).keys()].find((u) => !drawn.includes(u)) ?? -1;
    expect(movieEaseWithout(model, ratings, absent)).toBe(model);
    expect(movieEaseWithout(model, ratings, drawn[0]).inverse).not.toEqual(model.inverse);
  });

  it('is stored and read back', async () => {
    const model = await fitMovieEase(ratings, { ...all, maxItems: 6 });
    const { meta, arrays } = encodeMovieEase(model);
    const stored = { meta, array: (name: string) => arrays[name] as never };
    expect(decodeMovieEase(stored)).toEqual(model);
    expect(decodeMovieEase({ ...stored, meta: { ...meta, members: '6' } })).toBeNull();
  });

  it('can be given up, and tells its progress', async () => {
    const shares: number[] = [];
    await fitMovieEase(randomRatings(600, 100, 0.2, 1), all, { onProgress: (done) => shares.push(done) });
    expect(shares.length).toBeGreaterThan(3);
    expect(shares.toSorted((a, b) => a - b)).toEqual(shares);
    expect(shares.at(-1)).toBeLessThanOrEqual(1);
    const signal = AbortSignal.abort(new Error('over'));
    await expect(fitMovieEase(ratings, all, { signal })).rejects.toThrow('over');
  });
});

test('from ten thousand users on, the app fits EASE of movies; both forms are stored under one name', async () => {
  const { background } = easeDescriptor;
  if (background === undefined) throw new Error('EASE is fitted in the background');
  for (const [users, key] of [
    [MANY_USERS, 'members'],
    [50, 'users'],
  ] as const) {
    const some = randomRatings(users, 8, 0.3, 2);
    const { recommender, encode } = await background.fit(some);
    const { meta, arrays } = encode();
    expect(meta).toHaveProperty(key);
    const decoded = background.decode({ meta, array: (name) => arrays[name] as never }, some);
    const own = { ratings: { item: Int32Array.of(3), value: Float32Array.of(5) }, genres: [] };
    expect(decoded?.score(own)).toEqual(recommender.score(own));
  }
});

test('leaving out a user works for both forms', async () => {
  const dual = easeOf(await fitEase(ratings, { lambda: 2, maxUsers: 100 }), ratings);
  const primal = easeOf(await fitMovieEase(ratings, all), ratings);
  expectClose(primal.without(5).score(person), dual.without(5).score(person));
});
