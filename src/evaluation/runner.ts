import type { Dataset } from '../dataset/dataset.ts';
import { LIKED } from '../recommenders/favourites.ts';
import { topItems } from '../recommenders/ranking.ts';
import type { Person, Recommender } from '../recommenders/recommender.ts';
import { fitTfidf, rowOf } from '../recommenders/tfidf.ts';
import { coverage, f1, gini, hitRate, listDiversity, ndcg, novelty, precision, recall } from './metrics.ts';
import type { Split } from './splits.ts';

/** Measures of a user's list; the mean over users is what is compared. */
type ListMeasure = 'ndcg' | 'precision' | 'recall' | 'f1' | 'hitRate' | 'diversity';

/** What one recommender did on a split. */
export interface Evaluation {
  /** The users with something to find, ascending; all per-user values follow this order. */
  readonly users: readonly number[];
  readonly perUser: Readonly<Record<ListMeasure, readonly number[]>>;
  /** Of predicted stars on the test ratings; null for a recommender that predicts none. */
  readonly rmse: number | null;
  readonly mae: number | null;
  readonly coverage: number;
  readonly gini: number;
  /** Bits. */
  readonly novelty: number;
  /** Share of the recommendations by popularity decile, the most popular tenth of the films first. `[10]` */
  readonly byPopularity: readonly number[];
}

/**
 * Ranks all films that a user has not rated in training, for every user with a liked test rating, and measures the
 * first K.
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
  const counts = ratingCounts(train.item, train.items);
  const users: number[] = [];
  const lists: number[][] = [];
  const perUser: Record<ListMeasure, number[]> = {
    ndcg: [],
    precision: [],
    recall: [],
    f1: [],
    hitRate: [],
    diversity: [],
  };
  let [squares, absolute, predicted] = [0, 0, 0];
  for (let u = 0; u < test.users; u++) {
    await progress(u, test.users);
    const [from, to] = [test.rowStart[u], test.rowStart[u + 1]];
    if (from === to) continue;
    const person = personOf(split, u);
    const held = test.item.subarray(from, to);
    recommender.stars?.(person, held).forEach((stars, n) => {
      const error = test.value[from + n] - stars;
      squares += error * error;
      absolute += Math.abs(error);
      predicted++;
    });
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
    perUser.diversity.push(
      listDiversity(ranked, (a, b) => {
        const [x, y] = [rowOf(tfidf, a), rowOf(tfidf, b)];
        return x.reduce((sum, v, g) => sum + v * y[g], 0);
      }),
    );
  }
  await progress(test.users, test.users);
  return {
    users,
    perUser,
    rmse: predicted > 0 ? Math.sqrt(squares / predicted) : null,
    mae: predicted > 0 ? absolute / predicted : null,
    coverage: coverage(lists, train.items),
    gini: gini(lists, train.items),
    novelty: novelty(lists, counts, train.users),
    byPopularity: popularityShares(lists.flat(), counts),
  };
}

/** A user of the training part as a person. */
export function personOf({ train }: Split, user: number): Person {
  const [from, to] = [train.rowStart[user], train.rowStart[user + 1]];
  return {
    ratings: { item: train.item.subarray(from, to), value: train.value.subarray(from, to) },
    genres: [],
  };
}

/** Share of some items by popularity decile of the catalogue, the most popular tenth first. @returns `[10]` */
function popularityShares(items: ArrayLike<number>, counts: ArrayLike<number>): number[] {
  const order = Array.from(counts, (_, i) => i).sort((a, b) => counts[b] - counts[a] || a - b);
  const decile = new Uint8Array(counts.length);
  order.forEach((item, place) => {
    decile[item] = Math.floor((10 * place) / order.length);
  });
  const shares = new Array<number>(10).fill(0);
  for (let n = 0; n < items.length; n++) shares[decile[items[n]]] += 1 / items.length;
  return shares;
}

function ratingCounts(item: Int32Array, items: number): Int32Array {
  const counts = new Int32Array(items);
  for (const i of item) counts[i]++;
  return counts;
}
