import { type MakeProduct, plainProduct } from '../../base/matrix-vector.ts';
import { memoize, once } from '../../base/memoize.ts';
import type { Random } from '../../base/random.ts';
import type { Movie, Ratings } from '../../dataset/dataset.ts';
import { countsIn } from '../../dataset/statistics.ts';
import type { RecommenderInfo } from '../../protocol/recommender-catalog.ts';
import type { SingleDescriptor } from '../descriptor.ts';
import { explainByStars } from '../explanation.ts';
import type { Belief } from '../lists/information-gain.ts';
import type { VectorRows } from '../neighbours/neighbour-index.ts';
import type { Contributions, Person, Recommender, Target } from '../recommender.ts';
import type { FactorModel, PosteriorModel, StarsModel } from './factor-model.ts';
import { genreShares, genreSharesByCount } from './favourite-genres.ts';
import { binOfCount, countsOf } from './interval-scale.ts';
import { beliefOf, cosinesOf, factorContributions, foldIn, predictStars } from './matrix-factorization.ts';
import { type FeatureSource, featureRow } from './person-features.ts';
import {
  beliefsOf,
  type FoldedIn,
  foldInDraws,
  personVariance,
  posteriorContributions,
  systemTerms,
  targetRows,
} from './posterior-fold-in.ts';
import { sampledStars } from './posterior-sample.ts';
import { expectedOfAll, type StackedDraws, stackDraws } from './stacked-draws.ts';
import type { GenreTfidf } from './tfidf.ts';

/** What a model predicts for one person. */
export interface StarPrediction {
  /** Clipped to 0.5-5, one for each requested item. */
  readonly stars: Float32Array;
  /**
   * Standard deviation of the n-th of the expected stars: over the draws, and from the uncertainty about the person.
   * Computed on request, because only a few movies are shown. Null for a model without draws.
   */
  readonly spread: ((n: number) => number) | null;
  /** Standard deviation of this person's ratings around the true stars; null where the model has no noise. */
  readonly noise: number | null;
  /**
   * Standard deviation of this person's own rating around the n-th of the expected stars, of which spread and noise are
   * the parts, scaled so that 80 % intervals hold 80 % of the ratings of movies rated as often. Null for a model without draws.
   */
  readonly deviation: ((n: number) => number) | null;
  /**
   * The expected stars in one draw from the posterior, not clipped, for the same items as `stars`: what Thompson sampling
   * chooses by. Null for a model without draws.
   */
  readonly sample: ((random: Random) => Float32Array) | null;
  /** How uncertain the person is, in one or a few states of the model; none where the model has no such measure. */
  readonly beliefs: () => readonly Belief[];
}

/** A trained model of any kind, ready to predict for any person. Its scores are the expected stars. */
export interface StarPredictor extends Recommender {
  contributions(person: Person, of: Target): Contributions;
  /** @param items the items to predict, all by default; the result has their order */
  predict(person: Person, items?: Int32Array): StarPrediction;
  /** Cosine of one item's factors with those of every item. @returns `[items]`, 0 where either is zero */
  similar(item: number): Float32Array;
  /** Rows whose dot products are what `similar` returns, for data sets that are too large to compare every item. */
  similarityRows(): VectorRows;
  /** Absent for a model without draws. */
  readonly posterior?: PosteriorSampler;
}

/** Samples of what a Bayesian model believes. */
export interface PosteriorSampler {
  readonly draws: number;
  /**
   * Stars of all movies for a person under one sample, not clipped. People who share a draw share the movie side.
   * @param draw index of the draw, from 0
   * @returns `[items]`
   */
  sample(person: Person, draw: number, random: Pick<Random, 'normal'>): Float32Array;
}

/** People whose fold-in is remembered: the one whose list is shown, and one beside, as with a rating left out. */
const PEOPLE_REMEMBERED = 2;

/** What a predictor needs of the data set: its movies, and how often each was rated. */
interface RatedMovies {
  readonly movies: readonly Movie[];
  readonly ratings: Pick<Ratings, 'item' | 'halfStarsByItem'>;
}

/**
 * @param dataset the one that the model was trained on
 * @param make creates the product with the factors of all movies
 */
export function starPredictor(
  model: StarsModel,
  dataset: RatedMovies,
  tfidf: GenreTfidf,
  make: MakeProduct = plainProduct,
): StarPredictor {
  return model.algorithm === 'bayes' ? ofPosterior(model, dataset, tfidf, make) : ofFactors(model);
}

function ofFactors(model: FactorModel): StarPredictor {
  const predict = (person: Person, items?: Int32Array): StarPrediction => {
    const all = predictStars(model, foldIn(model, person.ratings));
    const stars = items === undefined ? all : Float32Array.from(items, (i) => all[i]);
    return {
      stars,
      spread: null,
      noise: null,
      deviation: null,
      sample: null,
      beliefs: () => beliefOf(model, person.ratings),
    };
  };
  return {
    predict,
    score: (person) => predict(person).stars,
    stars: (person, items) => predict(person, items).stars,
    contributions: rememberingAverage(({ ratings }, of) => factorContributions(model, ratings, of)),
    similar: (item) => cosinesOf(model.itemFactors, model.rank, item),
    similarityRows: () => unitRows(model.itemFactors, model.rank, 1),
  };
}

