import type { Ratings } from '../../dataset/dataset.ts';
import type { PersonRatings } from '../recommender.ts';

/**
 * The ratings of every user in the order in which they were given. Ratings of the same second have no order among
 * themselves: MovieLens shows a page of movies and stores it at once. They form a group, and whatever depends on the order
 * is the expectation over all orders of a group. A user without dates has one group.
 */
export interface RatingOrder {
  /** `[nnz]` positions in the CSR columns: user by user, each in the order of time. */
  readonly sequence: Int32Array;
  /** `[nnz]` where each rating stands in `sequence`. */
  readonly placeOf: Int32Array;
  /** `[nnz]` by place in `sequence`: where the group of that place begins, and ends (exclusive). */
  readonly groupStart: Int32Array;
  readonly groupEnd: Int32Array;
}

/** Sorts the ratings of each user by time. */
export function orderOf({ users, rowStart, item, time }: Ratings): RatingOrder {
  const sequence = Int32Array.from(item, (_, n) => n);
  const placeOf = new Int32Array(item.length);
  const groupStart = new Int32Array(item.length);
  const groupEnd = new Int32Array(item.length);
  for (let u = 0; u < users; u++) {
    const to = rowStart[u + 1];
    sequence.subarray(rowStart[u], to).sort((a, b) => time[a] - time[b] || a - b);
    for (let start = rowStart[u]; start < to; ) {
      let end = start + 1;
      while (end < to && time[sequence[end]] === time[sequence[start]]) end++;
      groupStart.fill(start, start, end);
      groupEnd.fill(end, start, end);
      start = end;
    }
    for (let place = rowStart[u]; place < to; place++) placeOf[sequence[place]] = place;
  }
  return { sequence, placeOf, groupStart, groupEnd };
}

/**
 * How many ratings a person gave after each of theirs; of those of the same second half count. Without dates the columns
 * are in the order in which they were given.
 * @returns `[n]`, 0 for the last one
 */
export function agesOf({ item, time }: PersonRatings): Float32Array {
  const count = item.length;
  if (time === undefined) return Float32Array.from(item, (_, n) => count - 1 - n);
  const order = Int32Array.from(item, (_, n) => n).sort((a, b) => time[b] - time[a] || a - b);
  const ages = new Float32Array(count);
  for (let start = 0; start < count; ) {
    let end = start + 1;
    while (end < count && time[order[end]] === time[order[start]]) end++;
    for (let n = start; n < end; n++) ages[order[n]] = (start + end - 1) / 2;
    start = end;
  }
  return ages;
}

/** The positions of the ratings that may be a person's last one: those of the latest second. */
export function lastOf({ item, time }: PersonRatings): number[] {
  if (item.length === 0) return [];
  if (time === undefined) return [item.length - 1];
  let latest = 0;
  for (const at of time) latest = Math.max(latest, at);
  return [...item.keys()].filter((n) => time[n] === latest);
}
