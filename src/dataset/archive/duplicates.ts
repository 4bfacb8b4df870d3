import { type RatingColumns, type Ratings, toRatings } from '../dataset.ts';
import type { CollectedRatings } from './rating-collector.ts';
import type { SkippedRowsCounter } from './skipped-rows.ts';

/**
 * Builds CSR ratings with one rating for each user and movie. Of several ratings the latest stays, and of equally late
 * ones the last in the file. Duplicates are rare, so the columns are searched only if the sorted rows contain any.
 */
export function removeDuplicates(
  collected: CollectedRatings,
  movieIds: readonly number[],
  skippedRows: SkippedRowsCounter,
): Ratings {
  const { columns, userIds, lineOf } = collected;
  const users = userIds.length;
  const items = movieIds.length;
  const ratings = toRatings(users, items, columns);
  const repeated = repeatedPairs(ratings);
  if (repeated.size === 0) return ratings;

  const best = new Map<number, number>();
  const dropped = new Set<number>();
  for (let n = 0; n < columns.user.length; n++) {
    const pair = columns.user[n] * items + columns.item[n];
    if (!repeated.has(pair)) continue;
    const before = best.get(pair);
    const isBetter = before === undefined || columns.time[n] >= columns.time[before];
    if (isBetter) best.set(pair, n);
    if (before === undefined) continue;
    const loser = isBetter ? before : n;
    dropped.add(loser);
    skippedRows.add('Repeated ratings of one movie by one user (the latest is kept)', () => {
      return `line ${lineOf(loser)}: user ${userIds[columns.user[loser]]}, movie ${movieIds[columns.item[loser]]}`;
    });
  }
  return toRatings(users, items, dropFrom(columns, dropped));
}

/** The pairs of user and item that occur more than once, as `user * items + item`, which is far below 2^53. */
function repeatedPairs({ users, items, rowStart, item }: Ratings): Set<number> {
  const pairs = new Set<number>();
  for (let u = 0; u < users; u++) {
    for (let n = rowStart[u] + 1; n < rowStart[u + 1]; n++) {
      if (item[n] === item[n - 1]) pairs.add(u * items + item[n]);
    }
  }
  return pairs;
}

function dropFrom(columns: RatingColumns, dropped: ReadonlySet<number>): RatingColumns {
  const stays = (_: number, n: number) => !dropped.has(n);
  return {
    user: columns.user.filter(stays),
    item: columns.item.filter(stays),
    value: columns.value.filter(stays),
    time: columns.time.filter(stays),
  };
}
