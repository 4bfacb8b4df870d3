import { type Ratings, toRatings } from '../../src/dataset/dataset.ts';

/** Ratings as plain arrays, which can be sent to the page as JSON. */
export interface Columns {
  readonly users: number;
  readonly items: number;
  readonly user: readonly number[];
  readonly item: readonly number[];
  readonly value: readonly number[];
  /** Seconds since 1970. */
  readonly time: readonly number[];
}

export function ratingsOf({ users, items, user, item, value, time }: Columns): Ratings {
  return toRatings(users, items, {
    user: Int32Array.from(user),
    item: Int32Array.from(item),
    value: Float32Array.from(value),
    time: Uint32Array.from(time),
  });
}
