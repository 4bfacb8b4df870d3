import { LIKED } from '../base/liked.ts';
import { Problem } from '../base/problem.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { fitTfidf, rowOf } from '../recommenders/models/tfidf.ts';
import type { Person, Recommender } from '../recommenders/recommender.ts';
import { createExposure } from './exposure.ts';
import { ratingCounts, type Tenths } from './fairness.ts';
import {
  averagePrecision,
  f1,
  hitRate,
  listDiversity,
  ndcg,
  novelty,
  precision,
  recall,
  reciprocalRank,
} from './metrics.ts';
import type { Split } from './splits.ts';
import { isSilent, type TiedList, tiedTop } from './tied-list.ts';

/** Measures of one user's list; their means over users are compared. Novelty is in bits, the others are 0..1. */
export type ListMeasure =
  | 'ndcg'
  | 'precision'
  | 'recall'
  | 'f1'
  | 'hitRate'
  | 'mrr'
  | 'map'
  | 'diversity'
  | 'novelty';

/** Errors of the predicted stars on test ratings, summed by user. Each `[users with test ratings]` */
export interface StarErrors {
  readonly squares: readonly number[];
  readonly absolute: readonly number[];
  /** Number of test ratings. */
  readonly ratings: readonly number[];
  /** Whether the user has no rating in training. */
  readonly isNew: readonly boolean[];
}

/** The results of one recommender on a split. */
export interface Evaluation {
  /** The users with at least one movie to find, ascending; all values by user are in this order. */
  readonly users: readonly number[];
  /** Whether the user has no rating in training. */
  readonly isNew: readonly boolean[];
  /** Whether all scores are equal. The values of such a user are what chance gets, because every order is as likely. */
  readonly isSilent: readonly boolean[];
  readonly perUser: Readonly<Record<ListMeasure, readonly number[]>>;
  /** Null if the recommender predicts no stars. */
  readonly errors: StarErrors | null;
  /** Over the lists of all users for whom the recommender is not silent, as `gini` and `byPopularity`. */
  readonly coverage: number;
  readonly gini: number;
  /** Mean share of a list by popularity decile, the most rated decile first. */
  readonly byPopularity: Tenths;
}

/**
 * Evaluates a recommender on a split. For every user with a liked test rating it ranks all movies that the user did not
 * rate in training, none is sampled, and measures the first K. Where scores tie, a measure is its expectation over all
 * orders. If the recommender predicts stars, it compares them with every test rating.
 * @param dataset movies and genres of the split
 * @param onProgress awaited before each user with the number of users that are done; rejects to give up
 * @throws Problem 'diverged' where a score is not a number
 */
export async function evaluate(
  dataset: Dataset,
  split: Split,
  recommender: Recommender,
  k: number,
  onProgress: (done: number, total: number) => Promise<void>,
): Promise<Evaluation> {
  const { train, test } = split;
  const tfidf = fitTfidf(dataset.movies, dataset.genres);
  const counts = ratingCounts(train);
  const exposure = createExposure(counts);
  const users: number[] = [];
  const isNew: boolean[] = [];
  const silent: boolean[] = [];
  const perUser = noValues();
  const errors: Writable<StarErrors> = { squares: [], absolute: [], ratings: [], isNew: [] };
  for (let u = 0; u < test.users; u++) {
    await onProgress(u, test.users);
    const [from, to] = [test.rowStart[u], test.rowStart[u + 1]];
    if (from === to) continue;
    const person = personOf(split, u);
    const hasNoHistory = person.ratings.item.length === 0;
    const testItems = test.item.subarray(from, to);
    const predicted = recommender.stars?.(person, testItems);
    if (predicted !== undefined) addErrors(errors, predicted, test.value.subarray(from, to), hasNoHistory);
    const relevant = relevantOf(split, u);
    if (relevant.size === 0) continue;
    const known = new Set(person.ratings.item);
    const list = listOf(recommender, person, k, known);
    const says = !isSilent(list, train.items - known.size);
    if (says) exposure.add(list);
    users.push(u);
    isNew.push(hasNoHistory);
    silent.push(!says);
    for (const [measure, of] of Object.entries(measures))
      perUser[measure as Ranking].push(of(list, relevant, k));
    perUser.diversity.push(listDiversity(list, (item) => rowOf(tfidf, item)));
    perUser.novelty.push(novelty(list, counts, train.users));
  }
  await onProgress(test.users, test.users);
  return {
    users,
    isNew,
    isSilent: silent,
    perUser,
    errors: recommender.stars === undefined ? null : errors,
    coverage: exposure.coverage(),
    gini: exposure.gini(),
    byPopularity: exposure.byPopularity(),
  };
}

/** The measures that compare a list with what the user liked. */
const measures = { ndcg, precision, recall, f1, hitRate, mrr: reciprocalRank, map: averagePrecision };
type Ranking = keyof typeof measures;

type Writable<Columns> = {
  [Name in keyof Columns]: Columns[Name] extends readonly (infer T)[] ? T[] : never;
};

function listOf(recommender: Recommender, person: Person, k: number, known: ReadonlySet<number>): TiedList {
  const scores = recommender.score(person);
  if (scores.some(Number.isNaN))
    throw new Problem(
      'diverged',
      'It gives some films no number at all, so they have no order.',
      'There may be too little to learn from: choose another split, or open a larger data set.',
    );
  return tiedTop(scores, k, known);
}

/** Adds the errors of one user's predicted stars. */
function addErrors(
  errors: Writable<StarErrors>,
  predicted: Float32Array,
  actual: Float32Array,
  isNew: boolean,
): void {
  const differences = predicted.map((stars, n) => actual[n] - stars);
  errors.squares.push(differences.reduce((sum, difference) => sum + difference * difference, 0));
  errors.absolute.push(differences.reduce((sum, difference) => sum + Math.abs(difference), 0));
  errors.ratings.push(actual.length);
  errors.isNew.push(isNew);
}

/** The movies that a user is to find: test ratings of at least 4 stars. */
export function relevantOf({ test }: Split, user: number): Set<number> {
  const [from, to] = [test.rowStart[user], test.rowStart[user + 1]];
  return new Set(test.item.subarray(from, to).filter((_, n) => test.value[from + n] >= LIKED));
}

/** The users with a liked test rating, ascending: those that `evaluate` ranks for. */
export function usersToRank({ test }: Split): number[] {
  const users: number[] = [];
  for (let u = 0; u < test.users; u++) {
    const stars = test.value.subarray(test.rowStart[u], test.rowStart[u + 1]);
    if (stars.some((value) => value >= LIKED)) users.push(u);
  }
  return users;
}

/** A user as a person with the ratings of the training part. */
export function personOf({ train }: Split, user: number): Person {
  const [from, to] = [train.rowStart[user], train.rowStart[user + 1]];
  return {
    ratings: {
      item: train.item.subarray(from, to),
      value: train.value.subarray(from, to),
      time: train.time.subarray(from, to),
    },
    genres: [],
  };
}

function noValues(): Record<ListMeasure, number[]> {
  return {
    ndcg: [],
    precision: [],
    recall: [],
    f1: [],
    hitRate: [],
    mrr: [],
    map: [],
    diversity: [],
    novelty: [],
  };
}
