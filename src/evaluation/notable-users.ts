import type { Ratings } from '../dataset/dataset.ts';

/** A user who stands out, with the value that makes them stand out. */
export interface Notable {
  readonly user: number;
  readonly value: number;
}

/** The users who stand out, by kind, the most notable first. */
export interface NotableUsers {
  /** By number of ratings. */
  readonly active: readonly Notable[];
  /** By mean stars, lowest first. */
  readonly harsh: readonly Notable[];
  /** By mean stars, highest first. */
  readonly generous: readonly Notable[];
  /** By mean `-log2(share of users who rated the movie)` over the movies they rated, in bits. */
  readonly niche: readonly Notable[];
}

/** Means over fewer ratings stand out by accident. */
const MIN_RATINGS = 20;

/** Finds the users who stand out. @param each number of users of each kind */
export function notableUsers(ratings: Ratings, each: number): NotableUsers {
  const { users, items, rowStart, item, value } = ratings;
  const raters = new Int32Array(items);
  // By index: an iterator takes several times as long.
  for (let n = 0; n < item.length; n++) raters[item[n]]++;
  const bitsOf = Float64Array.from(raters, (count) => Math.log2(count / users));
  const all = Array.from({ length: users }, (_, user) => {
    const [from, to] = [rowStart[user], rowStart[user + 1]];
    let stars = 0;
    let bits = 0;
    for (let n = from; n < to; n++) {
      stars += value[n];
      bits -= bitsOf[item[n]];
    }
    return { user, count: to - from, mean: stars / (to - from), bits: bits / (to - from) };
  });
  const experienced = all.filter(({ count }) => count >= MIN_RATINGS);
  const first = (of: typeof all, key: 'count' | 'mean' | 'bits', sign: 1 | -1): Notable[] =>
    [...of]
      .sort((a, b) => sign * (b[key] - a[key]) || a.user - b.user)
      .slice(0, each)
      .map((one) => ({ user: one.user, value: one[key] }));
  return {
    active: first(all, 'count', 1),
    harsh: first(experienced, 'mean', -1),
    generous: first(experienced, 'mean', 1),
    niche: first(experienced, 'bits', 1),
  };
}
