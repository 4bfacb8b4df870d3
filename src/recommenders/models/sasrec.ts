import { rowsTimes } from '../../base/matrix-vector.ts';
import { Problem } from '../../base/problem.ts';
import { recommenderInfo } from '../../protocol/recommender-catalog.ts';
import type { ModelCodec, SingleDescriptor } from '../descriptor.ts';
import type { Explain } from '../explanation.ts';
import type { Person, PersonRatings, Recommender } from '../recommender.ts';
import { type SasrecModel, type SasrecShape, sasrecArrays, sasrecForward } from './sasrec-network.ts';

/**
 * SASRec (Kang & McAuley 2018): the score of a movie is the product of its embedding with the network's view of the last
 * movies that the person rated, in their order. Movies that the network does not know get the lowest score of those that
 * it does. Without a known movie all scores are equal.
 */
export function sasrec(model: SasrecModel): SequenceRecommender {
  const { shape, known, items, arrays } = model;
  const rowOf = rowsOf(model);
  return {
    model,
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

/** The items that the network looks at, the oldest first. */
export function lookedAt(model: SasrecModel, ratings: PersonRatings): Int32Array {
  return lastMovies(ratings, rowsOf(model), model.shape.length).map((row) => model.known[row]);
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

/** A shape that was stored; null where it makes no sense. */
function shapeOf(stored: Readonly<Record<string, unknown>>): SasrecShape | null {
  const { movies, length, width, blocks } = stored;
  const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;
  if (!isCount(movies) || !isCount(length) || !isCount(width) || !isCount(blocks)) return null;
  return { movies, length, width, blocks };
}

export const sasrecCodec: ModelCodec<SasrecModel> = {
  name: 'sasrec',
  encode: ({ shape, items, known, arrays }) => ({ meta: { ...shape, items }, arrays: { ...arrays, known } }),
  decode({ meta, array }) {
    const shape = shapeOf(meta);
    const { items } = meta;
    if (shape === null || typeof items !== 'number') return null;
    const known = array('known', Int32Array, shape.movies);
    if (known.some((item) => item < 0 || item >= items)) return null;
    const arrays = Object.fromEntries(
      sasrecArrays(shape).map(([name, size]) => [
        name,
        array(
          name,
          Float32Array,
          size.reduce((product, n) => product * n, 1),
        ),
      ]),
    );
    return { shape, items, known, arrays };
  },
};

/** A recommender that knows its model. */
export interface SequenceRecommender extends Recommender {
  readonly model: SasrecModel;
}

export function isSequence(recommender: Recommender): recommender is SequenceRecommender {
  return 'model' in recommender;
}

/** What it looked at last. The weights of attention say where it looked, not why it ranks a movie, so they are not named. */
const explain: Explain = ({ recommender }, { ratings }) => {
  if (!isSequence(recommender)) return null;
  const last = [...lastPositions(ratings, rowsOf(recommender.model), 2)].reverse();
  return last.length === 0 ? null : { kind: 'order', last };
};

export const sasrecDescriptor: SingleDescriptor = {
  ...recommenderInfo.sasrec,
  async fit({ dataset: { ratings }, trainSequence, imported }) {
    if (trainSequence !== undefined) return sasrec(await trainSequence(ratings));
    const stored = await imported(sasrecCodec.name);
    const model = stored === null ? null : sasrecCodec.decode(stored);
    if (model !== null && model.items === ratings.items) return sasrec(model);
    throw new Problem(
      'settings',
      'The order of films has not been learned for this data set yet.',
      'Start it on the page “In order”, under Training.',
    );
  },
  imported: {
    name: sasrecCodec.name,
    decode(stored, ratings) {
      const model = sasrecCodec.decode(stored);
      return model?.items === ratings.items ? sasrec(model) : null;
    },
  },
  explain,
};
