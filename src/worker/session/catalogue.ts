import { type MakeByteScan, plainByteScan } from '../../base/byte-scanner.ts';
import type { MakeProduct } from '../../base/matrix-vector.ts';
import { once } from '../../base/memoize.ts';
import { Problem } from '../../base/problem.ts';
import { createBackgroundPause } from '../../base/scheduling.ts';
import type { Dataset, Movie, Ratings } from '../../dataset/dataset.ts';
import type { WorldStatistics } from '../../dataset/movie-facts.ts';
import { createPersonSearch, type PersonSearch } from '../../dataset/person-search.ts';
import { recentSince } from '../../dataset/recent-years.ts';
import { countsIn } from '../../dataset/statistics.ts';
import { createTitleSearch, type TitleSearch } from '../../dataset/title-search.ts';
import { wordsOf } from '../../protocol/words.ts';
import { type Asker, createAsker } from '../../recommenders/lists/elicitation.ts';
import type { Shelf } from '../../recommenders/lists/rerank.ts';
import type { StarsModel } from '../../recommenders/models/factor-model.ts';
import { content } from '../../recommenders/models/genre-content.ts';
import { popularityOf } from '../../recommenders/models/popularity.ts';
import { type StarPredictor, starPredictor } from '../../recommenders/models/rating-predictor.ts';
import { fitTfidf, type GenreTfidf } from '../../recommenders/models/tfidf.ts';
import {
  fitOccasions,
  fitOccasionsInPieces,
  type OccasionModel,
} from '../../recommenders/occasions/occasion-model.ts';
import type { Recommender } from '../../recommenders/recommender.ts';

/** The data set with everything that is computed from it once, for every person alike. */
export interface Catalogue {
  readonly dataset: Dataset;
  /** Item index of a movie id. */
  readonly indexOf: ReadonlyMap<number, number>;
  readonly tfidf: GenreTfidf;
  /** The genre model. */
  readonly content: Recommender;
  readonly popularity: Recommender;
  /** `[items]` number of ratings */
  readonly counts: Int32Array;
  /** The movies with what re-ranking needs. */
  readonly shelf: Shelf;
  /** The year with which recent years begin; null where the data set has none. */
  readonly recentSince: number | null;
  /**
   * What is rated more in some months and on some weekdays, counted at the first call; null without dates, and of many
   * ratings until `prepareOccasions` has counted them.
   */
  occasions(): OccasionModel | null;
  /**
   * Counts them in pieces, with pauses for other work; rejects with the reason of the signal.
   * @returns whether `occasions` knows more than before
   */
  prepareOccasions(signal: AbortSignal): Promise<boolean>;
  /** `[items]` sum of stars */
  readonly starSums: Float64Array;
  /** `[items * 10]` ratings by half star */
  readonly histograms: Int32Array;
  /** Chooses the movies to ask a person about. */
  readonly asker: Asker;
  readonly titles: TitleSearch;
  readonly people: PersonSearch;
  /** Scans what is too large to compare in full. */
  readonly makeScan: MakeByteScan;
  /** A model trained on this data set, ready to predict. */
  predictor(model: StarsModel): StarPredictor;
}

export function createCatalogue(
  dataset: Dataset,
  make: MakeProduct,
  makeScan: MakeByteScan = plainByteScan,
): Catalogue {
  const { movies, genres, ratings, statistics = null } = dataset;
  const { counts, starSums, histograms } = countRatings(ratings);
  const tfidf = fitTfidf(movies, genres);
  const known = popularityOf(dataset);
  return {
    dataset,
    indexOf: new Map(movies.map((movie, i) => [movie.id, i])),
    tfidf,
    content: content(tfidf),
    popularity: known,
    counts,
    shelf: { movies, counts, known: knownRatings(counts, statistics), tfidf },
    recentSince: recentSince(dataset),
    ...occasionsOf(dataset),
    starSums,
    histograms,
    asker: createAsker({ tfidf, popularity: known, counts, users: ratings.users, statistics }),
    titles: createTitleSearch(movies, counts),
    people: createPersonSearch(statistics?.count ?? counts),
    makeScan,
    predictor: (model) => starPredictor(model, dataset, tfidf, make),
  };
}

