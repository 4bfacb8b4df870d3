import type { Movie } from '../../dataset/dataset.ts';

/** So many as a person is asked to pick. */
const FAVOURITES = 3;
/** A genre with fewer liked movies is over-represented by chance. */
const LEAST = 3;

/** Share of the given movies that have each genre. A movie with several genres counts for each. */
export function genreShares(movies: readonly Movie[], items: ArrayLike<number>): Map<string, number> {
  const shares = new Map<string, number>();
  for (let n = 0; n < items.length; n++) {
    for (const genre of movies[items[n]].genres) {
      shares.set(genre, (shares.get(genre) ?? 0) + 1 / items.length);
    }
  }
  return shares;
}

/**
 * Like {@link genreShares} of the movies of all ratings.
 * @param counts `[movies]` ratings of each
 */
export function genreSharesByCount(movies: readonly Movie[], counts: ArrayLike<number>): Map<string, number> {
  const shares = new Map<string, number>();
  let all = 0;
  for (let i = 0; i < movies.length; i++) {
    all += counts[i];
    if (counts[i] === 0) continue;
    for (const genre of movies[i].genres) shares.set(genre, (shares.get(genre) ?? 0) + counts[i]);
  }
  for (const [genre, count] of shares) shares.set(genre, count / all);
  return shares;
}

/**
 * The genres that are most over-represented among the movies that a user liked: what the user would pick when asked.
 * @param everyone share of all ratings that each genre has, from `genreShares`
 * @param liked items rated LIKED or more
 * @returns at most three, strongest first
 */
export function favouriteGenres(
  movies: readonly Movie[],
  everyone: ReadonlyMap<string, number>,
  liked: ArrayLike<number>,
): string[] {
  const own = genreShares(movies, liked);
  return [...own]
    .filter(([, share]) => Math.round(share * liked.length) >= LEAST)
    .map(([genre, share]) => ({ genre, over: share / (everyone.get(genre) ?? 1) }))
    .sort((a, b) => b.over - a.over)
    .slice(0, FAVOURITES)
    .map(({ genre }) => genre);
}
