import { LIKED } from '../base/liked.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { fitTfidf, rowOf } from '../recommenders/models/tfidf.ts';
import type { Person, Recommender } from '../recommenders/recommender.ts';
import { topItems } from '../recommenders/top-items.ts';
import { popularityShares, ratingCounts, type Tenths } from './fairness.ts';
import { coverage, f1, gini, hitRate, listDiversity, ndcg, novelty, precision, recall } from './metrics.ts';
import type { Split } from './splits.ts';

/** Measures of one user's list; their means over users are compared. Novelty is in bits, the others are 0..1. */
export type ListMeasure = 'ndcg' | 'precision' | 'recall' | 'f1' | 'hitRate' | 'diversity' | 'novelty';

/** Errors of the predicted stars on test ratings, summed by user. Each `[users with test ratings]` */
export interface StarErrors {
  readonly squares: readonly number[];
  readonly absolute: readonly number[];
  /** Number of test ratings. */
  readonly ratings: readonly number[];
}

/** The results of one recommender on a split. */
export interface Evaluation {
  /** The users with at least one movie to find, ascending; all values by user are in this order. */
  readonly users: readonly number[];
  readonly perUser: Readonly<Record<ListMeasure, readonly number[]>>;
  /** Null if the recommender predicts no stars. */
  readonly errors: StarErrors | null;
  readonly coverage: number;
  readonly gini: number;
  /** Mean share of a list by popularity decile, the most rated decile first. */
  readonly byPopularity: Tenths;
}

/**
 * Evaluates a recommender on a split. For every user with a liked test rating it ranks all movies that the user did not
 * rate in training and measures the first K. If the recommender predicts stars, it compares them with every test rating.
 * @param dataset movies and genres of the split
 * @param onProgress awaited before each user with the number of users that are done; rejects to give up
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
  const similarity = (a: number, b: number) => {
    const [x, y] = [rowOf(tfidf, a), rowOf(tfidf, b)];
    return x.reduce((sum, v, g) => sum + v * y[g], 0);
  };
  const users: number[] = [];
  const lists: number[][] = [];
  const perUser = noValues();
  const errors: { [part in keyof StarErrors]: number[] } = { squares: [], absolute: [], ratings: [] };
  for (let u = 0; u < test.users; u++) {
    await onProgress(u, test.users);
    const [from, to] = [test.rowStart[u], test.rowStart[u + 1]];
    if (from === to) continue;
    const person = personOf(split, u);
    const testItems = test.item.subarray(from, to);
    const predicted = recommender.stars?.(person, testItems);
    if (predicted !== undefined) addErrors(errors, predicted, test.value.subarray(from, to));
    const relevant = new Set(testItems.filter((_, n) => test.value[from + n] >= LIKED));
    if (relevant.size === 0) continue;
    const ranked = topItems(recommender.score(person), k, new Set(person.ratings.item));
    users.push(u);
    lists.push(ranked);
    perUser.ndcg.push(ndcg(ranked, relevant, k));
    perUser.precision.push(precision(ranked, relevant, k));
    perUser.recall.push(recall(ranked, relevant, k));
    perUser.f1.push(f1(ranked, relevant, k));
    perUser.hitRate.push(hitRate(ranked, relevant, k));
    perUser.diversity.push(listDiversity(ranked, similarity));
    perUser.novelty.push(novelty([ranked], counts, train.users));
  }
  await onProgress(test.users, test.users);
  return {
    users,
    perUser,
    errors: recommender.stars === undefined ? null : errors,
    coverage: coverage(lists, train.items),
    gini: gini(lists, train.items),
    byPopularity: popularityShares(() => lists, counts),
  };
}

/** Adds the errors of one user's predicted stars. */
function addErrors(
  errors: { readonly [part in keyof StarErrors]: number[] },
  predicted: Float32Array,
  actual: Float32Array,
): void {
  const differences = predicted.map((stars, n) => actual[n] - stars);
  errors.squares.push(differences.reduce((sum, difference) => sum + difference * difference, 0));
  errors.absolute.push(differences.reduce((sum, difference) => sum + Math.abs(difference), 0));
  errors.ratings.push(actual.length);
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
    ratings: { item: train.item.subarray(from, to), value: train.value.subarray(from, to) },
    genres: [],
  };
}

function noValues(): Record<ListMeasure, number[]> {
  return { ndcg: [], precision: [], recall: [], f1: [], hitRate: [], diversity: [], novelty: [] };
}
