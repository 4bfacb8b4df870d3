import { type RatingColumns, type Ratings, toRatings } from '../dataset.ts';
import type { CollectedRatings } from './rating-collector.ts';
import type { SkippedRowsCounter } from './skipped-rows.ts';

/**
 * CSR ratings with one rating for each user and movie: of several the latest, of equally late ones the last
 * in the file. Files rarely hold any, so they are looked for in the sorted rows and only then in the columns.
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

/** User and item as one number for each pair that occurs more than once; exact, being far below 2^53. */
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
  const isKept = (_: number, n: number) => !dropped.has(n);
  return {
    user: columns.user.filter(isKept),
    item: columns.item.filter(isKept),
    value: columns.value.filter(isKept),
    time: columns.time.filter(isKept),
  };
}
