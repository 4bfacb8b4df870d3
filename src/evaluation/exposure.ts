import { popularityDeciles, type Tenths } from './fairness.ts';
import { chanceWithin, type TiedList } from './tied-list.ts';

/** What many lists show together; each list is added once and then forgotten. */
export interface Exposure {
  add(list: TiedList): void;
  /**
   * Expected share of all items that are in at least one list. Ties of different people are broken independently, so an
   * item is in none with probability `Π (1 - p)`.
   */
  coverage(): number;
  /** Gini coefficient of the expected number of lists that each item is in, see `gini`. */
  gini(): number;
  /** Mean expected share of a list by popularity decile, the most rated decile first. */
  byPopularity(): Tenths;
}

/** @param counts `[items]` number of ratings */
export function createExposure(counts: ArrayLike<number>): Exposure {
  const items = counts.length;
  const deciles = {
    movies: popularityDeciles(counts, 'movies'),
    ratings: popularityDeciles(counts, 'ratings'),
  };
  const sums = { movies: new Float64Array(10), ratings: new Float64Array(10) };
  const shown = new Float64Array(items);
  const absent = new Float64Array(items).fill(1);
  let lists = 0;
  const shares = (sum: Float64Array) => Array.from(sum, (value) => (lists === 0 ? 0 : value / lists));
  return {
    add(list) {
      const length = list.reduce((sum, { places }) => sum + places, 0);
      if (length === 0) return;
      lists++;
      for (const group of list) {
        const within = chanceWithin(group);
        for (const item of group.items) {
          shown[item] += within;
          absent[item] *= 1 - within;
          sums.movies[deciles.movies[item]] += within / length;
          sums.ratings[deciles.ratings[item]] += within / length;
        }
      }
    },
    coverage: () => absent.reduce((sum, none) => sum + 1 - none, 0) / Math.max(1, items),
    gini: () => gini(shown),
    byPopularity: () => ({ movies: shares(sums.movies), ratings: shares(sums.ratings) }),
  };
}

/**
 * Gini coefficient of the exposure: 0 if all items are recommended equally often, near 1 if a few items get everything.
 * `Σ_j (2j - n - 1) x_(j) / (n Σ x)` over ascending x.
 * @param shown `[items]` number of lists that each item is in
 */
export function gini(shown: Float64Array): number {
  const sorted = shown.slice().sort();
  const total = sorted.reduce((sum, n) => sum + n, 0);
  if (total === 0) return 0;
  const weighted = sorted.reduce((sum, x, n) => sum + (2 * (n + 1) - sorted.length - 1) * x, 0);
  return Math.min(1, Math.max(0, weighted / (sorted.length * total)));
}
