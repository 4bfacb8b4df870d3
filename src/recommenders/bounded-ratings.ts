import { createRandom } from '../base/random.ts';
import { finish, type Steps } from '../base/steps.ts';
import type { Ratings } from '../dataset/dataset.ts';

/**
 * Recommenders whose work grows with the ratings learn from at most so many. On the generator's 5 million ratings a sweep of
 * implicit ALS takes 1.3 s for each million on one core, and there are 24 of them: four million are two minutes in the
 * background, 26 million would be a quarter of an hour.
 */
export const RATINGS_BOUND = 4e6;

/** Users whose ratings are copied in one step: some milliseconds. */
const COPIED_AT_ONCE = 4096;

/** One copy for all recommenders that share a bound. */
const copies = new WeakMap<Ratings, Map<number, Ratings>>();

/**
 * Whole users drawn evenly until they hold as many ratings as the bound allows.
 * @returns ascending user indices; null where all users are within the bound
 */
export function usersWithin({ users, rowStart, item }: Ratings, most: number): Int32Array | null {
  if (item.length <= most) return null;
  const order = createRandom(1).shuffle(Int32Array.from({ length: users }, (_, u) => u));
  let [drawn, left] = [0, most];
  while (drawn < users && rowStart[order[drawn] + 1] - rowStart[order[drawn]] <= left) {
    left -= rowStart[order[drawn] + 1] - rowStart[order[drawn]];
    drawn++;
  }
  // A user with more ratings than the bound is drawn alone.
  return order.slice(0, Math.max(1, drawn)).sort();
}

/** How many ratings `boundedRatings` has. */
export function countWithin(ratings: Ratings, most: number): number {
  const known = copies.get(ratings)?.get(most);
  if (known !== undefined) return known.item.length;
  const { rowStart, item } = ratings;
  const users = usersWithin(ratings, most);
  return users === null ? item.length : users.reduce((sum, u) => sum + rowStart[u + 1] - rowStart[u], 0);
}

/** The ratings of `usersWithin`, users renumbered; the very same ratings where all are within the bound. */
export function boundedRatings(ratings: Ratings, most = RATINGS_BOUND): Ratings {
  return finish(boundedRatingsSteps(ratings, most));
}

/** Like {@link boundedRatings}, in steps of some milliseconds. */
export function* boundedRatingsSteps(ratings: Ratings, most = RATINGS_BOUND): Steps<Ratings> {
  const found = copies.get(ratings)?.get(most);
  if (found !== undefined) return found;
  const users = usersWithin(ratings, most);
  if (users === null) return ratings;
  const bounded = yield* ofUsers(ratings, users);
  const known = copies.get(ratings) ?? new Map<number, Ratings>();
  copies.set(ratings, known);
  // Who asked at the same time, between two steps, may have it already.
  const shared = known.get(most) ?? bounded;
  known.set(most, shared);
  return shared;
}

function* ofUsers(ratings: Ratings, users: Int32Array): Steps<Ratings> {
  const { items, rowStart, item, value, time } = ratings;
  const starts = new Int32Array(users.length + 1);
  users.forEach((u, row) => {
    starts[row + 1] = starts[row] + rowStart[u + 1] - rowStart[u];
  });
  const count = starts[users.length];
  const part = {
    item: new Int32Array(count),
    value: new Float32Array(count),
    time: new Uint32Array(count),
  };
  yield;
  for (let first = 0; first < users.length; first += COPIED_AT_ONCE) {
    users.subarray(first, first + COPIED_AT_ONCE).forEach((u, n) => {
      const [from, to] = [rowStart[u], rowStart[u + 1]];
      const at = starts[first + n];
      part.item.set(item.subarray(from, to), at);
      part.value.set(value.subarray(from, to), at);
      part.time.set(time.subarray(from, to), at);
    });
    yield;
  }
  return { users: users.length, items, rowStart: starts, ...part };
}
