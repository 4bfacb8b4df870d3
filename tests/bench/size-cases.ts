import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { createRandom } from '../../src/base/random.ts';
import { type Ratings, toRatings } from '../../src/dataset/dataset.ts';
import { statisticsWithout } from '../../src/dataset/world-statistics.ts';
import { holdOut, type RatingPart, userOfEach } from '../../src/training/split.ts';
import type { TrainingData } from '../../src/training/trainer.ts';
import { ratingsOf } from '../harness/columns.ts';
import type { Fold } from '../harness/fold.ts';
import { madeUpDataset, sizeFor } from './made-up-ratings.ts';
import { hasFolds, randomFolds, readFolds } from './rating-files.ts';

/** A training part, of which some is held out once more to choose by. Test ratings are in neither. */
export interface SizeCase {
  readonly name: string;
  /** Share of the people, drawn at random; those of a smaller share are among those of a larger one. */
  readonly share: number;
  /** Without what is held out; the statistics do not know it either. */
  readonly data: TrainingData;
  readonly held: RatingPart;
}

/** Of the training part, held out to choose by. */
const HELD_OUT = 0.1;
const SEED = 1;
const SHARES = [0.25, 0.5, 1];

/** The zips that the rule by size was fitted on. */
const zips = [
  '../shared/data/ml-100k.zip',
  '../shared/data/ml-latest-small-2018.zip',
  'public/datasets/matinee-films.zip',
];

/**
 * Data sets by size: of MovieLens 100K only u1.base, of another zip the nine tenths of one random split, each with a
 * quarter, half and all of its people; and made-up ones, which have no test part to keep away from.
 * @param zip the only zip to measure; null for all that the rule was fitted on
 * @param max millions of ratings of the largest made-up data set
 */
export async function* sizeCases(zip: string | null, max: number): AsyncGenerator<SizeCase> {
  for (const path of zip === null ? zips : [zip]) {
    if (!existsSync(path)) {
      console.log(`${path}: left out, it is not here`);
      continue;
    }
    const [fold] = (hasFolds(path) ? await readFolds(path) : null) ?? (await randomFolds(path, [SEED]));
    for (const share of SHARES) yield caseOf(basename(path, '.zip'), trainingOf(fold), share);
  }
  for (const millions of [0.3, 1].filter((one) => one <= max))
    yield caseOf(`made-up ${millions} M`, madeUpDataset(sizeFor(millions * 1e6), SEED), 1);
}

function trainingOf({ base, movies, genres, statistics }: Fold): TrainingData {
  return {
    id: 'sizes',
    ratings: ratingsOf(base),
    movies,
    genres,
    ...(statistics !== null && {
      statistics: { count: Int32Array.from(statistics.count), mean: Float32Array.from(statistics.mean) },
    }),
  };
}

function caseOf(name: string, whole: TrainingData, share: number): SizeCase {
  const ratings = peopleOf(whole.ratings, share);
  const { train, validation: held } = holdOut(ratings, HELD_OUT, createRandom(SEED));
  const statistics = whole.statistics && statisticsWithout(whole.statistics, held);
  return { name, share, data: { ...whole, ratings: train, ...(statistics && { statistics }) }, held };
}

/** The ratings of some people, renumbered, drawn so that fewer are always among more. */
function peopleOf(ratings: Ratings, share: number): Ratings {
  const order = createRandom(SEED).shuffle(Int32Array.from({ length: ratings.users }, (_, u) => u));
  const users = Math.round(share * ratings.users);
  const numberOf = new Int32Array(ratings.users).fill(-1);
  order.slice(0, users).forEach((u, n) => {
    numberOf[u] = n;
  });
  const user = userOfEach(ratings).map((u) => numberOf[u]);
  const isDrawn = (_: number, n: number) => user[n] >= 0;
  return toRatings(users, ratings.items, {
    user: user.filter(isDrawn),
    item: ratings.item.filter(isDrawn),
    value: ratings.value.filter(isDrawn),
    time: ratings.time.filter(isDrawn),
  });
}
