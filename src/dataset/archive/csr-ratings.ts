import { Problem } from '../../base/problem.ts';
import type { Pause } from '../../base/scheduling.ts';
import type { Ratings } from '../dataset.ts';
import type { CollectedRatings } from './rating-collector.ts';
import type { RatingColumns } from './rating-columns.ts';
import { readingLimits } from './reading-limits.ts';
import type { SkippedRowsCounter } from './skipped-rows.ts';

/** Ratings that are sorted between two pauses: it takes about 5 ms. */
const SORTED = 1 << 16;
/** Ratings that are copied between two pauses. */
const COPIED = 1 << 20;

const REPEATED = {
  why: 'Repeated ratings of one film by one user (the latest is kept)',
  of: 'movie',
};

/** What sorting needs beside the ratings. */
interface Sorting {
  /** Movie ids by item index. */
  readonly movieIds: readonly (number | string)[];
  readonly skippedRows: SkippedRowsCounter;
  readonly pause: Pause;
  /** Why a repeated rating is left out, and what it is of; absent for movies. */
  readonly repeated?: { readonly why: string; readonly of: string };
}

/** Ratings in the order of users, with columns that sorting changes in place. */
interface Rows {
  readonly rowStart: Int32Array<ArrayBuffer>;
  readonly item: Int32Array<ArrayBuffer>;
  readonly halves: Uint8Array<ArrayBuffer>;
  readonly time: Uint32Array<ArrayBuffer>;
  /** The position in the file of the n-th rating of a user. */
  positionOf(user: number, n: number): number;
}

/**
 * Builds CSR ratings with one rating for each user and movie. Of several ratings the latest stays, and of equally late
 * ones the last in the file. The columns of a file that lists users one after the other, as all large ones do, are used
 * as they are; a second copy of one column at a time is made of the others.
 * @throws Problem 'file-too-large' for a user with more ratings than anybody has
 */
export async function sortRatings(
  collected: CollectedRatings<number | string>,
  sorting: Sorting,
): Promise<Ratings> {
  const { columns, userIds } = collected;
  const users = userIds.length;
  const rows = isGrouped(columns, users)
    ? groupedRows(columns, users)
    : await scatteredRows(columns, users, sorting.pause);
  const count = await sortRows(rows, collected, sorting);
  const { rowStart } = rows;
  const item = rows.item.slice(0, count);
  const time = rows.time.slice(0, count);
  const value = new Float32Array(count);
  for (let n = 0; n < count; n++) value[n] = rows.halves[n] / 2;
  return { users, items: sorting.movieIds.length, rowStart, item, value, time };
}

/** Whether every user has one run, in ascending order. */
function isGrouped({ runs, runUser }: RatingColumns, users: number): boolean {
  if (runs !== users) return false;
  for (let run = 0; run < runs; run++) if (runUser[run] !== run) return false;
  return true;
}

function groupedRows(columns: RatingColumns, users: number): Rows {
  const rowStart = new Int32Array(users + 1);
  rowStart.set(columns.runStart.subarray(0, users));
  rowStart[users] = columns.count;
  const starts = columns.runStart;
  return { ...columnsIn(columns), rowStart, positionOf: (user, n) => starts[user] + n };
}

const columnsIn = ({ item, halves, time }: RatingColumns) => ({ item, halves, time });

/** Collects the runs of each user, in file order. */
async function scatteredRows(columns: RatingColumns, users: number, pause: Pause): Promise<Rows> {
  const { runs, runUser, runStart, count } = columns;
  const rowStart = new Int32Array(users + 1);
  for (let run = 0; run < runs; run++) rowStart[runUser[run] + 1] += columns.runEnd(run) - runStart[run];
  for (let u = 0; u < users; u++) rowStart[u + 1] += rowStart[u];
  const next = new Int32Array(users);

  async function scattered<T extends { [n: number]: number }>(from: T, to: T): Promise<T> {
    next.set(rowStart.subarray(0, users));
    let copied = 0;
    for (let run = 0; run < runs; run++) {
      const end = columns.runEnd(run);
      let at = next[runUser[run]];
      for (let n = runStart[run]; n < end; n++) to[at++] = from[n];
      next[runUser[run]] = at;
      copied += end - runStart[run];
      if (copied < COPIED) continue;
      copied = 0;
      await pause();
    }
    return to;
  }

  // One column at a time, so that the old one can be freed before the next one is copied.
  columns.item = await scattered(columns.item, new Int32Array(count));
  columns.halves = await scattered(columns.halves, new Uint8Array(count));
  columns.time = await scattered(columns.time, new Uint32Array(count));
  return { ...columnsIn(columns), rowStart, positionOf: (user, n) => positionInRuns(columns, user, n) };
}

