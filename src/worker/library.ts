import { byItem, type Dataset } from '../dataset/dataset.ts';
import { createTitleSearch } from '../dataset/search.ts';
import type { FactorModel } from '../recommenders/factor-model.ts';
import { popularity } from '../recommenders/popularity.ts';
import type { Recommender } from '../recommenders/recommender.ts';
import { content, fitTfidf, type GenreTfidf } from '../recommenders/tfidf.ts';

/** The data set with everything that is computed from it once and needs no person. */
export interface Library {
  readonly dataset: Dataset;
  /** Item index of a movie id. */
  readonly indexOf: ReadonlyMap<number, number>;
  readonly tfidf: GenreTfidf;
  readonly content: Recommender;
  readonly popularity: Recommender;
  /** `[items]` number of ratings */
  readonly counts: Int32Array;
  /** `[items]` sum of stars */
  readonly starSums: Float64Array;
  /** `[items * 10]` ratings by half star */
  readonly histograms: Int32Array;
  search(query: string, limit: number): number[];
}

export function createLibrary(dataset: Dataset): Library {
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

  const titleSearch = once(() => createTitleSearch(movies, counts));
  const tfidf = fitTfidf(movies, genres);
  return {
    dataset,
    indexOf: new Map(movies.map((movie, i) => [movie.id, i])),
    tfidf,
    content: content(tfidf),
    popularity: popularity(ratings),
    counts,
    starSums,
    histograms,
    search: (query, limit) => titleSearch()(query, limit),
  };
}

/** The model when it belongs to this data set and has its size. */
export function fitsLibrary(model: FactorModel, library: Library): boolean {
  return model.datasetId === library.dataset.id && model.itemBias.length === library.dataset.movies.length;
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
