import { rowsTimes } from '../../base/matrix-vector.ts';
import { recommenderInfo } from '../../protocol/recommender-catalog.ts';
import type { SingleDescriptor } from '../descriptor.ts';
import type { Explain } from '../explanation.ts';
import type { Person, PersonRatings } from '../recommender.ts';
import { isNetwork, type NetworkRecommender, networkCodec, trainedOnRequest } from './network-recommender.ts';
import { type SasrecModel, type SasrecShape, sasrecArrays, sasrecForward } from './sasrec-network.ts';
import { rowsOf, scoresOfAll } from './trained-network.ts';

/**
 * SASRec (Kang & McAuley 2018): the score of a movie is the product of its embedding with the network's view of the last
 * movies that the person rated, in their order. Movies that the network does not know get the lowest score of those that
 * it does. Without a known movie all scores are equal.
 */
export function sasrec(model: SasrecModel): NetworkRecommender<'sasrec'> {
  const { shape, items, arrays } = model;
  const rowOf = rowsOf(model);
  return {
    network: 'sasrec',
    model,
    score({ ratings }: Person) {
      const sequence = lastMovies(ratings, rowOf, shape.length);
      if (sequence.length === 0) return new Float32Array(items);
      const d = shape.width;
      const hidden = sasrecForward(shape, arrays, sequence).subarray((sequence.length - 1) * d);
      const products = new Float32Array(shape.movies);
      rowsTimes(arrays.movies, Float64Array.from(hidden), products);
      return scoresOfAll(model, products);
    },
  };
}

/** The items that the network looks at, the newest first. */
export function readBySasrec(model: SasrecModel, { ratings }: Person): Int32Array {
  return lastMovies(ratings, rowsOf(model), model.shape.length)
    .map((row) => model.known[row])
    .reverse();
}

/** The rows of the last known movies, the oldest first. */
function lastMovies(ratings: PersonRatings, rowOf: Int32Array, length: number): Int32Array {
  return lastPositions(ratings, rowOf, length).map((n) => rowOf[ratings.item[n]]);
}

/** Where the last known movies stand among the ratings, the oldest first. Ratings of one moment keep their order. */
function lastPositions({ item, time }: PersonRatings, rowOf: Int32Array, length: number): Int32Array {
  const order = Int32Array.from(item, (_, n) => n).filter((n) => rowOf[item[n]] >= 0);
  if (time !== undefined) order.sort((a, b) => time[a] - time[b] || a - b);
  return order.subarray(-length);
}

export const sasrecCodec = networkCodec<SasrecShape>('sasrec', ['length', 'width', 'blocks'], sasrecArrays);

/** What it looked at last. The weights of attention say where it looked, not why it ranks a movie, so they are not named. */
const explain: Explain = ({ recommender }, { ratings }) => {
  if (!isNetwork(recommender, 'sasrec')) return null;
  const last = [...lastPositions(ratings, rowsOf(recommender.model), 2)].reverse();
  return last.length === 0 ? null : { kind: 'order', last };
};

export const sasrecDescriptor: SingleDescriptor = {
  ...recommenderInfo.sasrec,
  ...trainedOnRequest('sasrec', sasrecCodec, sasrec, {
    message: 'The order of films has not been learned for this data set yet.',
    advice: 'Start it on the page “In order”, under Training.',
  }),
  explain,
};
