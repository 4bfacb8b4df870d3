import type { Random } from '../base/random.ts';
import type { Ratings } from '../dataset/dataset.ts';

/** Some of the ratings of a data set, in CSR form. */
export type RatingPart = Pick<Ratings, 'users' | 'items' | 'rowStart' | 'item' | 'value' | 'time'>;

/** How many ratings a run trains on and how many it holds out. */
export interface SplitCounts {
  readonly trainRatings: number;
  readonly validationRatings: number;
}

/** @param validationShare share of the ratings held out, 0 to 1 */
export function splitCounts(ratings: RatingPart, validationShare: number): SplitCounts {
  const validationRatings = Math.floor(ratings.item.length * validationShare);
  return { trainRatings: ratings.item.length - validationRatings, validationRatings };
}

/** The user of each rating. @returns `[ratings]` */
export function userOfEach({ users, rowStart, item }: RatingPart): Int32Array {
  const user = new Int32Array(item.length);
  for (let u = 0; u < users; u++) user.fill(u, rowStart[u], rowStart[u + 1]);
  return user;
}

/** Holds out a random part of exactly the size of `splitCounts`, in one pass (selection sampling). */
export function holdOut(
  ratings: RatingPart,
  validationShare: number,
  random: Random,
): { readonly train: RatingPart; readonly validation: RatingPart } {
  const group = new Uint8Array(ratings.item.length);
  let needed = splitCounts(ratings, validationShare).validationRatings;
  for (let n = 0; n < group.length; n++) {
    if (random.uniform() * (group.length - n) < needed) {
      group[n] = 1;
      needed--;
    }
  }
  const [train, validation] = partition(ratings, group, 2);
  return { train, validation };
}

/** Splits the ratings into random batches whose sizes differ by at most one. @param count 1 to 255 */
export function batchesOf(ratings: RatingPart, count: number, random: Random): RatingPart[] {
  const group = new Uint8Array(ratings.item.length);
  const order = random.shuffle(Int32Array.from({ length: group.length }, (_, n) => n));
  for (let n = 0; n < order.length; n++) group[order[n]] = n % count;
  return partition(ratings, group, count);
}

/** One part per group; each keeps the order of the ratings. @param group of each rating, `[ratings]` */
function partition(ratings: RatingPart, group: Uint8Array, groups: number): RatingPart[] {
  const { users, items } = ratings;
  const size = new Int32Array(groups);
  for (const g of group) size[g]++;
  const parts = Array.from(size, (count) => ({
    users,
    items,
    rowStart: new Int32Array(users + 1),
    item: new Int32Array(count),
    value: new Float32Array(count),
    time: new Uint32Array(count),
  }));
  const next = new Int32Array(groups);
  for (let u = 0; u < users; u++) {
    for (let n = ratings.rowStart[u]; n < ratings.rowStart[u + 1]; n++) {
      const to = next[group[n]]++;
      parts[group[n]].item[to] = ratings.item[n];
      parts[group[n]].value[to] = ratings.value[n];
      parts[group[n]].time[to] = ratings.time[n];
    }
    for (let g = 0; g < groups; g++) parts[g].rowStart[u + 1] = next[g];
  }
  return parts;
}
