import { finish, type Steps } from '../base/steps.ts';
import type { MovieLinks, WorldStatistics } from './movie-facts.ts';
import type { Subject } from './subject.ts';

/** One movie of a data set. `id` is the data set's own (MovieLens) id. */
export interface Movie {
  readonly id: number;
  /** Title without the year and with the article in front: "The Matrix", not "Matrix, The (1999)". */
  readonly title: string;
  /** Other titles from the parentheses of the data set, articles in front; absent if there are none. */
  readonly alsoKnownAs?: readonly string[];
  readonly year: number | null;
  /** Empty if the data set lists none. */
  readonly genres: readonly string[];
  /** Its id in the table that it was read from, where that is not `id`. */
  readonly externalId?: string;
}

/**
 * Ratings as columns in CSR order. The ratings of user `u` are at the positions `rowStart[u] .. rowStart[u + 1] - 1`,
 * sorted by item. Users and items are dense indices.
 */
export interface Ratings {
  readonly users: number;
  readonly items: number;
  /** `[users + 1]` */
  readonly rowStart: Int32Array;
  /** `[nnz]` item index of each rating */
  readonly item: Int32Array;
  /** `[nnz]` stars */
  readonly value: Float32Array;
  /** `[nnz]` seconds since 1970, 0 where unknown */
  readonly time: Uint32Array;
  /** `[items * 10]` ratings of each item by half star, where they are known without counting. */
  readonly halfStarsByItem?: Int32Array;
}

/** Rows of a file that were skipped for one reason. `examples` holds the first few, each with its line. */
export interface SkippedRows {
  readonly why: string;
  readonly count: number;
  readonly examples: readonly string[];
}

/** The content of a data set and the rows that were skipped. */
export interface ImportReport {
  readonly ratings: number;
  readonly users: number;
  readonly movies: number;
  readonly moviesWithoutGenres: number;
  readonly moviesWithoutRatings: number;
  readonly leftOut: readonly SkippedRows[];
}

/** A data set. Movie `i` of `movies` is item index `i` of `ratings`. */
export interface Dataset {
  /** Name and checksum of the content. A model stores the id of the data set that it was trained on. */
  readonly id: string;
  readonly name: string;
  /** True if the person imported it; absent for the built-in data set. */
  readonly imported?: true;
  /** What its items are; absent for movies. */
  readonly subject?: Subject;
  readonly movies: readonly Movie[];
  /** All genres of the movies, sorted. */
  readonly genres: readonly string[];
  readonly ratings: Ratings;
  readonly report: ImportReport;
  /** Absent where nothing is known of any movie. */
  readonly statistics?: WorldStatistics;
  /** Absent where nothing is known of any movie. */
  readonly links?: MovieLinks;
}

/** Ratings in the order of items (CSC), with the permutation into the CSR columns. */
export interface ByItem {
  /** `[items + 1]` */
  readonly colStart: Int32Array;
  /** `[nnz]` user index, sorted by item, then by user */
  readonly user: Int32Array;
  /** `[nnz]` position of the same rating in the CSR columns */
  readonly position: Int32Array;
}

/** Ratings that are sorted in one step: some milliseconds. */
const SORTED_AT_ONCE = 1 << 18;

type RowsOfItems = Pick<Ratings, 'users' | 'items' | 'rowStart' | 'item'>;

/** Sorts ratings by item (counting sort). */
export function byItem(ratings: RowsOfItems): ByItem {
  return finish(byItemSteps(ratings));
}

/** Like {@link byItem}, in steps of some milliseconds. */
export function* byItemSteps(ratings: RowsOfItems): Steps<ByItem> {
  const { users, items, rowStart, item } = ratings;
  const colStart = new Int32Array(items + 1);
  for (let from = 0; from < item.length; from += SORTED_AT_ONCE) {
    countItems(item.subarray(from, from + SORTED_AT_ONCE), colStart);
    yield;
  }
  for (let i = 0; i < items; i++) colStart[i + 1] = colStart[i + 1] + colStart[i];
  const sorted = {
    colStart,
    user: new Int32Array(item.length),
    position: new Int32Array(item.length),
  };
  const next = colStart.slice(0, items);
  for (let u = 0; u < users; ) {
    const from = u;
    const most = rowStart[from] + SORTED_AT_ONCE;
    do u++;
    while (u < users && rowStart[u + 1] <= most);
    placeRows(ratings, from, u, next, sorted);
    yield;
  }
  return sorted;
}

function countItems(item: Int32Array, colStart: Int32Array): void {
  for (let n = 0; n < item.length; n++) colStart[item[n] + 1]++;
}

/** @param next where the next rating of each item goes; moves on */
function placeRows(
  { rowStart, item }: RowsOfItems,
  from: number,
  to: number,
  next: Int32Array,
  { user, position }: ByItem,
): void {
  for (let u = from; u < to; u++) {
    for (let n = rowStart[u]; n < rowStart[u + 1]; n++) {
      const slot = next[item[n]]++;
      user[slot] = u;
      position[slot] = n;
    }
  }
}

/** Ratings in any order, as readers and splits produce them. Columns of equal length. */
export interface RatingColumns {
  readonly user: Int32Array;
  readonly item: Int32Array;
  readonly value: Float32Array;
  readonly time: Uint32Array;
}

/** Sorts ratings into CSR order: a counting sort by item, then one by user, so that rows are sorted by item. */
export function toRatings(users: number, items: number, columns: RatingColumns): Ratings {
  const count = columns.user.length;
  const order = sortedBy(columns.user, users, sortedBy(columns.item, items, null));
  const rowStart = new Int32Array(users + 1);
  for (const u of columns.user) rowStart[u + 1] = rowStart[u + 1] + 1;
  for (let u = 0; u < users; u++) rowStart[u + 1] = rowStart[u + 1] + rowStart[u];
  const item = new Int32Array(count);
  const value = new Float32Array(count);
  const time = new Uint32Array(count);
  for (let n = 0; n < count; n++) {
    const from = order[n];
    item[n] = columns.item[from];
    value[n] = columns.value[from];
    time[n] = columns.time[from];
  }
  return { users, items, rowStart, item, value, time };
}

/** A stable counting sort. @param order positions to sort, null for all in order @returns sorted positions */
function sortedBy(keys: Int32Array, bound: number, order: Int32Array | null): Int32Array {
  const start = new Int32Array(bound + 1);
  for (const key of keys) start[key + 1] = start[key + 1] + 1;
  for (let k = 0; k < bound; k++) start[k + 1] = start[k + 1] + start[k];
  const sorted = new Int32Array(keys.length);
  for (let n = 0; n < keys.length; n++) {
    const at = order === null ? n : order[n];
    const key = keys[at];
    const slot = start[key];
    start[key] = slot + 1;
    sorted[slot] = at;
  }
  return sorted;
}
