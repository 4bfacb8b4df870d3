import { LIKED } from '../base/liked.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { fitTfidf, rowOf } from '../recommenders/models/tfidf.ts';
import type { Person, Recommender } from '../recommenders/recommender.ts';
import { topItems } from '../recommenders/top-items.ts';
import { popularityShares, ratingCounts, type Tenths } from './fairness.ts';
import { coverage, f1, gini, hitRate, listDiversity, ndcg, novelty, precision, recall } from './metrics.ts';
import type { Split } from './splits.ts';

/** Measures of a user's list; the mean over users is what is compared. Novelty is in bits, the others are 0..1. */
export type ListMeasure = 'ndcg' | 'precision' | 'recall' | 'f1' | 'hitRate' | 'diversity' | 'novelty';

/** Errors of predicted stars on test ratings, summed by user. All `[users with test ratings]` */
export interface StarErrors {
  readonly squares: readonly number[];
  readonly absolute: readonly number[];
  readonly ratings: readonly number[];
}

/** What one recommender did on a split. */
export interface Evaluation {
  /** The users with something to find, ascending; all per-user values follow this order. */
  readonly users: readonly number[];
  readonly perUser: Readonly<Record<ListMeasure, readonly number[]>>;
  /** Null for a recommender that predicts no stars. */
  readonly errors: StarErrors | null;
  readonly coverage: number;
  readonly gini: number;
  /** Mean share of a list by popularity, the most rated tenth first. */
  readonly byPopularity: Tenths;
}

/**
 * Ranks all films that a user has not rated in training, for every user with a liked test rating, and measures the
 * first K; where stars are predicted, those of every test rating.
 * @param progress told how many users are done, awaited: the place to pause and, by throwing, to stop
 */
export async function evaluate(
  dataset: Dataset,
  split: Split,
  recommender: Recommender,
  k: number,
  progress: (done: number, total: number) => Promise<void>,
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
    await progress(u, test.users);
    const [from, to] = [test.rowStart[u], test.rowStart[u + 1]];
    if (from === to) continue;
    const person = personOf(split, u);
    const held = test.item.subarray(from, to);
    const predicted = recommender.stars?.(person, held);
    if (predicted !== undefined) {
      const off = predicted.map((stars, n) => test.value[from + n] - stars);
      errors.squares.push(off.reduce((sum, error) => sum + error * error, 0));
      errors.absolute.push(off.reduce((sum, error) => sum + Math.abs(error), 0));
      errors.ratings.push(held.length);
    }
    const relevant = new Set(held.filter((_, n) => test.value[from + n] >= LIKED));
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
  await progress(test.users, test.users);
  return {
    users,
    perUser,
    errors: recommender.stars === undefined ? null : errors,
    coverage: coverage(lists, train.items),
    gini: gini(lists, train.items),
    byPopularity: popularityShares(() => lists, counts),
  };
}

/** The users of a split with something to find, ascending: those that `evaluate` ranks for. */
export function usersToRank({ test }: Split): number[] {
  const users: number[] = [];
  for (let u = 0; u < test.users; u++) {
    const stars = test.value.subarray(test.rowStart[u], test.rowStart[u + 1]);
    if (stars.some((value) => value >= LIKED)) users.push(u);
  }
  return users;
}

/** A user of the training part as a person. */
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
