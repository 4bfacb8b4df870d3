import type { Movie, Ratings } from '../dataset/dataset.ts';
import type { FactorModel, PosteriorModel, StarsModel } from './factor-model.ts';
import { genreShares } from './favourites.ts';
import { cosinesOf, foldIn, predictStars } from './matrix-factorization.ts';
import { type FeatureSource, featureRow } from './person-features.ts';
import { foldInDraws, personVariance, posteriorContributions } from './posterior.ts';
import type { Person, Recommender } from './recommender.ts';
import type { GenreTfidf } from './tfidf.ts';

/** What a model expects one person to give. */
export interface StarPrediction {
  /** Clipped to 0.5-5, one for each item asked for. */
  readonly stars: Float32Array;
  /**
   * Standard deviation of the expected stars: over the draws, and of what they leave open about the person. Null for a
   * model without draws.
   */
  readonly spread: Float32Array | null;
  /** Standard deviation of this person's ratings around what is expected, stars; null where the model cannot tell. */
  readonly noise: number | null;
}

/** A trained model of any kind, ready to predict for anyone. Scores are the expected stars. */
export interface StarPredictor extends Recommender {
  /** @param items the items to predict, all of them when left out; the result has their order */
  predict(person: Person, items?: Int32Array): StarPrediction;
  /** Cosine of one item's factors with those of every item. @returns `[items]`, 0 where either is zero */
  similar(item: number): Float32Array;
}

/** What a predictor must know of the data set: its movies, and which of them were rated how often. */
interface RatedMovies {
  readonly movies: readonly Movie[];
  readonly ratings: Pick<Ratings, 'item'>;
}

/** @param dataset the one that the model was trained on */
export function starPredictor(model: StarsModel, dataset: RatedMovies, tfidf: GenreTfidf): StarPredictor {
  return model.algorithm === 'bayes' ? ofPosterior(model, dataset, tfidf) : ofFactors(model);
}

function ofFactors(model: FactorModel): StarPredictor {
  const predict = (person: Person, items?: Int32Array): StarPrediction => {
    const all = predictStars(model, foldIn(model, person.ratings));
    const stars = items === undefined ? all : Float32Array.from(items, (i) => all[i]);
    return { stars, spread: null, noise: null };
  };
  return {
    predict,
    score: (person) => predict(person).stars,
    stars: (person, items) => predict(person, items).stars,
    similar: (item) => cosinesOf(model.itemFactors, model.rank, item),
  };
}

function ofPosterior(
  model: PosteriorModel,
  { movies, ratings }: RatedMovies,
  tfidf: GenreTfidf,
): StarPredictor {
  const source: FeatureSource = { movies, tfidf, everyone: genreShares(movies, ratings.item) };
  const all = Int32Array.from({ length: movies.length }, (_, i) => i);
  const predict = (person: Person, items: Int32Array = all) => predictDraws(model, source, person, items);
  return {
    predict,
    score: (person) => predict(person).stars,
    stars: (person, items) => predict(person, items).stars,
    contributions: (person, item) =>
      posteriorContributions(model, person.ratings, featureRow(model, source, person), item).parts,
    similar: (item) => meanCosines(model, item),
  };
}

function predictDraws(
  model: PosteriorModel,
  source: FeatureSource,
  person: Person,
  asked: Int32Array,
): StarPrediction {
  const { rank, draws, mean, itemBias, itemFactors } = model;
  const size = rank + 1;
  const items = itemBias.length / draws;
  const folded = foldInDraws(model, person.ratings, featureRow(model, source, person));
  const sum = new Float64Array(asked.length);
  const squares = new Float64Array(asked.length);
  for (let s = 0; s < draws; s++) {
    const user = folded.users.subarray(s * size, (s + 1) * size);
    for (let n = 0; n < asked.length; n++) {
      const row = s * items + asked[n];
      let value = user[0] + itemBias[row];
      for (let k = 0; k < rank; k++) value += user[k + 1] * itemFactors[row * rank + k];
      sum[n] += value;
      squares[n] += value * value;
    }
  }
  const stars = new Float32Array(asked.length);
  const spread = new Float32Array(asked.length);
  for (let n = 0; n < asked.length; n++) {
    const expected = sum[n] / draws;
    stars[n] = Math.min(5, Math.max(0.5, mean + expected));
    const overDraws = Math.max(0, squares[n] / draws - expected * expected);
    spread[n] = Math.sqrt(overDraws + personVariance(model, folded, asked[n]));
  }
  const noise = Math.sqrt(folded.precision.reduce((total, p) => total + 1 / p, 0) / draws);
  return { stars, spread, noise };
}

/** Mean over the draws of each one's cosines: draws may differ by a rotation, which their mean factors would not survive. */
function meanCosines({ rank, draws, itemFactors }: PosteriorModel, item: number): Float32Array {
  const each = itemFactors.length / draws;
  const result = new Float32Array(each / rank);
  for (let s = 0; s < draws; s++) {
    const cosines = cosinesOf(itemFactors.subarray(s * each, (s + 1) * each), rank, item);
    for (let i = 0; i < result.length; i++) result[i] += cosines[i] / draws;
  }
  return result;
}
