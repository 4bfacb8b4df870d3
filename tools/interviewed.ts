import type { Dataset } from '../src/dataset/dataset.ts';
import { activeUsers, hide, type Newcomer } from '../src/evaluation/cold-start-users.ts';
import { type Interview, interview, type Questioner } from '../src/evaluation/interview.ts';
import type { ComponentSet } from '../src/recommenders/hybrid/weighted-hybrid.ts';
import { createAsker } from '../src/recommenders/lists/elicitation.ts';
import { starPredictor } from '../src/recommenders/models/rating-predictor.ts';
import { fitTfidf } from '../src/recommenders/models/tfidf.ts';
import { createFitter } from '../src/recommenders/registry.ts';
import { trainInNode } from '../tests/tools/train-in-node.ts';

/** The users who play are divided once: what is fitted on one part is measured on the other. */
export type Part = 'fitting' | 'measuring';
const DIVIDED_BY = 1;

/** Some users hidden, everything fitted on the rest. */
export interface Played {
  readonly train: Dataset;
  readonly newcomers: readonly Newcomer[];
  readonly set: Required<ComponentSet>;
  /** Ratings of each film in `train`. */
  readonly counts: Int32Array;
  /** What the app puts to a person next. */
  readonly informed: Questioner;
}

/** Films put to a newcomer before the interview is given up. */
const PATIENCE = 600;

/**
 * Hides every user of a part once, `folds` groups one after the other, and fits everything on the rest.
 * @param least only users with at least so many ratings play
 */
export async function playedBy(
  dataset: Dataset,
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
    const { train, newcomers } = hide(
      dataset,
      users.filter((_, n) => n % folds === fold),
      DIVIDED_BY,
    );
    played.push(
      await fitted(
        train,
        newcomers.filter(({ relevant }) => relevant.size > 0),
      ),
    );
  }
  return played;
}

async function fitted(train: Dataset, newcomers: readonly Newcomer[]): Promise<Played> {
  const tfidf = fitTfidf(train.movies, train.genres);
  const model = await trainInNode('bayes', train);
  const stars = starPredictor(model, train, tfidf);
  const fitter = createFitter(train, { trainStars: async () => model });
  const set = await fitter.componentSet();
  const counts = new Int32Array(train.movies.length);
  for (const item of train.ratings.item) counts[item]++;
  const asker = createAsker({ tfidf, popularity: set.popularity, counts, users: train.ratings.users });
  const informed: Questioner = (person, excluded, count) =>
    asker(person, stars.predict(person), excluded, count);
  return { train, newcomers, set, counts, informed };
}

export function interviewed({ newcomers }: Played, ask: Questioner, most: number): Interview[] {
  return newcomers.map((newcomer) => interview(newcomer, ask, most, PATIENCE));
}
