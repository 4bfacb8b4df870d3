import type { Ratings } from '../dataset/dataset.ts';

/** Counts the ratings of each item. @returns `[items]` */
export function ratingCounts({ item, items }: Pick<Ratings, 'item' | 'items'>): Int32Array {
  const counts = new Int32Array(items);
  for (const i of item) counts[i]++;
  return counts;
}

/** What a popularity decile is a tenth of: all movies, or all ratings. */
export type TenthsOf = 'movies' | 'ratings';

/**
 * Assigns each item to a decile by its number of ratings; decile 0 holds the most rated items. A tenth of the ratings
 * falls on a few movies at the top and on most of the catalogue at the bottom. An item belongs to the decile that its
 * first rating falls into.
 * @returns `[items]` 0..9
 */
export function popularityDeciles(counts: ArrayLike<number>, of: TenthsOf): Uint8Array {
  const order = Array.from(counts, (_, i) => i).sort((a, b) => counts[b] - counts[a] || a - b);
  const weight = (item: number) => (of === 'movies' ? 1 : counts[item]);
  const all = order.reduce((sum, item) => sum + weight(item), 0);
  const decile = new Uint8Array(counts.length);
  let before = 0;
  for (const item of order) {
    decile[item] = Math.min(9, Math.floor((10 * before) / all));
    before += weight(item);
  }
  return decile;
}

/** Shares by decile, of movies and of ratings. Each `[10]` */
export type Tenths = Readonly<Record<TenthsOf, readonly number[]>>;

/**
 * Mean shares of some lists by the popularity of their items.
 * @param lists called twice, because a generator can be read only once
 * @param counts `[items]` number of ratings
 */
export function popularityShares(
  lists: () => Iterable<ArrayLike<number>>,
  counts: ArrayLike<number>,
): Tenths {
  const by = (of: TenthsOf) => decileShares(lists(), popularityDeciles(counts, of));
  return { movies: by('movies'), ratings: by('ratings') };
}

/** The share of a list that falls into each decile, as the mean over all lists that are not empty. @returns `[10]` */
export function decileShares(lists: Iterable<ArrayLike<number>>, decile: Uint8Array): number[] {
  const sums = new Array<number>(10).fill(0);
  let counted = 0;
  for (const list of lists) {
    if (list.length === 0) continue;
    for (let n = 0; n < list.length; n++) sums[decile[list[n]]] += 1 / list.length;
    counted++;
  }
  return counted === 0 ? sums : sums.map((sum) => sum / counted);
}

/** The movies that some users rated, one list per user. */
export function* historiesOf(
  { rowStart, item }: Pick<Ratings, 'rowStart' | 'item'>,
  users: readonly number[],
): Iterable<Int32Array> {
  for (const u of users) yield item.subarray(rowStart[u], rowStart[u + 1]);
}

/** A third of the users, ordered by a value of each user. */
export interface UserGroup {
  readonly name: 'occasional' | 'regular' | 'active' | 'niche' | 'mixed' | 'mainstream';
  /** Positions in the list of users that was divided. */
  readonly members: readonly number[];
  /** Smallest and largest value in the group. */
  readonly from: number;
  readonly to: number;
}

/** Thirds by the number of ratings: occasional, regular, active. @param users user indices */
export function byActivity({ rowStart }: Pick<Ratings, 'rowStart'>, users: readonly number[]): UserGroup[] {
  const counts = users.map((u) => rowStart[u + 1] - rowStart[u]);
  return thirds(counts, ['occasional', 'regular', 'active']);
}

/**
 * Thirds by taste: niche, mixed, mainstream. The value of a user is the mean, over the movies they rated, of the share of
 * all users who rated that movie, 0..1. Users without ratings are in no third, and a third without users is left out.
 */
export function byTaste(
  ratings: Pick<Ratings, 'rowStart' | 'item' | 'items' | 'users'>,
  users: readonly number[],
): UserGroup[] {
  const counts = ratingCounts(ratings);
  const share = users.map((u) => {
    const own = ratings.item.subarray(ratings.rowStart[u], ratings.rowStart[u + 1]);
    return own.reduce((sum, i) => sum + counts[i], 0) / (own.length * ratings.users);
  });
  return thirds(share, ['niche', 'mixed', 'mainstream']);
}

/** Divides positions into thirds by value. Among equal values the lower position comes first. NaN and empty thirds are left out. */
function thirds(values: readonly number[], names: readonly UserGroup['name'][]): UserGroup[] {
  const order = values
    .map((_, n) => n)
    .filter((n) => !Number.isNaN(values[n]))
    .sort((a, b) => values[a] - values[b] || a - b);
  return names.flatMap((name, third) => {
    const members = order.slice(
      Math.round((third * order.length) / 3),
      Math.round(((third + 1) * order.length) / 3),
    );
    if (members.length === 0) return [];
    return [{ name, members, from: values[members[0]], to: values[members[members.length - 1]] }];
  });
}
