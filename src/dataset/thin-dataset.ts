import { finish, type Steps } from '../base/steps.ts';
import { createImportReport } from './archive/import-report.ts';
import type { Dataset, Movie, Ratings, SkippedRows } from './dataset.ts';
import { FEW, type ThinnedRatings, type Thinning, thinRatingsSteps } from './thin-ratings.ts';

const EXAMPLES = 5;

/**
 * A part of a data set: all of its movies with fewer ratings. The report says what was left out, and which movies lost most of
 * their ratings. The id names the ratings that stay, so that a model of the whole is never taken for one of the part.
 * @throws Problem as `thinRatings` does
 */
export function thinDataset(base: Dataset, thinning: Thinning): Dataset {
  return finish(thinDatasetSteps(base, thinning));
}

/** Like {@link thinDataset}, in steps of some milliseconds, but for the sorting of all users. */
export function* thinDatasetSteps(base: Dataset, thinning: Thinning): Steps<Dataset> {
  const thinned = yield* thinRatingsSteps(base.ratings, thinning);
  const { ratings } = thinned;
  const leftOut = [...base.report.leftOut, ...skippedBy(base, thinned)];
  return {
    ...base,
    id: `${base.id}-${ratings.item.length}-of-${base.ratings.item.length}-by-${thinning.seed}`,
    name: `${base.name} (a part)`,
    ratings,
    report: createImportReport(base.movies, ratings, leftOut),
  };
}

/** Ratings and movies in the report, where there are any. */
function skippedBy({ movies, ratings }: Dataset, thinned: ThinnedRatings): SkippedRows[] {
  const { userBefore, fewRated } = thinned;
  const skipped = [
    {
      why: 'Ratings left out by your choice: those of people who were not drawn',
      count: ratings.item.length - thinned.ratings.item.length,
      examples: peopleLeftOut(ratings, userBefore),
    },
    {
      why: `Titles that have fewer than ${FEW} ratings since then; they stay in the list`,
      count: fewRated.length,
      examples: Array.from(fewRated.subarray(0, EXAMPLES), (item) => named(movies[item])),
    },
  ];
  return skipped.filter(({ count }) => count > 0);
}

/** The first users who have no rating left. */
function peopleLeftOut({ users, rowStart }: Ratings, userBefore: Int32Array): string[] {
  const stays = new Set(userBefore);
  const examples: string[] = [];
  for (let user = 0; user < users && examples.length < EXAMPLES; user++) {
    if (!stays.has(user)) examples.push(`person ${user + 1}: ${rowStart[user + 1] - rowStart[user]} ratings`);
  }
  return examples;
}

function named({ title, year }: Movie): string {
  return year === null ? title : `${title} (${year})`;
}
