import type { ImportReport, Movie, Ratings, SkippedRows } from '../dataset.ts';

/** Counts what a data set holds, beside what was left out of it. */
export function createImportReport(
  movies: readonly Movie[],
  ratings: Ratings,
  leftOut: readonly SkippedRows[],
): ImportReport {
  const isRated = new Uint8Array(movies.length);
  for (const item of ratings.item) isRated[item] = 1;
  return {
    ratings: ratings.item.length,
    users: ratings.users,
    movies: movies.length,
    moviesWithoutGenres: movies.filter((movie) => movie.genres.length === 0).length,
    moviesWithoutRatings: isRated.reduce((left, rated) => left - rated, isRated.length),
    leftOut,
  };
}

/** Every genre that occurs, sorted. */
export function allGenres(movies: readonly Movie[]): string[] {
  return [...new Set(movies.flatMap((movie) => movie.genres))].sort();
}
