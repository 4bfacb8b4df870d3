import type { MakeProduct } from '../../base/matrix-vector.ts';
import { Problem } from '../../base/problem.ts';
import { byItem, type Dataset } from '../../dataset/dataset.ts';
import { createTitleSearch } from '../../dataset/title-search.ts';
import { type Asker, createAsker } from '../../recommenders/lists/elicitation.ts';
import type { Shelf } from '../../recommenders/lists/rerank.ts';
import type { StarsModel } from '../../recommenders/models/factor-model.ts';
import { content } from '../../recommenders/models/genre-content.ts';
import { popularity } from '../../recommenders/models/popularity.ts';
import { type StarPredictor, starPredictor } from '../../recommenders/models/rating-predictor.ts';
import { fitTfidf, type GenreTfidf } from '../../recommenders/models/tfidf.ts';
import type { Recommender } from '../../recommenders/recommender.ts';

/** The data set with everything that is computed from it once, for every person alike. */
export interface Library {
  readonly dataset: Dataset;
  /** Item index of a movie id. */
  readonly indexOf: ReadonlyMap<number, number>;
  readonly tfidf: GenreTfidf;
  readonly content: Recommender;
  readonly popularity: Recommender;
  /** `[items]` number of ratings */
  readonly counts: Int32Array;
  /** The movies with what re-ranking needs. */
  readonly shelf: Shelf;
  /** `[items]` sum of stars */
  readonly starSums: Float64Array;
  /** `[items * 10]` ratings by half star */
  readonly histograms: Int32Array;
  /** Chooses the movies to ask a person about. */
  readonly asker: Asker;
  search(query: string, limit: number): number[];
  /** Builds the search index, so that the first search is as quick as the others. */
  prepareSearch(): Promise<void>;
  /** A model trained on this data set, ready to predict. */
  predictor(model: StarsModel): StarPredictor;
}

export function createLibrary(dataset: Dataset, make: MakeProduct): Library {
  const { movies, genres, ratings } = dataset;
  const { colStart, position } = byItem(ratings);
  const counts = new Int32Array(ratings.items);
  const starSums = new Float64Array(ratings.items);
  const histograms = new Int32Array(ratings.items * 10);
  for (let i = 0; i < ratings.items; i++) {
    counts[i] = colStart[i + 1] - colStart[i];
    for (let n = colStart[i]; n < colStart[i + 1]; n++) {
      const stars = ratings.value[position[n]];
      starSums[i] += stars;
      histograms[i * 10 + Math.min(9, Math.max(0, Math.round(stars * 2) - 1))]++;
    }
  }

  const titleSearch = createTitleSearch(movies, counts);
  const tfidf = fitTfidf(movies, genres);
  const known = popularity(ratings);
  return {
    dataset,
    indexOf: new Map(movies.map((movie, i) => [movie.id, i])),
    tfidf,
    content: content(tfidf),
    popularity: known,
    counts,
    shelf: { movies, counts, tfidf },
    starSums,
    histograms,
    asker: createAsker({ tfidf, popularity: known, counts, users: ratings.users }),
    search: titleSearch.find,
    prepareSearch: titleSearch.prepare,
    predictor: (model) => starPredictor(model, dataset, tfidf, make),
  };
}

/** @throws Problem 'data-invalid' for a movie that is not there */
export function itemOf({ indexOf }: Library, movieId: number): number {
  const item = indexOf.get(movieId);
  if (item !== undefined) return item;
  throw new Problem(
    'data-invalid',
    `There is no film ${movieId} in this data set.`,
    'Choose a film by search.',
  );
}

/** Whether the model was trained on this data set and has its sizes. */
export function fitsLibrary(model: StarsModel, { dataset }: Library): boolean {
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
