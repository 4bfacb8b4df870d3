import { LIKED } from '../base/liked.ts';
import { createRandom } from '../base/random.ts';
import type { Dataset, Ratings } from '../dataset/dataset.ts';
import { trainedOn } from '../dataset/world-statistics.ts';
import { favouriteGenres, genreShares } from '../recommenders/models/favourite-genres.ts';
import type { Person } from '../recommenders/recommender.ts';

/**
 * A user who is hidden from training and plays a newcomer. Their ratings are halved once: the app can ask for one half,
 * the other half is to be found. So the movies that may be recommended and the movies that should be recommended are the
 * same for every number of given ratings, and a curve over that number shows only what was learnt.
 */
export interface Newcomer {
  /** Stars of the movies that can be asked for, in a random order. */
  readonly answers: ReadonlyMap<number, number>;
  /** The same movies. None of them may be recommended, asked or not. */
  readonly known: ReadonlySet<number>;
  /** The movies of the other half, which are never asked for. */
  readonly heldOut: ReadonlySet<number>;
  /** The movies of the other half that they liked. */
  readonly relevant: ReadonlySet<number>;
  /** The newcomer after rating the given movies, with their favourite genres as picks. */
  personWith(items: readonly number[]): Person;
  /** The newcomer after rating the first `given` movies of `answers`. */
  person(given: number): Person;
}

/** Least number of ratings of a newcomer: half of them reach the last point of the curve. */
const MIN_RATINGS = 40;

/**
 * Hides random users with enough ratings, see `hideUsers`.
 * @param hidden number of users to hide
 */
export function hideRandomUsers(
  dataset: Dataset,
  hidden: number,
  seed: number,
): { train: Dataset; newcomers: Newcomer[] } {
  return hideUsers(dataset, activeUsers(dataset, seed).subarray(0, hidden), seed);
}

/** The users with at least `least` ratings, in a random order. */
export function activeUsers({ ratings }: Dataset, seed: number, least = MIN_RATINGS): Int32Array {
  const users = Int32Array.from({ length: ratings.users }, (_, u) => u);
  return createRandom(seed).shuffle(
    users.filter((u) => ratings.rowStart[u + 1] - ratings.rowStart[u] >= least),
  );
}

/**
 * Removes users from the training data and makes newcomers of them. A newcomer picks the three genres that are most
 * over-represented among their liked movies, counting only movies that can be asked for.
 */
export function hideUsers(
  dataset: Dataset,
  users: Int32Array,
  seed: number,
): { train: Dataset; newcomers: Newcomer[] } {
  const { ratings } = dataset;
  const random = createRandom(seed);
  const frequency = genreShares(dataset.movies, ratings.item);
  const newcomers = [...users].map((u) => {
    const positions = Int32Array.from(
      { length: ratings.rowStart[u + 1] - ratings.rowStart[u] },
      (_, n) => ratings.rowStart[u] + n,
    );
    return newcomer(dataset, random.shuffle(positions), frequency);
  });
  const hidden = new Set(users);
  const others = new Set([...Array(ratings.users).keys()].filter((u) => !hidden.has(u)));
  const train = trainedOn(dataset, withoutUsers(ratings, hidden), withoutUsers(ratings, others));
  return { train, newcomers };
}

function newcomer(dataset: Dataset, order: Int32Array, frequency: ReadonlyMap<string, number>): Newcomer {
  const { item, value } = dataset.ratings;
  const half = order.length >> 1;
  const answers = new Map([...order.subarray(0, half)].map((n) => [item[n], value[n]]));
  const heldOut = [...order.subarray(half)];
  const liked = [...answers].flatMap(([i, stars]) => (stars >= LIKED ? [i] : []));
  const genres = favouriteGenres(dataset.movies, frequency, liked);
  const personWith = (items: readonly number[]): Person => ({
    ratings: {
      item: Int32Array.from(items),
      value: Float32Array.from(items, (i) => answers.get(i) ?? Number.NaN),
    },
    genres,
  });
  return {
    answers,
    known: new Set(answers.keys()),
    heldOut: new Set(heldOut.map((n) => item[n])),
    relevant: new Set(heldOut.filter((n) => value[n] >= LIKED).map((n) => item[n])),
    personWith,
    person: (given) => personWith([...answers.keys()].slice(0, given)),
  };
}

/** The ratings without the hidden users. The other users are renumbered without gaps, in the same order. */
export function withoutUsers(ratings: Ratings, hidden: ReadonlySet<number>): Ratings {
  const others = [...Array(ratings.users).keys()].filter((u) => !hidden.has(u));
  const rowStart = new Int32Array(others.length + 1);
  others.forEach((u, row) => {
    rowStart[row + 1] = rowStart[row] + ratings.rowStart[u + 1] - ratings.rowStart[u];
  });
  const item = new Int32Array(rowStart[others.length]);
  const value = new Float32Array(item.length);
  const time = new Uint32Array(item.length);
  others.forEach((u, row) => {
    const [from, to] = [ratings.rowStart[u], ratings.rowStart[u + 1]];
    item.set(ratings.item.subarray(from, to), rowStart[row]);
    value.set(ratings.value.subarray(from, to), rowStart[row]);
    time.set(ratings.time.subarray(from, to), rowStart[row]);
  });
  return { users: others.length, items: ratings.items, rowStart, item, value, time };
}
