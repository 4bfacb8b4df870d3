import { memoize } from '../../base/memoize.ts';
import { byItem, type Ratings } from '../../dataset/dataset.ts';
import { recommenderInfo } from '../../protocol/recommender-catalog.ts';
import { boundedRatings } from '../bounded-ratings.ts';
import type { SingleDescriptor } from '../descriptor.ts';
import { preference } from '../preference.ts';
import type { Recommender } from '../recommender.ts';
import { lastOf, orderOf } from './rating-order.ts';

interface MarkovOptions {
  /** So many steps by popularity are added to those that were seen after a movie. */
  readonly smoothing: number;
}

/** Chosen by NDCG@10 of the last but one rating of each user of MovieLens 100K and of the built-in data. */
const defaultMarkov: MarkovOptions = { smoothing: 60 };

/** Movies whose steps are remembered. */
const REMEMBERED = 512;

/** What was seen after one movie. */
interface Steps {
  /** `[items]` expected number of steps to each movie, each counted by how much the next movie was liked */
  readonly to: Float64Array;
  readonly all: number;
}

/**
 * First-order Markov chain (Shani, Heckerman & Brafman 2005): what people liked right after the movie that the person rated
 * last. With `C_ij` for steps from movie i to movie j, liked with preference w, and `q_j` for j's share of all preferences,
 * `score_j = (C_ij + s q_j) / (C_i + s)`. Ratings of the same second have no order: a step is counted by its probability over
 * all orders, and where several movies may be the last one, the score is the mean over them.
 */
export function markovChain(ratings: Ratings, { smoothing }: MarkovOptions = defaultMarkov): Recommender {
  const order = orderOf(ratings);
  const columns = byItem(ratings);
  const liked = ratings.value.map(preference);
  const share = new Float64Array(ratings.items);
  const sum = liked.reduce((all, w) => all + w, 0);
  ratings.item.forEach((i, n) => {
    share[i] += liked[n] / Math.max(sum, Number.MIN_VALUE);
  });
  const shares = share.reduce((all, q) => all + q, 0);
  const stepsFrom = memoize(REMEMBERED, (item: number): Steps => {
    const to = new Float64Array(ratings.items);
    for (let c = columns.colStart[item]; c < columns.colStart[item + 1]; c++) {
      const place = order.placeOf[columns.position[c]];
      const [start, end] = [order.groupStart[place], order.groupEnd[place]];
      const size = end - start;
      for (let p = start; p < end; p++) if (p !== place) step(to, p, 1 / size);
      if (end === ratings.rowStart[columns.user[c] + 1]) continue;
      const next = order.groupEnd[end];
      for (let p = end; p < next; p++) step(to, p, 1 / (size * (next - end)));
    }
    return { to, all: to.reduce((all, steps) => all + steps, 0) };
  });

  function step(to: Float64Array, place: number, probability: number): void {
    const n = order.sequence[place];
    to[ratings.item[n]] += probability * liked[n];
  }

  return {
    score({ ratings: own }) {
      const scores = Float32Array.from(share);
      const last = lastOf(own);
      if (last.length === 0) return scores;
      scores.fill(0);
      for (const n of last) {
        const { to, all } = stepsFrom(own.item[n]);
        const weight = 1 / (last.length * (all + smoothing));
        for (let j = 0; j < scores.length; j++) scores[j] += weight * (to[j] + smoothing * share[j]);
      }
      return scores;
    },
    contributions({ ratings: own }, of) {
      const parts = new Float32Array(own.item.length);
      const last = lastOf(own);
      const popular = of === 'mean' ? shares / ratings.items : share[of];
      let base = last.length === 0 ? popular : 0;
      for (const n of last) {
        const { to, all } = stepsFrom(own.item[n]);
        const weight = 1 / (last.length * (all + smoothing));
        parts[n] = weight * (of === 'mean' ? all / ratings.items : to[of]);
        base += weight * smoothing * popular;
      }
      return { base, parts };
    },
  };
}

export const markovDescriptor: SingleDescriptor = {
  ...recommenderInfo.markov,
  fit: async ({ dataset: { ratings } }) => markovChain(boundedRatings(ratings)),
};
