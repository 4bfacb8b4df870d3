import { memoize, once } from '../../base/memoize.ts';
import { recommenderInfo } from '../../protocol/recommender-catalog.ts';
import type { SingleDescriptor } from '../descriptor.ts';
import { type Explain, strongest } from '../explanation.ts';
import { preference } from '../preference.ts';
import type { Person, Recommender } from '../recommender.ts';
import { LIKED_PREFERENCE } from '../unrated.ts';
import {
  decoderUnits,
  encoderSum,
  type MultVaeModel,
  type MultVaeShape,
  movieLogits,
  multVaeArrays,
  unitsOf,
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
 * they like, scaled to length 1: the graded preference of each rating, and `LIKED_PREFERENCE` of movies that are liked without
 * stars. Movies that the network does not know get the lowest score of those that it does. For a person who likes nothing that
 * it knows, all scores are equal.
 */
export function multVae(model: MultVaeModel): MultVaeRecommender {
  const { shape, items, arrays } = model;
  const units = unitsOf(shape);
  const rowOf = rowsOf(model);
  const meanMovie = once(() => meanRow(model));

  /** The decoder's units without each rating that is read, side by side; by position of the rating. */
  const unitsWithout = memoize(1, (person: Person) => {
    const { rows, weight, positions } = readOf(person, rowOf);
    const sum = encoderSum(shape, arrays, rows, weight);
    const without = positions.map((position, n): [number, Float64Array] => {
      const own = encoderSum(shape, arrays, rows.subarray(n, n + 1), [weight[n]]);
      const rest = sum.map((value, k) => value - own[k]);
      return [position, decoderUnits(shape, arrays, rest, Math.hypot(...weight.filter((_, at) => at !== n)))];
    });
    return { all: decoderUnits(shape, arrays, sum, Math.hypot(...weight)), without };
  });

  return {
    network: 'mult-vae',
    model,
    score(person) {
      const { rows, weight } = readOf(person, rowOf);
      if (rows.length === 0) return new Float32Array(items);
      const sum = encoderSum(shape, arrays, rows, weight);
      const found = decoderUnits(shape, arrays, sum, Math.hypot(...weight));
      return scoresOfAll(model, movieLogits(shape, arrays, found));
    },
    effects(person, item) {
      const result = new Float32Array(person.ratings.item.length);
      const row = rowOf[item];
      if (row < 0) return result;
      const { all, without } = unitsWithout(person);
      const beyond = meanMovie().map((mean, k) => arrays.movies[row * units + k] - mean);
      const above = (of: Float64Array) => of.reduce((sum, unit, k) => sum + unit * beyond[k], 0);
      const whole = above(all);
      for (const [position, rest] of without) result[position] = whole - above(rest);
      return result;
    },
  };
}

/** The mean of the rows of all movies. @returns `[units]` */
function meanRow({ shape, arrays }: MultVaeModel): Float64Array {
  const units = unitsOf(shape);
  const mean = new Float64Array(units);
  for (let at = 0; at < arrays.movies.length; at++) mean[at % units] += arrays.movies[at] / shape.movies;
  return mean;
}

/** What the network reads of a person. */
interface Read {
  /** Rows of the movies: those with ratings first. */
  readonly rows: Int32Array;
  /** How much each is preferred, above 0. `[rows.length]` */
  readonly weight: readonly number[];
  /** Where the first of them stand among the ratings. */
  readonly positions: readonly number[];
}

function readOf({ ratings: { item, value }, unrated }: Person, rowOf: Int32Array): Read {
  const positions = [...item.keys()].filter((n) => preference(value[n]) > 0 && rowOf[item[n]] >= 0);
  const liked = (unrated?.liked ?? new Int32Array(0)).filter((i) => rowOf[i] >= 0);
  const rows = Int32Array.from([...positions.map((n) => item[n]), ...liked], (i) => rowOf[i]);
  const weight = [
    ...positions.map((n) => preference(value[n])),
    ...Array.from(liked, () => LIKED_PREFERENCE),
  ];
  return { rows, weight, positions };
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

export const multVaeCodec = networkCodec<MultVaeShape>('mult-vae', ['width', 'latent'], multVaeArrays, [
  'width',
]);

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
