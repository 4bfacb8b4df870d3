import type { Movie } from '../dataset/dataset.ts';

/** How a person sets up their list: adjustments that change the order, and filters that leave movies out. */
export interface ListSettings {
  /** -1 familiar to 1 adventurous: towards or away from the genres of what the person likes; 0 as ranked. */
  readonly adventure: number;
  /** -1 popular to 1 niche: towards movies with many or few ratings; 0 as ranked. */
  readonly niche: number;
  /** 0 as ranked to 1: the movies of the list must differ from each other. */
  readonly variety: number;
  /** 0 as ranked to 1: the list has genres in the shares in which the person likes them. */
  readonly balance: number;
  /** Only movies with one of these genres; empty for all. */
  readonly genres: readonly string[];
  /** First and last year, inclusive; null for no bound. */
  readonly from: number | null;
  readonly to: number | null;
  /** Only movies with at least this many ratings: in the data set, or elsewhere where that is known to be more. */
  readonly minRatings: number;
  /** Whether For you has a row of what is rated more in this month or on this weekday. */
  readonly timeOfYear: boolean;
}

export const defaultListSettings: ListSettings = {
  adventure: 0,
  niche: 0,
  variety: 0,
  balance: 0,
  genres: [],
  from: null,
  to: null,
  minRatings: 0,
  // On, since the term does not lower NDCG@10 by more than a standard error: `npm run bench -- context`.
  timeOfYear: true,
};

/** Whether a movie passes the filters. A movie without a year passes only if no year is set. */
export function passes(listSettings: ListSettings, movie: Movie, ratings: number): boolean {
  const { genres, from, to, minRatings } = listSettings;
  if (ratings < minRatings) return false;
  if (genres.length > 0 && !genres.some((genre) => movie.genres.includes(genre))) return false;
  if (from === null && to === null) return true;
  if (movie.year === null) return false;
  return movie.year >= (from ?? movie.year) && movie.year <= (to ?? movie.year);
}

/**
 * The movies that do not pass the filters, ascending.
 * @param counts `[items]` number of ratings that are known, here or elsewhere
 */
export function leftOut(
  listSettings: ListSettings,
  movies: readonly Movie[],
  counts: ArrayLike<number>,
): number[] {
  const { genres, from, to, minRatings } = listSettings;
  if (genres.length === 0 && from === null && to === null && minRatings === 0) return [];
  return movies.flatMap((movie, item) => (passes(listSettings, movie, counts[item]) ? [] : [item]));
}
