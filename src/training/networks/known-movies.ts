import type { Ratings } from '../../dataset/dataset.ts';
import { MAX_MOVIES } from '../../protocol/network-defaults.ts';

/** A movie with fewer ratings has too little to learn from. */
const MIN_RATINGS = 5;

/** The movies that a network learns, and where each stands among them. */
export interface KnownMovies {
  /** Item indices, ascending. `[movies]` */
  readonly known: Int32Array;
  /** The row of each item, -1 for one that is not known. `[items]` */
  readonly rowOf: Int32Array;
}

export function knownMovies({ items, item }: Ratings): KnownMovies {
  const counts = new Int32Array(items);
  for (const i of item) counts[i]++;
  const often = Int32Array.from({ length: items }, (_, i) => i).filter((i) => counts[i] >= MIN_RATINGS);
  often.sort((a, b) => counts[b] - counts[a] || a - b);
  const known = often.slice(0, MAX_MOVIES).sort();
  const rowOf = new Int32Array(items).fill(-1);
  known.forEach((i, row) => {
    rowOf[i] = row;
  });
  return { known, rowOf };
}
