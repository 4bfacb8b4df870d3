import { LIKED } from '../base/liked.ts';
import { createRandom } from '../base/random.ts';
import type { Dataset, Ratings } from '../dataset/dataset.ts';
import { favouriteGenres, genreShares } from '../recommenders/models/favourite-genres.ts';
import type { Person } from '../recommenders/recommender.ts';

/**
 * A user hidden from training who plays the newcomer. Their ratings are halved once and for all: one half can be asked
 * for, the other is what there is to find. So however many ratings are given, the films that may be recommended and
 * the films that should be are the same, and a curve over the number of ratings shows what was learnt and nothing else.
 */
export interface Newcomer {
  /** Stars of the films that can be asked for, in a random order. */
  readonly answers: ReadonlyMap<number, number>;
  /** The same films: none of them may be recommended, asked or not. */
  readonly known: ReadonlySet<number>;
  /** The films of the other half: never asked. */
  readonly held: ReadonlySet<number>;
  /** Those of them rated 4 or more. */
  readonly relevant: ReadonlySet<number>;
  /** With the given films rated, and their favourite genres as picks. */
  personWith(items: readonly number[]): Person;
  /** With the first `given` of `answers` rated. */
  person(given: number): Person;
}

/** A newcomer has at least so many ratings: half of them fill the longest column of the curve. */
const LEAST_RATINGS = 40;

/**
 * Hides users at random, see `hide`.
 * @param hidden how many users are hidden, of those with enough ratings to play
 */
export function hideUsers(
  dataset: Dataset,
  hidden: number,
  seed: number,
): { train: Dataset; newcomers: Newcomer[] } {
  return hide(dataset, activeUsers(dataset, seed).subarray(0, hidden), seed);
}

/** The users with at least so many ratings, in a random order. */
export function activeUsers({ ratings }: Dataset, seed: number, least = LEAST_RATINGS): Int32Array {
  const users = Int32Array.from({ length: ratings.users }, (_, u) => u);
  return createRandom(seed).shuffle(
    users.filter((u) => ratings.rowStart[u + 1] - ratings.rowStart[u] >= least),
  );
}

/**
 * Hides users: the rest trains, the hidden play newcomers who picked the three genres most over-represented among the
 * films they liked, as far as these can be asked for.
 */
export function hide(
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
  return { train: { ...dataset, ratings: without(ratings, new Set(users)) }, newcomers };
}

function newcomer(dataset: Dataset, order: Int32Array, frequency: ReadonlyMap<string, number>): Newcomer {
  const { item, value } = dataset.ratings;
  const half = order.length >> 1;
  const answers = new Map([...order.subarray(0, half)].map((n) => [item[n], value[n]]));
  const held = [...order.subarray(half)];
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
    held: new Set(held.map((n) => item[n])),
    relevant: new Set(held.filter((n) => value[n] >= LIKED).map((n) => item[n])),
    personWith,
    person: (given) => personWith([...answers.keys()].slice(0, given)),
  };
}

/** The ratings of all other users; their indices move up. */
export function without(ratings: Ratings, hidden: ReadonlySet<number>): Ratings {
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
