import { describe, expect, it } from 'vitest';
import { boundedRatings, usersWithin } from '../../../src/recommenders/bounded-ratings.ts';
import { madeUpDataset } from '../../bench/made-up-ratings.ts';

const { ratings } = madeUpDataset({ users: 300, movies: 3000, ratings: 20_000 }, 3);

describe('ratings within a bound', () => {
  it('are all of them, the very same object, where they fit', () => {
    expect(usersWithin(ratings, 20_000)).toBeNull();
    expect(boundedRatings(ratings, 20_000)).toBe(ratings);
  });

  it('are those of whole users, as many as fit, and one copy is shared', () => {
    const users = usersWithin(ratings, 8000) ?? new Int32Array(0);
    const bounded = boundedRatings(ratings, 8000);
    expect(boundedRatings(ratings, 8000)).toBe(bounded);
    expect(bounded.item.length).toBeLessThanOrEqual(8000);
    // The next user did not fit; nobody here has more than 750 ratings.
    expect(bounded.item.length).toBeGreaterThan(7250);
    expect(bounded.users).toBe(users.length);
    expect(bounded.items).toBe(3000);
    users.forEach((u, row) => {
      for (const column of ['item', 'value', 'time'] as const) {
        expect(bounded[column].subarray(bounded.rowStart[row], bounded.rowStart[row + 1])).toEqual(
          ratings[column].subarray(ratings.rowStart[u], ratings.rowStart[u + 1]),
        );
      }
    });
  });

  it('are drawn evenly: active users are not preferred', () => {
    const all = ratings.item.length / ratings.users;
    const bounded = boundedRatings(ratings, 12_000);
    expect(Math.abs(bounded.item.length / bounded.users - all)).toBeLessThan(0.2 * all);
  });

  it('are those of one user where a single one exceeds the bound', () => {
    expect(boundedRatings(ratings, 5).users).toBe(1);
  });
});
