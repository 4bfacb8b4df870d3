import type { Random } from '../base/random.ts';
import { finish, type Steps } from '../base/steps.ts';
import type { Ratings } from '../dataset/dataset.ts';
import { LOOKED_AT_ONCE } from '../dataset/statistics.ts';

/** Some of the ratings of a data set, in CSR form. */
export type RatingPart = Pick<Ratings, 'users' | 'items' | 'rowStart' | 'item' | 'value' | 'time'>;

/** How many ratings a run trains on and how many it holds out. */
export interface SplitCounts {
  readonly trainRatings: number;
  readonly validationRatings: number;
}

/** @param ratings how many there are @param validationShare share of them held out, 0 to 1 */
export function splitCounts(ratings: number, validationShare: number): SplitCounts {
  const validationRatings = Math.floor(ratings * validationShare);
  return { trainRatings: ratings - validationRatings, validationRatings };
}

/** The user of each rating. @returns `[ratings]` */
export function userOfEach({ users, rowStart, item }: RatingPart): Int32Array {
  const user = new Int32Array(item.length);
  for (let u = 0; u < users; u++) user.fill(u, rowStart[u], rowStart[u + 1]);
  return user;
}

/** Holds out a random part of exactly the size of `splitCounts`, in one pass (selection sampling). */
export function holdOut(ratings: RatingPart, validationShare: number, random: Random): HeldOut {
  return finish(holdOutSteps(ratings, validationShare, random));
}

interface HeldOut {
  readonly train: RatingPart;
  readonly validation: RatingPart;
}

/** Like {@link holdOut}, in steps of some milliseconds. */
export function* holdOutSteps(ratings: RatingPart, validationShare: number, random: Random): Steps<HeldOut> {
  const group = new Uint8Array(ratings.item.length);
  let needed = splitCounts(ratings.item.length, validationShare).validationRatings;
  for (let from = 0; from < group.length; from += LOOKED_AT_ONCE) {
    needed = drawn(group, from, Math.min(group.length, from + LOOKED_AT_ONCE), needed, random);
    yield;
  }
  const [train, validation] = yield* partition(ratings, group, 2);
  return { train, validation };
}

/** Draws from a piece of the ratings. @returns how many the pieces after it must still give */
function drawn(group: Uint8Array, from: number, to: number, needed: number, random: Random): number {
  let missing = needed;
  for (let n = from; n < to; n++) {
    if (random.uniform() * (group.length - n) < missing) {
      group[n] = 1;
      missing--;
    }
  }
  return missing;
}

/** Splits the ratings into random batches whose sizes differ by at most one. @param count 1 to 255 */
export function batchesOf(ratings: RatingPart, count: number, random: Random): RatingPart[] {
  const group = new Uint8Array(ratings.item.length);
  const order = random.shuffle(Int32Array.from({ length: group.length }, (_, n) => n));
  for (let n = 0; n < order.length; n++) group[order[n]] = n % count;
  return finish(partition(ratings, group, count));
}

/** One part per group; each keeps the order of the ratings. @param group of each rating, `[ratings]` */
function* partition(ratings: RatingPart, group: Uint8Array, groups: number): Steps<RatingPart[]> {
  const { users, items, rowStart } = ratings;
  const size = new Int32Array(groups);
  for (const g of group) size[g]++;
  yield;
  const parts = Array.from(size, (count) => ({
    users,
    items,
    rowStart: new Int32Array(users + 1),
    item: new Int32Array(count),
    value: new Float32Array(count),
    time: new Uint32Array(count),
  }));
  const next = new Int32Array(groups);
  for (let u = 0; u < users; ) {
    const from = u;
    const most = rowStart[from] + LOOKED_AT_ONCE;
    do u++;
    while (u < users && rowStart[u + 1] <= most);
    divideRows(ratings, from, u, group, next, parts);
    yield;
  }
  return parts;
}

/** @param next where the next rating of each part goes; moves on */
function divideRows(
  ratings: RatingPart,
  fromUser: number,
  toUser: number,
  group: Uint8Array,
  next: Int32Array,
  parts: readonly RatingPart[],
): void {
  for (let u = fromUser; u < toUser; u++) {
    for (let n = ratings.rowStart[u]; n < ratings.rowStart[u + 1]; n++) {
      const to = next[group[n]]++;
      parts[group[n]].item[to] = ratings.item[n];
      parts[group[n]].value[to] = ratings.value[n];
      parts[group[n]].time[to] = ratings.time[n];
    }
    for (let g = 0; g < parts.length; g++) parts[g].rowStart[u + 1] = next[g];
  }
}