/** Of so many ratings occasions are counted at once, in a tenth of a second. */
const COUNTED_AT_ONCE = 300_000;

function occasionsOf(dataset: Dataset): Pick<Catalogue, 'occasions' | 'prepareOccasions'> {
  if (dataset.ratings.item.length <= COUNTED_AT_ONCE) {
    return { occasions: once(() => fitOccasions(dataset)), prepareOccasions: async () => false };
  }
  let counted: OccasionModel | null = null;
  return {
    occasions: () => counted,
    async prepareOccasions(signal) {
      counted = await fitOccasionsInPieces(dataset, createBackgroundPause(signal));
      return counted !== null;
    },
  };
}

/** Counts, sums and histograms of all movies; of ratings that are counted already, only adds up. */
function countRatings(ratings: Ratings): Pick<Catalogue, 'counts' | 'starSums' | 'histograms'> {
  const { items, item, value, halfStarsByItem } = ratings;
  const starSums = new Float64Array(items);
  if (halfStarsByItem !== undefined) {
    for (let i = 0; i < items; i++) {
      for (let half = 0; half < 10; half++) starSums[i] += (halfStarsByItem[10 * i + half] * (half + 1)) / 2;
    }
    return { counts: countsIn(halfStarsByItem), starSums, histograms: halfStarsByItem };
  }
  const counts = new Int32Array(items);
  const histograms = new Int32Array(items * 10);
  for (let n = 0; n < item.length; n++) {
    const i = item[n];
    counts[i]++;
    starSums[i] += value[n];
    histograms[i * 10 + Math.min(9, Math.max(0, Math.round(value[n] * 2) - 1))]++;
  }
  return { counts, starSums, histograms };
}

function knownRatings(counts: Int32Array, statistics: WorldStatistics | null): Int32Array {
  return statistics === null ? counts : counts.map((count, i) => Math.max(count, statistics.count[i]));
}

/** @throws Problem 'data-invalid' for a movie that is not there */
export function itemOf({ dataset, indexOf }: Catalogue, movieId: number): number {
  const item = indexOf.get(movieId);
  if (item !== undefined) return item;
  const { one } = wordsOf(dataset.subject);
  throw new Problem(
    'data-invalid',
    `There is no ${one} ${movieId} in this data set.`,
    `Choose a ${one} by search.`,
  );
}

/** The movie as this data set describes it, else as the person's own records do. */
export function movieWithId(
  { indexOf, dataset }: Pick<Catalogue, 'indexOf' | 'dataset'>,
  remembered: ReadonlyMap<number, Movie>,
  movieId: number,
): Movie {
  const item = indexOf.get(movieId);
  if (item !== undefined) return dataset.movies[item];
  // The data set that had the movie may be gone, and its title was never stored.
  return remembered.get(movieId) ?? { id: movieId, title: '', year: null, genres: [] };
}

/** Whether the model was trained on this data set and has its sizes. */
export function fitsCatalogue(model: StarsModel, { dataset }: Catalogue): boolean {
  const draws = model.algorithm === 'bayes' ? model.draws : 1;
  const fits = model.itemBias.length === draws * dataset.movies.length;
  return model.datasetId === dataset.id && fits && featuresFit(model, dataset);
}

/** Whether the model's side information of users fits this data set's genres and movies. */
export function featuresFit(model: StarsModel, { genres, movies }: Dataset): boolean {
  if (model.algorithm !== 'bayes') return true;
  return model.userFeatures.every(
    ({ group, columns }) =>
      group === 'attributes' || columns === (group === 'favourites' ? genres.length : movies.length),
  );
}