function ofPosterior(
  model: PosteriorModel,
  { movies, ratings }: RatedMovies,
  tfidf: GenreTfidf,
  make: MakeProduct,
): StarPredictor {
  const source: FeatureSource = { movies, tfidf, everyone: sharesOfEveryone({ movies, ratings }) };
  let stacked: StackedDraws | null = null;
  // The prediction for a person and what each of their ratings adds to the movies they are shown rest on one fold-in.
  const foldedIn = memoize(PEOPLE_REMEMBERED, (person: Person) => {
    const features = featureRow(model, source, person);
    const folded = foldInDraws(model, person.ratings, features);
    return { folded, terms: once(() => systemTerms(model, person.ratings, features, folded)) };
  });
  const average = once(() => targetRows(model, 'mean'));
  const counts = once(() => countsOf(movies.length, ratings.item));
  const scaleOf = (item: number) => model.intervalScale?.[binOfCount(counts()[item])] ?? 1;
  const predict = (person: Person, items?: Int32Array): StarPrediction => {
    const { folded } = foldedIn(person);
    let stars: Float32Array;
    if (items === undefined) {
      stacked ??= stackDraws(model, make);
      stars = expectedOfAll(model, stacked, folded.users);
    } else {
      stars = Float32Array.from(items, (item) => {
        const overDraws = inEachDraw(model, folded, item);
        return Math.min(5, Math.max(0.5, model.mean + meanOf(overDraws)));
      });
    }
    const itemOf = (n: number) => items?.[n] ?? n;
    const spread = (n: number) => spreadOf(model, folded, itemOf(n));
    const noise = Math.sqrt(meanOf(folded.precision.map((p) => 1 / p)));
    return {
      stars,
      spread,
      noise,
      deviation: (n) => scaleOf(itemOf(n)) * Math.hypot(spread(n), noise),
      sample: (random) => sampledStars(model, folded, random.integer(model.draws), random, items),
      beliefs: () => beliefsOf(model, folded),
    };
  };
  return {
    predict,
    score: (person) => predict(person).stars,
    stars: (person, items) => predict(person, items).stars,
    contributions: rememberingAverage((person, of) => {
      const { folded, terms } = foldedIn(person);
      const target = of === 'mean' ? average() : targetRows(model, of);
      return posteriorContributions(model, folded, terms(), target);
    }),
    similar: (item) => meanCosines(model, item),
    posterior: {
      draws: model.draws,
      sample: (person, draw, random) => sampledStars(model, foldedIn(person).folded, draw, random),
    },
    similarityRows: () => unitRows(model.itemFactors, model.rank, model.draws),
  };
}

/** Of 26 million ratings each genre is counted for seconds, unless the ratings of each movie are counted already. */
function sharesOfEveryone({ movies, ratings }: RatedMovies): Map<string, number> {
  const { item, halfStarsByItem } = ratings;
  return halfStarsByItem === undefined
    ? genreShares(movies, item)
    : genreSharesByCount(movies, countsIn(halfStarsByItem));
}

/** Remembers what each rating adds to the average movie: it is compared with for every movie that is shown. */
function rememberingAverage(contributions: StarPredictor['contributions']): StarPredictor['contributions'] {
  const ofAverage = memoize(PEOPLE_REMEMBERED, (person: Person) => contributions(person, 'mean'));
  return (person, of) => {
    if (of !== 'mean') return contributions(person, of);
    const { base, parts } = ofAverage(person);
    return { base, parts: parts.slice() };
  };
}

/** `b_u + b_i + p_u·q_i` in each draw. @returns `[draws]` */
function inEachDraw(
  { rank, draws, itemBias, itemFactors }: PosteriorModel,
  { users }: FoldedIn,
  item: number,
): Float64Array {
  const items = itemBias.length / draws;
  const values = new Float64Array(draws);
  for (let s = 0; s < draws; s++) {
    const row = s * items + item;
    const user = s * (rank + 1);
    let value = users[user] + itemBias[row];
    for (let k = 0; k < rank; k++) value += users[user + 1 + k] * itemFactors[row * rank + k];
    values[s] = value;
  }
  return values;
}

function spreadOf(model: PosteriorModel, folded: FoldedIn, item: number): number {
  const values = inEachDraw(model, folded, item);
  const mean = meanOf(values);
  return Math.sqrt(meanOf(values.map((v) => (v - mean) ** 2)) + personVariance(model, folded, item));
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** Mean of the cosines over the draws. Mean factors would be wrong, because draws may differ by a rotation. */
function meanCosines({ rank, draws, itemFactors }: PosteriorModel, item: number): Float32Array {
  const each = itemFactors.length / draws;
  const result = new Float32Array(each / rank);
  for (let s = 0; s < draws; s++) {
    const cosines = cosinesOf(itemFactors.subarray(s * each, (s + 1) * each), rank, item);
    for (let i = 0; i < result.length; i++) result[i] += cosines[i] / draws;
  }
  return result;
}

/**
 * The unit vectors of an item's factors in all draws, one after the other, each divided by the root of the number of
 * draws: the dot product of two such rows is the mean of the cosines over the draws.
 * @param factors `[draws, items, rank]`
 */
function unitRows(factors: Float32Array, rank: number, draws: number): VectorRows {
  const rows = factors.length / rank / draws;
  return {
    rows,
    width: draws * rank,
    read(row, into) {
      for (let s = 0; s < draws; s++) {
        const from = (s * rows + row) * rank;
        let square = 0;
        for (let k = 0; k < rank; k++) square += factors[from + k] ** 2;
        const by = square === 0 ? 0 : 1 / Math.sqrt(square * draws);
        for (let k = 0; k < rank; k++) into[s * rank + k] = by * factors[from + k];
      }
    },
  };
}

/** Ranks by the stars that one kind of factorization predicts. */
export function starsDescriptor(
  facts: RecommenderInfo,
  algorithm: StarsModel['algorithm'],
): SingleDescriptor {
  return {
    ...facts,
    algorithm,
    fit: async ({ dataset, tfidf, trainStars }) =>
      starPredictor(await trainStars(algorithm, dataset), dataset, tfidf()),
    explain: explainByStars,
  };
}
