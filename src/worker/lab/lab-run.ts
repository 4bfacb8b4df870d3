import { Problem } from '../../base/problem.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import { trainedOn } from '../../dataset/world-statistics.ts';
import { coldStartCurve, withRelevantMovies } from '../../evaluation/cold-start-curve.ts';
import { hideRandomUsers } from '../../evaluation/cold-start-users.ts';
import { relevantOf } from '../../evaluation/evaluate.ts';
import {
  byActivity,
  byTaste,
  historiesOf,
  popularityShares,
  ratingCounts,
  type UserGroup,
} from '../../evaluation/fairness.ts';
import { type Split, splitRatings } from '../../evaluation/splits.ts';
import { type TestedUsers, testedUsers } from '../../evaluation/tested-users.ts';
import type { HeldOut, LabData, LabPeople } from '../../protocol/lab-messages.ts';
import type { LabSettings } from '../../protocol/lab-settings.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import { wordsOf } from '../../protocol/words.ts';
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
  const { ratings, subject } = dataset;
  const split = splitRatings(ratings, settings.split, settings.seed);
  const { users, isNew, ...tested } = testedUsers(split, settings.k);
  if (users.length === 0 || split.train.item.length < 2) {
    throw new Problem(
      'data-invalid',
      `With this split nobody has a ${wordsOf(subject).one} left to find.`,
      'Choose another split, or open a larger data set.',
    );
  }
  const train = trainedOn(dataset, split.train, split.test, split.validation);
  const fitTools = { ...tools, weights: weightsOf(settings.contentGroups) };
  const groups = groupsOf(split, { users, isNew, population: tested.population });
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
      tested,
      people: peopleOf(split, users, isNew),
      heldOut: heldOutOf(dataset, split),
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

/** Thirds of the people that the results are about. Members are positions in `users`. */
function groupsOf(
  split: Split,
  { users, isNew, population }: Pick<TestedUsers, 'users' | 'isNew' | 'population'>,
): UserGroup[] {
  const places = [...users.keys()].filter((n) => isNew[n] === (population === 'new'));
  const own = places.map((n) => users[n]);
  return [...byActivity(split.train, own), ...byTaste(split.train, own)].map((group) => ({
    ...group,
    members: group.members.map((n) => places[n]),
  }));
}

function peopleOf(split: Split, users: readonly number[], isNew: readonly boolean[]): LabPeople {
  return {
    user: Int32Array.from(users, (u) => u + 1),
    isNew: Uint8Array.from(isNew, Number),
    relevant: Int32Array.from(users, (u) => relevantOf(split, u).size),
  };
}

/** More hidden ratings than these are not written down: the file would have tens of megabytes. */
const MOST_HELD_OUT = 1e6;

function heldOutOf({ movies }: Dataset, { test }: Split): HeldOut | null {
  if (test.item.length > MOST_HELD_OUT) return null;
  const user = new Int32Array(test.item.length);
  for (let u = 0; u < test.users; u++) user.fill(u + 1, test.rowStart[u], test.rowStart[u + 1]);
  return { user, movie: Int32Array.from(test.item, (i) => movies[i].id), stars: test.value.slice() };
}
