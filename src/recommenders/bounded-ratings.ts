import { createRandom } from '../base/random.ts';
import type { Ratings } from '../dataset/dataset.ts';

/**
 * Recommenders whose work grows with the ratings learn from at most so many. On the generator's 5 million ratings a sweep of
 * implicit ALS takes 1.3 s for each million on one core, and there are 24 of them: four million are two minutes in the
 * background, 26 million would be a quarter of an hour.
 */
export const RATINGS_BOUND = 4e6;

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

/** The ratings of `usersWithin`, users renumbered; the very same ratings where all are within the bound. */
export function boundedRatings(ratings: Ratings, most = RATINGS_BOUND): Ratings {
  const users = usersWithin(ratings, most);
  if (users === null) return ratings;
  const known = copies.get(ratings) ?? new Map<number, Ratings>();
  copies.set(ratings, known);
  const bounded = known.get(most) ?? ofUsers(ratings, users);
  known.set(most, bounded);
  return bounded;
}

function ofUsers({ items, rowStart, item, value, time }: Ratings, users: Int32Array): Ratings {
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
  users.forEach((u, row) => {
    const [from, to] = [rowStart[u], rowStart[u + 1]];
    part.item.set(item.subarray(from, to), starts[row]);
    part.value.set(value.subarray(from, to), starts[row]);
    part.time.set(time.subarray(from, to), starts[row]);
  });
  return { users: users.length, items, rowStart: starts, ...part };
}
