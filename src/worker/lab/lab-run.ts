import { Problem } from '../../base/problem.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import { trainedOn } from '../../dataset/world-statistics.ts';
import { coldStartCurve, withRelevantMovies } from '../../evaluation/cold-start-curve.ts';
import { hideRandomUsers } from '../../evaluation/cold-start-users.ts';
import { usersToRank } from '../../evaluation/evaluate.ts';
import {
  byActivity,
  byTaste,
  historiesOf,
  popularityShares,
  ratingCounts,
  type UserGroup,
} from '../../evaluation/fairness.ts';
import { type Split, splitRatings } from '../../evaluation/splits.ts';
import type { LabData } from '../../protocol/lab-messages.ts';
import type { LabSettings } from '../../protocol/lab-settings.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import { weightsOf } from '../../recommenders/models/content-terms.ts';
import { createFitter, type FitTools, type Fitter, type Registry } from '../../recommenders/registry.ts';

/** What all recommenders of a run share. */
export interface Bench {
  readonly settings: LabSettings;
  readonly data: LabData;
  readonly split: Split;
  /** The data set with the training part only. */
  readonly train: Dataset;
  readonly fitter: Fitter;
  readonly groups: readonly UserGroup[];
  /** NDCG of every newcomer at each point of the curve; empty where no curve is asked for. */
  curve(id: RecommenderId, progress: (done: number, total: number) => Promise<void>): Promise<number[][]>;
}

/** @throws Problem `data-invalid` where the split leaves nothing to learn from, or nobody with something to find */
export function prepareBench(
  dataset: Dataset,
  settings: LabSettings,
  tools: FitTools,
  registry?: Registry,
): Bench {
  const { ratings } = dataset;
  const split = splitRatings(ratings, settings.split, settings.seed);
  const users = usersToRank(split);
  if (users.length === 0 || split.train.item.length < 2) {
    throw new Problem(
      'data-invalid',
      'With this split nobody has a film left to find.',
      'Choose another split, or open a larger data set.',
    );
  }
  const train = trainedOn(dataset, split.train, split.test, split.validation);
  const fitTools = { ...tools, weights: weightsOf(settings.contentGroups) };
  const groups = [...byActivity(split.train, users), ...byTaste(split.train, users)];
  // Hiding more than half would leave too few to learn from.
  const hidden = Math.min(settings.newcomers, Math.floor(ratings.users / 2));
  const apart = settings.newcomers === 0 ? null : hideRandomUsers(dataset, hidden, settings.seed);
  const newcomers = withRelevantMovies(apart?.newcomers ?? []);
  const fitterApart = apart === null ? null : createFitter(apart.train, fitTools, registry);
  return {
    settings,
    split,
    train,
    groups,
    fitter: createFitter(train, fitTools, registry),
    data: {
      id: dataset.id,
      name: dataset.name,
      users: ratings.users,
      movies: ratings.items,
      ratings: ratings.item.length,
      trainRatings: split.train.item.length,
      testRatings: split.test.item.length,
      ranked: users.length,
      histories: popularityShares(() => historiesOf(split.train, users), ratingCounts(split.train)),
      groups: groups.map(({ name, members, from, to }) => ({ name, from, to, users: members.length })),
      newcomers: newcomers.length,
    },
    async curve(id, progress) {
      if (fitterApart === null || newcomers.length === 0) return [];
      return coldStartCurve(await fitterApart.recommender(id), newcomers, settings.k, progress);
    },
  };
}
