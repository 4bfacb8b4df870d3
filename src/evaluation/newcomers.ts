import type { Dataset, Ratings } from '../dataset/dataset.ts';
import { createRandom } from '../random.ts';
import { favouriteGenres, genreShares, LIKED } from '../recommenders/favourites.ts';
import type { Person } from '../recommenders/recommender.ts';

/** A user hidden from training who plays the newcomer. */
export interface Newcomer {
  /** With the first `given` of their ratings in a random order, and their favourite genres as picks. */
  person(given: number): Person;
  /** Items rated 4 or more that are not among the first `given`. */
  relevant(given: number): ReadonlySet<number>;
  /** Items among the first `given`: they must not be recommended. */
  known(given: number): ReadonlySet<number>;
}

/**
 * Hides users at random: the rest trains, the hidden play newcomers who picked the three genres most
 * over-represented among the films they liked.
 * @param hidden how many users are hidden; only users with at least 40 ratings play, so that every `given`
 *   leaves enough to find
 */
export function hideUsers(
  dataset: Dataset,
  hidden: number,
  seed: number,
): { train: Dataset; newcomers: Newcomer[] } {
  const { ratings } = dataset;
  const random = createRandom(seed);
  const active = [...Array(ratings.users).keys()].filter(
    (u) => ratings.rowStart[u + 1] - ratings.rowStart[u] >= 40,
  );
  const chosen = new Set(random.shuffle(active).slice(0, hidden));
  const frequency = genreShares(dataset.movies, ratings.item);
  const newcomers = [...chosen].map((u) => {
    const order = random.shuffle(
      Int32Array.from(
        { length: ratings.rowStart[u + 1] - ratings.rowStart[u] },
        (_, n) => ratings.rowStart[u] + n,
      ),
    );
    return newcomer(dataset, order, frequency);
  });
  return { train: { ...dataset, ratings: without(ratings, chosen) }, newcomers };
}

function newcomer(dataset: Dataset, order: Int32Array, frequency: ReadonlyMap<string, number>): Newcomer {
  const { item, value } = dataset.ratings;
  const liked = [...order].filter((n) => value[n] >= LIKED).map((n) => item[n]);
  const genres = favouriteGenres(dataset.movies, frequency, liked);
  return {
    person: (given) => ({
      ratings: {
        item: Int32Array.from(order.subarray(0, given), (n) => item[n]),
        value: Float32Array.from(order.subarray(0, given), (n) => value[n]),
      },
      genres,
    }),
    relevant: (given) =>
      new Set([...order.subarray(given)].filter((n) => value[n] >= LIKED).map((n) => item[n])),
    known: (given) => new Set([...order.subarray(0, given)].map((n) => item[n])),
  };
}

function without(ratings: Ratings, hidden: ReadonlySet<number>): Ratings {
  const kept = [...Array(ratings.users).keys()].filter((u) => !hidden.has(u));
  const rowStart = new Int32Array(kept.length + 1);
  kept.forEach((u, row) => {
    rowStart[row + 1] = rowStart[row] + ratings.rowStart[u + 1] - ratings.rowStart[u];
  });
  const item = new Int32Array(rowStart[kept.length]);
  const value = new Float32Array(item.length);
  const time = new Uint32Array(item.length);
  kept.forEach((u, row) => {
    const [from, to] = [ratings.rowStart[u], ratings.rowStart[u + 1]];
    item.set(ratings.item.subarray(from, to), rowStart[row]);
    value.set(ratings.value.subarray(from, to), rowStart[row]);
    time.set(ratings.time.subarray(from, to), rowStart[row]);
  });
  return { users: kept.length, items: ratings.items, rowStart, item, value, time };
}
