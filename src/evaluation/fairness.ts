import type { Ratings } from '../dataset/dataset.ts';

/** How often each item was rated. @returns `[items]` */
export function ratingCounts({ item, items }: Pick<Ratings, 'item' | 'items'>): Int32Array {
  const counts = new Int32Array(items);
  for (const i of item) counts[i]++;
  return counts;
}

/** What popularity is divided into: tenths of the catalogue, or films that together got a tenth of all ratings. */
export type TenthsOf = 'movies' | 'ratings';

/**
 * The tenth that each item is in, items ordered by their number of ratings, 0 the most rated. A tenth of the ratings
 * is a few films at the top and most of the catalogue at the bottom; an item belongs where its first rating falls.
 * @returns `[items]`
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

/** Shares by tenths of both kinds. Each `[10]` */
export type Tenths = Readonly<Record<TenthsOf, readonly number[]>>;

/** Mean shares of some lists, by the popularity of what they hold. @param counts `[items]` number of ratings */
export function popularityShares(
  lists: () => Iterable<ArrayLike<number>>,
  counts: ArrayLike<number>,
): Tenths {
  const by = (of: TenthsOf) => decileShares(lists(), popularityDeciles(counts, of));
  return { movies: by('movies'), ratings: by('ratings') };
}

/** Mean over lists of the share of each that falls into each decile; empty lists say nothing. @returns `[10]` */
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

/** The films that some users have rated, one list a user. */
export function* historiesOf(
  { rowStart, item }: Pick<Ratings, 'rowStart' | 'item'>,
  users: readonly number[],
): Iterable<Int32Array> {
  for (const u of users) yield item.subarray(rowStart[u], rowStart[u + 1]);
}

/** A third of the users by something that is counted of each. */
export interface UserGroup {
  readonly name: 'occasional' | 'regular' | 'active' | 'niche' | 'mixed' | 'mainstream';
  /** Positions in the list of users that was grouped. */
  readonly members: readonly number[];
  /** Least and most of what is counted. */
  readonly from: number;
  readonly to: number;
}

/** Thirds by the number of films rated: occasional, regular, active. @param users as in a split */
export function byActivity({ rowStart }: Pick<Ratings, 'rowStart'>, users: readonly number[]): UserGroup[] {
  const counts = users.map((u) => rowStart[u + 1] - rowStart[u]);
  return thirds(counts, ['occasional', 'regular', 'active']);
}

/**
 * Thirds by taste: niche, mixed, mainstream. What is counted is the mean, over the films that a user rated, of the
 * share of all users who rated that film too; 0..1. Users without a rating are in no third.
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

/** Equal values may fall into two thirds; the lower position goes to the lower one. */
function thirds(values: readonly number[], names: readonly UserGroup['name'][]): UserGroup[] {
  const order = values
    .map((_, n) => n)
    .filter((n) => !Number.isNaN(values[n]))
    .sort((a, b) => values[a] - values[b] || a - b);
  return names.map((name, third) => {
    const members = order.slice(
      Math.round((third * order.length) / 3),
      Math.round(((third + 1) * order.length) / 3),
    );
    const own = members.map((n) => values[n]);
    return { name, members, from: own[0] ?? Number.NaN, to: own[own.length - 1] ?? Number.NaN };
  });
}
