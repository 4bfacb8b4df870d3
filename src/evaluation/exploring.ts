import { LIKED } from '../base/liked.ts';
import { createRandom, type Random } from '../base/random.ts';
import type { StarPrediction, StarPredictor } from '../recommenders/models/rating-predictor.ts';
import type { Person } from '../recommenders/recommender.ts';

/**
 * How the next movie is chosen. `random`: any. `greedy`: the one with the most expected stars. `epsilonGreedy`: the same,
 * but at random once in ten times. `linUcb`: the one whose upper confidence bound is highest (LinUCB, Li et al. 2010).
 * `thompson`: the best in one draw from the posterior (Thompson 1933).
 */
export type Policy = 'random' | 'greedy' | 'epsilonGreedy' | 'linUcb' | 'thompson';

export const policies: readonly Policy[] = ['random', 'greedy', 'epsilonGreedy', 'linUcb', 'thompson'];

/** What one policy earned and learnt with one user. */
export interface Exploration {
  /** Number of liked movies among the first n + 1 that were recommended. `[steps]` */
  readonly reward: readonly number[];
  /**
   * Root mean squared error of the predicted stars of the user's movies that were set apart: before the first
   * recommendation, and after each. `[steps + 1]`
   */
  readonly error: readonly number[];
}

/** A user whose answers are known. Items and stars have the same order. */
export interface AnsweringUser {
  /** Movies that may be recommended. */
  readonly available: { readonly item: Int32Array; readonly value: Float32Array };
  /** Movies that are never recommended: what was learnt is measured by them. */
  readonly apart: { readonly item: Int32Array; readonly value: Float32Array };
}

const EPSILON = 0.1;
/** Standard deviations of the upper bound: α of LinUCB. */
const ALPHA = 1;

/** Divides a user's ratings at random into two thirds that are available and a third that is set apart. */
export function answeringUser(item: Int32Array, value: Float32Array, random: Random): AnsweringUser {
  const order = random.shuffle(Int32Array.from(item, (_, n) => n));
  const available = Math.ceil((2 * order.length) / 3);
  const part = (at: Int32Array) => ({
    item: Int32Array.from(at, (n) => item[n]),
    value: Float32Array.from(at, (n) => value[n]),
  });
  return { available: part(order.subarray(0, available)), apart: part(order.subarray(available)) };
}

/**
 * Recommends one movie after the other to a user of the data set who begins without ratings and answers as they rated. All
 * policies share the Bayesian factorization, which folds in each answer before the next choice, and differ only in how they
 * choose. Only movies that the user rated can be recommended, since no other answer is known; so rewards are higher than in
 * life, and only their differences count.
 * @param predictor a Bayesian factorization that was trained without the user
 * @param steps number of recommendations; at most as many as are available
 * @param seed of the policies that draw; each policy begins with it
 */
export function explore(
  predictor: StarPredictor,
  user: AnsweringUser,
  policy: Policy,
  steps: number,
  seed: number,
): Exploration {
  const random = createRandom(seed);
  const left = [...user.available.item.keys()];
  const answers: { item: number; value: number }[] = [];
  const reward: number[] = [];
  let person = personOf(answers);
  const error = [errorOf(predictor, person, user.apart)];
  let liked = 0;
  for (let step = 0; step < Math.min(steps, user.available.item.length); step++) {
    const items = Int32Array.from(left, (n) => user.available.item[n]);
    const at = choices[policy](predictor.predict(person, items), random);
    const [n] = left.splice(at, 1);
    const value = user.available.value[n];
    answers.push({ item: user.available.item[n], value });
    if (value >= LIKED) liked++;
    reward.push(liked);
    person = personOf(answers);
    error.push(errorOf(predictor, person, user.apart));
  }
  return { reward, error };
}

/** Positions in what was predicted. */
const choices: Readonly<Record<Policy, (prediction: StarPrediction, random: Random) => number>> = {
  random: ({ stars }, random) => random.integer(stars.length),
  greedy: ({ stars }) => largest(stars),
  epsilonGreedy: ({ stars }, random) =>
    random.uniform() < EPSILON ? random.integer(stars.length) : largest(stars),
  linUcb({ stars, spread }) {
    if (spread === null) throw new RangeError('LinUCB needs a model that knows how sure it is');
    return largest(stars.map((expected, n) => expected + ALPHA * spread(n)));
  },
  thompson({ sample }, random) {
    if (sample === null) throw new RangeError('Thompson sampling needs a model with a posterior');
    return largest(sample(random));
  },
};

function largest(values: ArrayLike<number>): number {
  let best = 0;
  for (let n = 1; n < values.length; n++) if (values[n] > values[best]) best = n;
  return best;
}

function errorOf(predictor: StarPredictor, person: Person, { item, value }: AnsweringUser['apart']): number {
  const { stars } = predictor.predict(person, item);
  let squares = 0;
  for (let n = 0; n < stars.length; n++) squares += (stars[n] - value[n]) ** 2;
  return Math.sqrt(squares / stars.length);
}

function personOf(answers: readonly { readonly item: number; readonly value: number }[]): Person {
  return {
    ratings: {
      item: Int32Array.from(answers, ({ item }) => item),
      value: Float32Array.from(answers, ({ value }) => value),
    },
    genres: [],
  };
}
