import { rowsTimes } from '../../base/matrix-vector.ts';
import type { Person, PersonRatings, Recommender } from '../recommender.ts';
import { type SasrecArrays, type SasrecShape, sasrecForward } from './sasrec-network.ts';

/** A trained self-attentive network. */
export interface SasrecModel {
  readonly shape: SasrecShape;
  /** How many movies the data set has. */
  readonly items: number;
  /** Item index of each movie that the network knows. `[shape.movies]` */
  readonly known: Int32Array;
  readonly arrays: SasrecArrays;
}

/**
 * SASRec (Kang & McAuley 2018): the score of a movie is the product of its embedding with the network's view of the last
 * movies that the person rated, in their order. Movies that the network does not know get the lowest score of those that
 * it does. Without a known movie all scores are equal.
 */
export function sasrec(model: SasrecModel): Recommender {
  const { shape, known, items, arrays } = model;
  const rowOf = rowsOf(model);
  return {
    score({ ratings }: Person) {
      const sequence = lastMovies(ratings, rowOf, shape.length);
      const scores = new Float32Array(items);
      if (sequence.length === 0) return scores;
      const d = shape.width;
      const hidden = sasrecForward(shape, arrays, sequence).subarray((sequence.length - 1) * d);
      const products = new Float32Array(shape.movies);
      rowsTimes(arrays.movies, Float64Array.from(hidden), products);
      scores.fill(products.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY));
      known.forEach((item, row) => {
        scores[item] = products[row];
      });
      return scores;
    },
  };
}

/** The row of each item, -1 for one that the network does not know. @returns `[items]` */
function rowsOf({ items, known }: Pick<SasrecModel, 'items' | 'known'>): Int32Array {
  const rowOf = new Int32Array(items).fill(-1);
  known.forEach((item, row) => {
    rowOf[item] = row;
  });
  return rowOf;
}

/** The rows of the last known movies, the oldest first. Ratings of one moment keep their order. */
function lastMovies({ item, time }: PersonRatings, rowOf: Int32Array, length: number): Int32Array {
  const order = Int32Array.from(item, (_, n) => n);
  if (time !== undefined) order.sort((a, b) => time[a] - time[b] || a - b);
  return Int32Array.from(order.filter((n) => rowOf[item[n]] >= 0).subarray(-length), (n) => rowOf[item[n]]);
}
