import { LIKED } from '../base/liked.ts';
import { once } from '../base/memoize.ts';
import { createRandom } from '../base/random.ts';
import type { Dataset, Ratings } from '../dataset/dataset.ts';
import { boundedRatings } from '../recommenders/bounded-ratings.ts';
import { hybridScores } from '../recommenders/hybrid/weighted-hybrid.ts';
import type { EaseRecommender } from '../recommenders/models/ease-descriptor.ts';
import { content } from '../recommenders/models/genre-content.ts';
import { defaultIals, fitIals, ials } from '../recommenders/models/implicit-als.ts';
import { popularityOf } from '../recommenders/models/popularity.ts';
import type { GenreTfidf } from '../recommenders/models/tfidf.ts';
import type { Person, Recommender } from '../recommenders/recommender.ts';
import { placeOf, topItems } from '../recommenders/top-items.ts';
import { withoutUsers } from './cold-start-users.ts';
import { ndcg, precision, recall } from './metrics.ts';
import { tiedTop } from './tied-list.ts';

/** One in this many of a user's ratings is a test rating: the latest ones. */
const TEST_SHARE = 5;

/** A user's ratings in the order in which they were given. Columns of equal length. */
export interface UserHistory {
  /** `[n]` item index */
  readonly item: Int32Array;
  /** `[n]` stars */
  readonly value: Float32Array;
  /** `[n]` seconds since 1970, 0 where unknown */
  readonly time: Uint32Array;
  /** False if the ratings have no dates. The order is random then, but always the same for a user. */
  readonly dated: boolean;
  /** The first `trainCount` ratings are the train part, the later ones the test part. */
  readonly trainCount: number;
}

/** A user's ratings by time. Ratings of the same time are in the order of the items. */
export function historyOf({ rowStart, item, value, time }: Ratings, user: number): UserHistory {
  const [from, to] = [rowStart[user], rowStart[user + 1]];
  const all = Int32Array.from({ length: to - from }, (_, n) => from + n);
  const dated = all.some((n) => time[n] !== 0);
  const order = dated ? all.sort((a, b) => time[a] - time[b] || a - b) : createRandom(user).shuffle(all);
  return {
    item: Int32Array.from(order, (n) => item[n]),
    value: Float32Array.from(order, (n) => value[n]),
    time: Uint32Array.from(order, (n) => time[n]),
    dated,
    trainCount: order.length - Math.floor(order.length / TEST_SHARE),
  };
}

/** The held-out user as a person with the train part of the ratings. */
export function heldOutUserOf({ item, value, trainCount }: UserHistory): Person {
  return { ratings: { item: item.slice(0, trainCount), value: value.slice(0, trainCount) }, genres: [] };
}

/** Measures of the list of one user. */
export interface Success {
  readonly ndcg: number;
  readonly precision: number;
  readonly recall: number;
}

/** The list of a held-out user, and the ranks of their test movies. */
export interface Outcome {
  /** Item indices, best first. */
  readonly top: readonly number[];
  /** Rank of each test movie among all movies outside the train part, in the order of the history; 1 is the best. */
  readonly places: readonly number[];
  /** Null if the user liked none of the test movies. */
  readonly success: Success | null;
}

/**
 * Ranks for a held-out user by the train part and measures the list by the test part.
 * @param k length of the list that is measured
 * @param shown length of the list that is returned
 */
export function outcomeOf(recommender: Recommender, history: UserHistory, k: number, shown: number): Outcome {
  const { item, value, trainCount } = history;
  const person = heldOutUserOf(history);
  const scores = recommender.score(person);
  const known = new Set(person.ratings.item);
  const measured = tiedTop(scores, k, known);
  const test = [...item.subarray(trainCount)];
  const relevant = new Set(test.filter((_, n) => value[trainCount + n] >= LIKED));
  return {
    top: topItems(scores, shown, known),
    places: test.map((i) => placeOf(scores, i, known)),
    success:
      relevant.size === 0
        ? null
        : {
            ndcg: ndcg(measured, relevant, k),
            precision: precision(measured, relevant, k),
            recall: recall(measured, relevant, k),
          },
  };
}

/** Recommenders that were fitted without one user, as if the user had joined afterwards. */
export interface LeaveUserOut {
  /** EASE without the user: exact and immediate. */
  ease(): Recommender;
  /**
   * Implicit ALS, fitted again without the user; takes seconds.
   * @param onProgress called after each sweep; may throw to give up
   */
  ials(onProgress: (done: number, sweeps: number) => void): Promise<Recommender>;
  /**
   * The weighted hybrid of both with genres and popularity. It lacks the component of stars, because the trained model
   * has seen the user and training it again takes too long, and the component of viewing, which would take as long as
   * `ials` again.
   * @param refitted the result of `ials`
   */
  hybrid(refitted: Recommender): Recommender;
}

/** @param fitted EASE of all users @param user index of the user who is left out */
export function leaveUserOut(
  dataset: Dataset,
  tfidf: GenreTfidf,
  fitted: EaseRecommender,
  user: number,
): LeaveUserOut {
  const { ratings } = dataset;
  const others = once(() => withoutUsers(ratings, new Set([user])));
  const easeAlone = once(() => fitted.without(user));
  return {
    ease: easeAlone,
    async ials(onProgress) {
      const { sweeps } = defaultIals;
      const work = { onProgress: (share: number) => onProgress(Math.round(share * sweeps), sweeps) };
      return ials(await fitIals(boundedRatings(others()), defaultIals, work));
    },
    hybrid(refitted) {
      const set = {
        ials: refitted,
        ease: easeAlone(),
        content: content(tfidf),
        popularity: popularityOf({ ...dataset, ratings: others() }),
      };
      return { score: (person) => hybridScores(set, person).total };
    },
  };
}
