import type { Ratings } from '../dataset/dataset.ts';

/** A user who stands out, with the number that says so. */
export interface Notable {
  readonly user: number;
  readonly value: number;
}

export interface NotableUsers {
  /** By number of ratings. */
  readonly active: readonly Notable[];
  /** By mean stars, the lowest first. */
  readonly harsh: readonly Notable[];
  /** By mean stars, the highest first. */
  readonly generous: readonly Notable[];
  /** By mean `-log2(share of users who rated it)` of the films they rated, bits. */
  readonly niche: readonly Notable[];
}

/** Means of fewer ratings than these stand out by accident. */
const LEAST = 20;

/** @param each how many of each kind */
export function notableUsers(ratings: Ratings, each: number): NotableUsers {
  const { users, items, rowStart, item, value } = ratings;
  const raters = new Int32Array(items);
  for (const i of item) raters[i]++;
  const all = Array.from({ length: users }, (_, user) => {
    const [from, to] = [rowStart[user], rowStart[user + 1]];
    let stars = 0;
    let bits = 0;
    for (let n = from; n < to; n++) {
      stars += value[n];
      bits -= Math.log2(raters[item[n]] / users);
    }
    return { user, count: to - from, mean: stars / (to - from), bits: bits / (to - from) };
  });
  const known = all.filter(({ count }) => count >= LEAST);
  const first = (of: typeof all, key: 'count' | 'mean' | 'bits', sign: 1 | -1): Notable[] =>
    [...of]
      .sort((a, b) => sign * (b[key] - a[key]) || a.user - b.user)
      .slice(0, each)
      .map((one) => ({ user: one.user, value: one[key] }));
  return {
    active: first(all, 'count', 1),
    harsh: first(known, 'mean', -1),
    generous: first(known, 'mean', 1),
    niche: first(known, 'bits', 1),
  };
}
