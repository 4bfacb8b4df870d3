import type { ImportReport, Movie, Ratings, SkippedRows } from '../dataset.ts';

/** Counts the content of a data set and lists the rows that were skipped. */
export function createImportReport(
  movies: readonly Movie[],
  ratings: Ratings,
  skippedRows: readonly SkippedRows[],
): ImportReport {
  const isRated = new Uint8Array(movies.length);
  // By index: an iterator takes several times as long, seconds with 26 million ratings.
  for (let n = 0; n < ratings.item.length; n++) isRated[ratings.item[n]] = 1;
  return {
    ratings: ratings.item.length,
    users: ratings.users,
    movies: movies.length,
    moviesWithoutGenres: movies.filter((movie) => movie.genres.length === 0).length,
    moviesWithoutRatings: isRated.reduce((unrated, rated) => unrated - rated, isRated.length),
    leftOut: skippedRows,
  };
}

/** All genres of the movies, sorted. */
export function allGenres(movies: readonly Movie[]): string[] {
  return [...new Set(movies.flatMap((movie) => movie.genres))].sort();
}
