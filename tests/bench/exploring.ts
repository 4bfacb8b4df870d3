import { type Policy, policies } from '../../src/evaluation/exploring.ts';
import {
  type ExplorationSummary,
  exploreWithAll,
  hideAnsweringUsers,
  summariseExploring,
} from '../../src/evaluation/exploring-summary.ts';
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
const SEED = 1;
const AFTER = [0, 5, 10, 20];

/**
 * Exploring as a bandit: users who were hidden from training answer as they rated.
 * @param options.rounds number of users
 */
export async function run({ data = BUILT_IN, rounds = USERS }: BenchOptions): Promise<Figures> {
  const dataset = await readDataset(data);
  const { train, users } = hideAnsweringUsers(dataset, rounds, STEPS, SEED);
  const predictor = starPredictor(
    await trainInNode('bayes', train),
    train,
    fitTfidf(train.movies, train.genres),
  );
  const found = await exploreWithAll(predictor, users, { steps: STEPS, seed: SEED });
  const all = policies.map((policy) => ({ policy, summary: summariseExploring(found, policy, SEED) }));
  const lines = Object.fromEntries(all.map(({ policy, summary }) => [policy, lineOf(summary)])) as Record<
    Policy,
    Line
  >;
  const againstGreedy = Object.fromEntries(
    all.flatMap(({ policy, summary }) => {
      if (summary.againstGreedy === null) return [];
      const { mean, standardError } = summary.againstGreedy.reward;
      return [[policy, { difference: rounded(mean), se: rounded(standardError) }]];
    }),
  );
  print(lines, users.length);
  return { users: users.length, after: AFTER, policies: lines, againstGreedy };
}

function lineOf({ reward, error }: ExplorationSummary): Line {
  return { reward: AFTER.map((n) => rounded(reward[n])), error: AFTER.map((n) => rounded(error[n])) };
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
