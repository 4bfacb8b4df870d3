import { memoize } from '../../base/memoize.ts';
import { byItem, type Ratings } from '../../dataset/dataset.ts';
import { recommenderInfo } from '../../protocol/recommender-catalog.ts';
import { boundedRatings } from '../bounded-ratings.ts';
import type { SingleDescriptor } from '../descriptor.ts';
import { preference } from '../preference.ts';
import type { PersonRatings, Recommender } from '../recommender.ts';
import { agesOf, orderOf } from './rating-order.ts';

interface DecayOptions {
  /** After so many further ratings one of the person's counts half. */
  readonly ownHalf: number;
  /** Two movies that a user rated so many ratings apart count half as much for their similarity. */
  readonly pairHalf: number;
  /** A similarity on so much evidence is halved. */
  readonly shrinkage: number;
}

/** Chosen by NDCG@10 of the last but one rating of each user of MovieLens 100K and of the built-in data. */
const defaultDecay: DecayOptions = { ownHalf: 3, pairHalf: 8, shrinkage: 1 };

/** Ratings that count less than this are left out. */
const LEAST = 1e-3;
/** Movies whose similarities are remembered. */
const REMEMBERED = 512;

/**
 * Item-item model with time decay (Ding & Li 2005): `score_j = Σ_i w_i 2^(-a_i/h) s_ij` over the person's ratings, with the
 * preference w and the age a, counted in further ratings. The similarity is the cosine of preferences in which two ratings of
 * a user count the less the further they are apart:
 * `s_ij = n_ij / (n_ij + shrinkage) · n_ij / (|i| |j|)` with `n_ij = Σ_u w_ui w_uj 2^(-|a_ui - a_uj|/g)`.
 */
export function decayedItems(ratings: Ratings, options: DecayOptions = defaultDecay): Recommender {
  const { ownHalf } = options;
  const similarTo = similarities(ratings, options);
  const weightsOf = memoize(1, (own: PersonRatings) => {
    const ages = agesOf(own);
    return Float32Array.from(own.value, (stars, n) => {
      const weight = preference(stars) * 2 ** (-ages[n] / ownHalf);
      return weight < LEAST ? 0 : weight;
    });
  });

  return {
    score({ ratings: own }) {
      const scores = new Float32Array(ratings.items);
      weightsOf(own).forEach((weight, n) => {
        if (weight === 0) return;
        const similar = similarTo(own.item[n]);
        for (let j = 0; j < scores.length; j++) scores[j] += weight * similar[j];
      });
      return scores;
    },
    contributions({ ratings: own }, of) {
      const parts = weightsOf(own).map((weight, n) => {
        if (weight === 0) return 0;
        const similar = similarTo(own.item[n]);
        const value = of === 'mean' ? similar.reduce((sum, s) => sum + s, 0) / ratings.items : similar[of];
        return weight * value;
      });
      return { base: 0, parts };
    },
  };
}

/** The decayed cosine of a movie with every other, computed when it is first asked for. @returns `[items]` */
function similarities(
  ratings: Ratings,
  { pairHalf, shrinkage }: DecayOptions,
): (item: number) => Float32Array {
  const order = orderOf(ratings);
  const columns = byItem(ratings);
  const liked = ratings.value.map(preference);
  const length = new Float64Array(ratings.items);
  ratings.item.forEach((i, n) => {
    length[i] += liked[n] ** 2;
  });
  for (let i = 0; i < length.length; i++) length[i] = Math.sqrt(length[i]);
  /** `[nnz]` by place; ratings of the same second share the middle of their group. */
  const middle = Float32Array.from(
    order.groupStart,
    (start, place) => (start + order.groupEnd[place] - 1) / 2,
  );
  const decay = Float64Array.from({ length: 4096 }, (_, halves) => 2 ** (-halves / (2 * pairHalf)));

  return memoize(REMEMBERED, (item: number) => {
    const common = new Float64Array(ratings.items);
    for (let c = columns.colStart[item]; c < columns.colStart[item + 1]; c++) {
      const n = columns.position[c];
      if (liked[n] === 0) continue;
      const at = middle[order.placeOf[n]];
      const user = columns.user[c];
      for (let place = ratings.rowStart[user]; place < ratings.rowStart[user + 1]; place++) {
        const other = order.sequence[place];
        // Middles are multiples of a half.
        const apart = decay[2 * Math.abs(middle[place] - at)] ?? 0;
        common[ratings.item[other]] += liked[n] * liked[other] * apart;
      }
    }
    common[item] = 0;
    return Float32Array.from(common, (n, j) =>
      n === 0 ? 0 : (n / (n + shrinkage)) * (n / (length[item] * length[j])),
    );
  });
}

export const decayDescriptor: SingleDescriptor = {
  ...recommenderInfo.decay,
  fit: async ({ dataset: { ratings } }) => decayedItems(boundedRatings(ratings)),
};