/** Called for examples only, so it may search all runs. */
function positionInRuns(columns: RatingColumns, user: number, n: number): number {
  let left = n;
  for (let run = 0; run < columns.runs; run++) {
    if (columns.runUser[run] !== user) continue;
    const length = columns.runEnd(run) - columns.runStart[run];
    if (left < length) return columns.runStart[run] + left;
    left -= length;
  }
  throw new RangeError(`user ${user} has no rating ${n}`);
}

/**
 * Sorts each row by item and removes repeated ratings, in place.
 * @returns how many ratings are left
 */
async function sortRows(
  rows: Rows,
  collected: CollectedRatings<number | string>,
  sorting: Sorting,
): Promise<number> {
  const { rowStart, item, halves, time } = rows;
  const users = rowStart.length - 1;
  let left = 0;
  let since = SORTED;
  for (let u = 0; u < users; u++) {
    const [start, end] = [rowStart[u], rowStart[u + 1]];
    since += end - start + 1;
    if (since > SORTED) {
      since = 0;
      await sorting.pause();
    }
    if (end - start > readingLimits.ratingsOfUser) throw tooBusy(collected.userIds[u]);
    rowStart[u] = left;
    if (isAscending(item, start, end)) {
      if (left < start) for (const column of [item, halves, time]) column.copyWithin(left, start, end);
      left += end - start;
      continue;
    }
    const order = sortedRow(item, start, end);
    const row = {
      item: item.slice(start, end),
      halves: halves.slice(start, end),
      time: time.slice(start, end),
    };
    for (let n = 0; n < order.length; n++) {
      let best = order[n];
      // Ratings of the same movie follow each other in file order.
      while (n + 1 < order.length && row.item[order[n + 1]] === row.item[best]) {
        const other = order[++n];
        const isBetter = row.time[other] >= row.time[best];
        countRepeated(u, isBetter ? best : other, row.item[best], rows, collected, sorting);
        if (isBetter) best = other;
      }
      item[left] = row.item[best];
      halves[left] = row.halves[best];
      time[left] = row.time[best];
      left++;
    }
  }
  rowStart[users] = left;
  return left;
}

function isAscending(item: Int32Array, start: number, end: number): boolean {
  for (let n = start + 1; n < end; n++) if (item[n] <= item[n - 1]) return false;
  return true;
}

/** Places in a row by item, then by place. Items and places are packed into one number, so that plain numbers are sorted. */
function sortedRow(item: Int32Array, start: number, end: number): Int32Array {
  const length = end - start;
  const keys = new Float64Array(length);
  for (let n = 0; n < length; n++) keys[n] = item[start + n] * length + n;
  keys.sort();
  return Int32Array.from(keys, (key) => key % length);
}

function countRepeated(
  user: number,
  n: number,
  item: number,
  { positionOf }: Rows,
  { userIds, lineOf }: CollectedRatings<number | string>,
  { movieIds, skippedRows, repeated = REPEATED }: Sorting,
): void {
  skippedRows.add(repeated.why, () => {
    return `line ${lineOf(positionOf(user, n))}: user ${userIds[user]}, ${repeated.of} ${movieIds[item]}`;
  });
}

function tooBusy(userId: number | string): Problem {
  const most = readingLimits.ratingsOfUser.toLocaleString('en');
  return new Problem(
    'file-too-large',
    `User ${userId} has more than ${most} ratings in it, the most that Matinee reads of one user.`,
    'Nobody has rated so much. Check the file against the description of where it comes from.',
  );
}
