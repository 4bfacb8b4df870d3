import { createRandom } from '../../src/base/random.ts';
import { activeUsers, hideUsers } from '../../src/evaluation/cold-start-users.ts';
import {
  type AnsweringUser,
  answeringUser,
  type Exploration,
  explore,
  type Policy,
  policies,
} from '../../src/evaluation/exploring.ts';
import { meanOf, pairedDifference } from '../../src/evaluation/intervals.ts';
import { starPredictor } from '../../src/recommenders/models/rating-predictor.ts';
import { fitTfidf } from '../../src/recommenders/models/tfidf.ts';
import type { BenchOptions } from '../tools/bench-options.ts';
import { readDataset } from '../tools/read-dataset.ts';
import { BUILT_IN } from '../tools/read-facts-of-zip.ts';
import { trainInNode } from '../tools/train-in-node.ts';

/** One policy; each value a mean over users. */
interface Line {
  /** Liked movies among the first recommendations, by `after`. */
  readonly reward: readonly number[];
  /** RMSE of the movies set apart, by `after`. */
  readonly error: readonly number[];
}

interface Figures {
  readonly users: number;
  readonly after: readonly number[];
  readonly policies: Readonly<Record<Policy, Line>>;
  /** In liked movies at the end, user by user against greedy. */
  readonly againstGreedy: Readonly<
    Partial<Record<Policy, { readonly difference: number; readonly se: number }>>
  >;
}

const USERS = 150;
const STEPS = 20;
/** Twice as many movies are available as are recommended. */
const LEAST_RATINGS = 3 * STEPS;
const AFTER = [0, 5, 10, 20];

/**
 * Exploring as a bandit: users who were hidden from training answer as they rated.
 * @param options.rounds number of users
 */
export async function run({ data = BUILT_IN, rounds = USERS }: BenchOptions): Promise<Figures> {
  const dataset = await readDataset(data);
  const { ratings } = dataset;
  const hidden = activeUsers(dataset, 1, LEAST_RATINGS).subarray(0, rounds);
  const { train } = hideUsers(dataset, hidden, 1);
  const predictor = starPredictor(
    await trainInNode('bayes', train),
    train,
    fitTfidf(train.movies, train.genres),
  );
  const random = createRandom(1);
  const users: AnsweringUser[] = [...hidden].map((u) => {
    const [from, to] = [ratings.rowStart[u], ratings.rowStart[u + 1]];
    return answeringUser(ratings.item.slice(from, to), ratings.value.slice(from, to), random);
  });
  const found = new Map<Policy, Exploration[]>(
    policies.map((policy) => [
      policy,
      users.map((user, n) => explore(predictor, user, policy, STEPS, n + 1)),
    ]),
  );
  const of = (policy: Policy) => found.get(policy) ?? [];
  const lines = Object.fromEntries(policies.map((policy) => [policy, lineOf(of(policy))])) as Record<
    Policy,
    Line
  >;
  const final = (policy: Policy) => of(policy).map(({ reward }) => reward[STEPS - 1]);
  const againstGreedy = Object.fromEntries(
    policies
      .filter((policy) => policy !== 'greedy')
      .map((policy) => {
        const { mean, standardError } = pairedDifference(final(policy), final('greedy'), createRandom(1));
        return [policy, { difference: rounded(mean), se: rounded(standardError) }];
      }),
  );
  print(lines, users.length);
  return { users: users.length, after: AFTER, policies: lines, againstGreedy };
}

function lineOf(all: readonly Exploration[]): Line {
  return {
    reward: AFTER.map((n) => (n === 0 ? 0 : rounded(meanOf(all.map(({ reward }) => reward[n - 1]))))),
    error: AFTER.map((n) => rounded(meanOf(all.map(({ error }) => error[n])))),
  };
}

const rounded = (value: number) => Math.round(10_000 * value) / 10_000;

function print(lines: Readonly<Record<Policy, Line>>, users: number): void {
  console.log(
    `${users} users; liked of the first ${AFTER.slice(1).join(', ')} | RMSE after ${AFTER.join(', ')}`,
  );
  for (const policy of policies) {
    const { reward, error } = lines[policy];
    const shown = (values: readonly number[], digits: number) =>
      values.map((value) => value.toFixed(digits).padStart(7)).join('');
    console.log(`${policy.padEnd(14)}${shown(reward.slice(1), 2)} |${shown(error, 4)}`);
  }
}
