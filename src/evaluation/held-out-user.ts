import { LIKED } from '../base/liked.ts';
import { once } from '../base/memoize.ts';
import { createRandom } from '../base/random.ts';
import type { Dataset, Ratings } from '../dataset/dataset.ts';
import { hybridScores } from '../recommenders/hybrid/weighted-hybrid.ts';
import { type EaseRecommender, ease } from '../recommenders/models/ease.ts';
import { easeWithout } from '../recommenders/models/ease-leave-user-out.ts';
import { content } from '../recommenders/models/genre-content.ts';
import { defaultIals, fitIals, ials } from '../recommenders/models/implicit-als.ts';
import { popularity } from '../recommenders/models/popularity.ts';
import type { GenreTfidf } from '../recommenders/models/tfidf.ts';
import type { Person, Recommender } from '../recommenders/recommender.ts';
import { placeOf, topItems } from '../recommenders/top-items.ts';
import { without } from './cold-start-users.ts';
import { ndcg, precision, recall } from './metrics.ts';

/** Share of a user's ratings that the recommender is not told, the latest ones: one in so many. */
const HELD = 5;

/** A user's ratings as they came. Columns of equal length. */
export interface History {
  /** `[n]` item index */
  readonly item: Int32Array;
  /** `[n]` stars */
  readonly value: Float32Array;
  /** `[n]` seconds since 1970, 0 where unknown */
  readonly time: Uint32Array;
  /** False where the data set holds no dates; the order is random then, the same at every look. */
  readonly dated: boolean;
  /** So many are told; what comes after happened later. */
  readonly told: number;
}

/** A user's ratings by time; of equal times the order is that of the films. */
export function historyOf({ rowStart, item, value, time }: Ratings, user: number): History {
  const [from, to] = [rowStart[user], rowStart[user + 1]];
  const all = Int32Array.from({ length: to - from }, (_, n) => from + n);
  const dated = all.some((n) => time[n] !== 0);
  const order = dated ? all.sort((a, b) => time[a] - time[b] || a - b) : createRandom(user).shuffle(all);
  return {
    item: Int32Array.from(order, (n) => item[n]),
    value: Float32Array.from(order, (n) => value[n]),
    time: Uint32Array.from(order, (n) => time[n]),
    dated,
    told: order.length - Math.floor(order.length / HELD),
  };
}

/** The user as a stranger who has given the earlier ratings. */
export function heldOutUserOf({ item, value, told }: History): Person {
  return { ratings: { item: item.slice(0, told), value: value.slice(0, told) }, genres: [] };
}

/** What a list does for one user; null where none of the later films was liked. */
export interface Success {
  readonly ndcg: number;
  readonly precision: number;
  readonly recall: number;
}

/** A stranger's list and where the films that they rated later stand in it. */
export interface Outcome {
  /** Best first. */
  readonly top: readonly number[];
  /** Place of each later film among all that were not told, in the order of the history. */
  readonly places: readonly number[];
  readonly success: Success | null;
}

/** @param k length of the list that is measured @param shown length of the list */
export function outcomeOf(recommender: Recommender, history: History, k: number, shown: number): Outcome {
  const { item, value, told } = history;
  const person = heldOutUserOf(history);
  const scores = recommender.score(person);
  const known = new Set(person.ratings.item);
  const top = topItems(scores, Math.max(k, shown), known);
  const later = [...item.subarray(told)];
  const relevant = new Set(later.filter((_, n) => value[told + n] >= LIKED));
  return {
    top: top.slice(0, shown),
    places: later.map((i) => placeOf(scores, i, known)),
    success:
      relevant.size === 0
        ? null
        : {
            ndcg: ndcg(top, relevant, k),
            precision: precision(top, relevant, k),
            recall: recall(top, relevant, k),
          },
  };
}

/** Recommenders that have not seen a user: as if the user had come after everything was fitted. */
export interface LeaveUserOut {
  /** Exact, at once. */
  ease(): Recommender;
  /** Fitted anew without the user; takes seconds. @param progress told after each sweep; what it throws ends the fit */
  ials(progress: (done: number, sweeps: number) => void): Promise<Recommender>;
  /**
   * The hybrid of the two with genres and popularity. It has no voice of stars: the trained model has seen the user, and
   * to train it anew takes too long for one look; nor that of viewing, which would take as long as `ials` again.
   */
  hybrid(of: Recommender): Recommender;
}

export function leaveUserOut(
  { ratings }: Dataset,
  tfidf: GenreTfidf,
  fitted: EaseRecommender,
  user: number,
): LeaveUserOut {
  const others = once(() => without(ratings, new Set([user])));
  const easeAlone = once(() => ease(easeWithout(fitted.model, ratings, user), ratings));
  return {
    ease: easeAlone,
    ials: async (progress) => ials(await fitIals(others(), defaultIals, progress)),
    hybrid(fittedAnew) {
      const set = {
        ials: fittedAnew,
        ease: easeAlone(),
        content: content(tfidf),
        popularity: popularity(others()),
      };
      return { score: (person) => hybridScores(set, person).total };
    },
  };
}
