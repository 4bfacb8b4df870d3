import { LIKED } from '../../base/liked.ts';
import { memoize, once } from '../../base/memoize.ts';
import { recommenderInfo } from '../../protocol/recommender-catalog.ts';
import type { SingleDescriptor } from '../descriptor.ts';
import { type Explain, strongest } from '../explanation.ts';
import type { Person, Recommender } from '../recommender.ts';
import {
  decoderUnits,
  encoderSum,
  type MultVaeModel,
  type MultVaeShape,
  movieLogits,
  multVaeArrays,
} from './mult-vae-network.ts';
import { type NetworkRecommender, networkCodec, trainedOnRequest } from './network-recommender.ts';
import { rowsOf, scoresOfAll } from './trained-network.ts';

/** Mult-VAE, with what it would say without one of the ratings. */
interface MultVaeRecommender extends NetworkRecommender<'mult-vae'> {
  /**
   * By how much the score of an item, above the mean score of all movies that the network knows, would fall without each
   * rating. The effects do not sum up to the score, since the network is not linear.
   * @returns `[n]`, in the order of `person.ratings`; zero where a rating is not read
   */
  effects(person: Person, item: number): Float32Array;
}

/**
 * Mult-VAE (Liang, Krishnan, Hoffman & Jebara 2018, "Variational Autoencoders for Collaborative Filtering"): the score of a
 * movie is its logit under the multinomial that the decoder makes of the mean of the person's taste z. The input is what
 * they like, as ones scaled to length 1: movies with four stars or more, and those that are liked without stars. Movies that
 * the network does not know get the lowest score of those that it does. For a person who likes nothing that it knows, all
 * scores are equal.
 */
export function multVae(model: MultVaeModel): MultVaeRecommender {
  const { shape, items, arrays } = model;
  const { width } = shape;
  const rowOf = rowsOf(model);
  const meanMovie = once(() => meanRow(model));

  /** The decoder's units without each rating that is read, side by side; by position of the rating. */
  const unitsWithout = memoize(1, (person: Person) => {
    const { rows, positions } = readOf(person, rowOf);
    const sum = encoderSum(shape, arrays, rows);
    const without = positions.map((position, n): [number, Float64Array] => {
      const rest = sum.map((value, k) => value - arrays.encoder[rows[n] * width + k]);
      return [position, decoderUnits(shape, arrays, rest, rows.length - 1)];
    });
    return { all: decoderUnits(shape, arrays, sum, rows.length), without };
  });

  return {
    network: 'mult-vae',
    model,
    score(person) {
      const { rows } = readOf(person, rowOf);
      if (rows.length === 0) return new Float32Array(items);
      const units = decoderUnits(shape, arrays, encoderSum(shape, arrays, rows), rows.length);
      return scoresOfAll(model, movieLogits(shape, arrays, units));
    },
    effects(person, item) {
      const result = new Float32Array(person.ratings.item.length);
      const row = rowOf[item];
      if (row < 0) return result;
      const { all, without } = unitsWithout(person);
      const beyond = meanMovie().map((mean, k) => arrays.movies[row * width + k] - mean);
      const above = (units: Float64Array) => units.reduce((sum, unit, k) => sum + unit * beyond[k], 0);
      const whole = above(all);
      for (const [position, units] of without) result[position] = whole - above(units);
      return result;
    },
  };
}

/** The mean of the rows of all movies. @returns `[width]` */
function meanRow({ shape: { movies, width }, arrays }: MultVaeModel): Float64Array {
  const mean = new Float64Array(width);
  for (let at = 0; at < arrays.movies.length; at++) mean[at % width] += arrays.movies[at] / movies;
  return mean;
}

/** What the network reads of a person. */
interface Read {
  /** Rows of the movies: those with ratings first. */
  readonly rows: Int32Array;
  /** Where the first of them stand among the ratings. */
  readonly positions: readonly number[];
}

function readOf({ ratings: { item, value }, unrated }: Person, rowOf: Int32Array): Read {
  const positions = [...item.keys()].filter((n) => value[n] >= LIKED && rowOf[item[n]] >= 0);
  const liked = (unrated?.liked ?? new Int32Array(0)).filter((i) => rowOf[i] >= 0);
  return { rows: Int32Array.from([...positions.map((n) => item[n]), ...liked], (i) => rowOf[i]), positions };
}

/** The items that the network reads: those with ratings, the newest first, then those without stars. */
export function readByMultVae(model: MultVaeModel, person: Person): Int32Array {
  const { rows, positions } = readOf(person, rowsOf(model));
  const { time } = person.ratings;
  const when = (n: number) => (time === undefined ? positions[n] : time[positions[n]]);
  const order = [...positions.keys()].sort((a, b) => when(b) - when(a) || b - a);
  const unrated = [...rows.keys()].slice(positions.length);
  return Int32Array.from([...order, ...unrated], (n) => model.known[rows[n]]);
}

export const multVaeCodec = networkCodec<MultVaeShape>('mult-vae', ['width', 'latent'], multVaeArrays);

function hasEffects(recommender: Recommender): recommender is MultVaeRecommender {
  return 'effects' in recommender;
}

/** By the ratings without which the score would fall most. */
const explain: Explain = ({ recommender }, person, item) => {
  if (!hasEffects(recommender)) return null;
  const because = strongest(recommender.effects(person, item));
  return because.length > 0 ? { kind: 'rated', because } : null;
};

export const multVaeDescriptor: SingleDescriptor = {
  ...recommenderInfo['mult-vae'],
  ...trainedOnRequest('mult-vae', multVaeCodec, multVae, {
    message: 'The network of tastes has not been trained for this data set yet.',
    advice: 'Start it on the page “Deep taste”, under Training.',
  }),
  explain,
};
