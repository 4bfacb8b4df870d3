import type { Dataset } from '../src/dataset/dataset.ts';
import type { Facts } from '../src/dataset/movie-facts.ts';
import { activeUsers, hideUsers, type Newcomer } from '../src/evaluation/cold-start-users.ts';
import { type Interview, interview, type Questioner } from '../src/evaluation/interview.ts';
import type { ComponentSet } from '../src/recommenders/hybrid/components.ts';
import { createAsker } from '../src/recommenders/lists/elicitation.ts';
import { starPredictor } from '../src/recommenders/models/rating-predictor.ts';
import { fitTfidf } from '../src/recommenders/models/tfidf.ts';
import { createFitter } from '../src/recommenders/registry.ts';
import type { Described } from '../tests/tools/read-facts-of-zip.ts';
import { trainInNode } from '../tests/tools/train-in-node.ts';

/** The users are divided once: weights are fitted on one part and measured on the other. */
export type Part = 'fitting' | 'measuring';
const DIVIDED_BY = 1;

/** Some users are hidden as newcomers; everything is fitted on the others. */
export interface Played {
  readonly train: Dataset;
  readonly newcomers: readonly Newcomer[];
  readonly set: Required<ComponentSet>;
  /** Number of ratings of each movie in `train`. */
  readonly counts: Int32Array;
  /** Asks for the movies that the app would ask for next. */
  readonly informed: Questioner;
}

/** The interview ends after so many movies. */
const PATIENCE = 600;

/**
 * Hides every user of a part once, in `folds` groups, and fits everything on the others.
 * @param least only users with at least so many ratings are hidden
 */
export async function playedBy(
  { dataset, facts }: Described,
  part: Part,
  folds: number,
  least: number,
): Promise<Played[]> {
  const { ratings } = dataset;
  const users = activeUsers(dataset, DIVIDED_BY)
    .filter((_, n) => (n % 2 === 0) === (part === 'fitting'))
    .filter((u) => ratings.rowStart[u + 1] - ratings.rowStart[u] >= least);
  const played: Played[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const { train, newcomers } = hideUsers(
      dataset,
      users.filter((_, n) => n % folds === fold),
      DIVIDED_BY,
    );
    played.push(
      await fitted(
        train,
        facts,
        newcomers.filter(({ relevant }) => relevant.size > 0),
      ),
    );
  }
  return played;
}

async function fitted(train: Dataset, facts: Facts, newcomers: readonly Newcomer[]): Promise<Played> {
  const tfidf = fitTfidf(train.movies, train.genres);
  const model = await trainInNode('bayes', train);
  const stars = starPredictor(model, train, tfidf);
  const fitter = createFitter(train, { trainStars: async () => model, facts });
  const set = await fitter.componentSet();
  const counts = new Int32Array(train.movies.length);
  for (const item of train.ratings.item) counts[item]++;
  const { ratings, statistics = null } = train;
  const asker = createAsker({ tfidf, popularity: set.popularity, counts, users: ratings.users, statistics });
  const informed: Questioner = (person, excluded, count) =>
    asker(person, stars.predict(person), excluded, count);
  return { train, newcomers, set, counts, informed };
}

export function interviewed({ newcomers }: Played, ask: Questioner, most: number): Interview[] {
  return newcomers.map((newcomer) => interview(newcomer, ask, most, PATIENCE));
}
