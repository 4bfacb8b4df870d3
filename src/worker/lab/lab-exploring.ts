import { Problem } from '../../base/problem.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import { policies } from '../../evaluation/exploring.ts';
import {
  exploreWithAll,
  hideAnsweringUsers,
  leastRatings,
  summariseExploring,
} from '../../evaluation/exploring-summary.ts';
import type {
  ExploringResult,
  ExploringSettings,
  ExploringStage,
} from '../../protocol/exploring-messages.ts';
import type { StarsModel } from '../../recommenders/models/factor-model.ts';
import { starPredictor } from '../../recommenders/models/rating-predictor.ts';
import { fitTfidf } from '../../recommenders/models/tfidf.ts';

/** With fewer people the intervals of the differences say nothing. */
const LEAST_USERS = 5;

interface ExploringTools {
  /** Trains the Bayesian factorization. @param epoch awaited between epochs; when it rejects, training ends */
  train(dataset: Dataset, epoch: (done: number, total: number) => Promise<void>): Promise<StarsModel>;
  /** Awaited between pieces; when it rejects, the simulation ends. */
  step(stage: ExploringStage, done: number, total: number): Promise<void>;
}

/**
 * Hides users of the data set, trains the Bayesian factorization without them, and lets them answer to every policy.
 * @throws Problem `data-invalid` where too few users have enough ratings
 */
export async function simulateExploring(
  dataset: Dataset,
  settings: ExploringSettings,
  { train, step }: ExploringTools,
): Promise<ExploringResult> {
  const { steps, seed } = settings;
  const { train: others, users } = hideAnsweringUsers(dataset, settings.users, steps, seed);
  if (users.length < LEAST_USERS) throw tooFewUsers(users.length, steps);
  const model = await train(others, (done, total) => step('training', done, total));
  const predictor = starPredictor(model, others, fitTfidf(others.movies, others.genres));
  const found = await exploreWithAll(predictor, users, settings, (done, total) =>
    step('answering', done, total),
  );
  return {
    settings,
    data: { id: dataset.id, name: dataset.name },
    users: users.length,
    policies: policies.map((policy) => ({ policy, ...summariseExploring(found, policy, seed) })),
  };
}

function tooFewUsers(found: number, steps: number): Problem {
  return new Problem(
    'data-invalid',
    `Only ${found} people of this data set can answer: it takes ${LEAST_USERS} with ${leastRatings(steps)} ratings or more each, and at most half of all people.`,
    'Recommend fewer to each, or open a larger data set.',
  );
}
