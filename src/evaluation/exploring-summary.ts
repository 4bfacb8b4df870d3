import { createRandom } from '../base/random.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { StarPredictor } from '../recommenders/models/rating-predictor.ts';
import { activeUsers, hideUsers } from './cold-start-users.ts';
import {
  type AnsweringUser,
  answeringUser,
  type Exploration,
  explore,
  type Policy,
  policies,
} from './exploring.ts';
import { type Difference, meanOf, pairedDifference } from './intervals.ts';

/** Twice as many movies are available as are recommended, and a third of the ratings is set apart. */
const RATINGS_PER_STEP = 3;

/** Least number of ratings of a user who can answer so many recommendations. */
export const leastRatings = (steps: number): number => RATINGS_PER_STEP * steps;

/**
 * Hides random users with enough ratings from training and prepares their answers.
 * @param most number of users, at most half of all
 */
export function hideAnsweringUsers(
  dataset: Dataset,
  most: number,
  steps: number,
  seed: number,
): { readonly train: Dataset; readonly users: AnsweringUser[] } {
  const { ratings } = dataset;
  const count = Math.min(most, Math.floor(ratings.users / 2));
  const hidden = activeUsers(dataset, seed, leastRatings(steps)).subarray(0, count);
  const random = createRandom(seed);
  const users = [...hidden].map((u) => {
    const [from, to] = [ratings.rowStart[u], ratings.rowStart[u + 1]];
    return answeringUser(ratings.item.slice(from, to), ratings.value.slice(from, to), random);
  });
  return { train: hideUsers(dataset, hidden, seed).train, users };
}

/** What each policy earned and learnt with each user, in the order of the users. */
export type Explorations = Readonly<Record<Policy, readonly Exploration[]>>;

/**
 * Lets every user answer to every policy. User n gives each policy the random stream `seed + n`.
 * @param step awaited after each user and policy; when it rejects, the rest is left out
 */
export async function exploreWithAll(
  predictor: StarPredictor,
  users: readonly AnsweringUser[],
  { steps, seed }: { readonly steps: number; readonly seed: number },
  step: (done: number, total: number) => Promise<void> = async () => {},
): Promise<Explorations> {
  const total = policies.length * users.length;
  const found: Record<Policy, Exploration[]> = {
    random: [],
    greedy: [],
    epsilonGreedy: [],
    linUcb: [],
    thompson: [],
  };
  let done = 0;
  for (const [n, user] of users.entries()) {
    for (const policy of policies) {
      found[policy].push(explore(predictor, user, policy, steps, seed + n));
      await step(++done, total);
    }
  }
  return found;
}

/** One policy over all users. */
export interface ExplorationSummary {
  /** Mean number of liked movies among the first n, `[steps + 1]`, beginning with 0. */
  readonly reward: readonly number[];
  /** Mean error after n answers, `[steps + 1]`. */
  readonly error: readonly number[];
  /** The last reward and the last error less those of greedy, paired by user; null for greedy itself. */
  readonly againstGreedy: { readonly reward: Difference; readonly error: Difference } | null;
}

/** @param seed of the bootstrap */
export function summariseExploring(found: Explorations, policy: Policy, seed: number): ExplorationSummary {
  const own = found[policy];
  const points = own[0].error.length;
  const means = (of: (one: Exploration, n: number) => number) =>
    Array.from({ length: points }, (_, n) => meanOf(own.map((one) => of(one, n))));
  const last = (all: readonly Exploration[], of: 'reward' | 'error') =>
    all.map((one) => one[of][one[of].length - 1]);
  const against = (of: 'reward' | 'error') =>
    pairedDifference(last(own, of), last(found.greedy, of), createRandom(seed));
  return {
    reward: means(({ reward }, n) => (n === 0 ? 0 : reward[n - 1])),
    error: means(({ error }, n) => error[n]),
    againstGreedy: policy === 'greedy' ? null : { reward: against('reward'), error: against('error') },
  };
}
