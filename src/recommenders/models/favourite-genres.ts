import type { Movie } from '../../dataset/dataset.ts';

/** So many as a person is asked to pick. */
const FAVOURITES = 3;
/** A genre with fewer liked movies is over-represented by chance. */
const LEAST = 3;

/** Share of the given movies that have each genre. A movie with several genres counts for each. */
export function genreShares(movies: readonly Movie[], items: ArrayLike<number>): Map<string, number> {
  if (items.length > movies.length) {
    const counts = new Int32Array(movies.length);
    for (let n = 0; n < items.length; n++) counts[items[n]]++;
    return genreSharesByCount(movies, counts);
  }
  const shares = new Map<string, number>();
  for (let n = 0; n < items.length; n++) {
    for (const genre of movies[items[n]].genres) {
      shares.set(genre, (shares.get(genre) ?? 0) + 1 / items.length);
    }
  }
  return shares;
}

/**
 * The very numbers of {@link genreShares}, without a look at the genres for each of millions of ratings.
 * @param counts `[movies]` how often each of the given movies occurs
 */
export function genreSharesByCount(movies: readonly Movie[], counts: ArrayLike<number>): Map<string, number> {
  const shares = new Map<string, number>();
  let all = 0;
  for (let i = 0; i < movies.length; i++) {
    all += counts[i];
    if (counts[i] === 0) continue;
    for (const genre of movies[i].genres) shares.set(genre, (shares.get(genre) ?? 0) + counts[i]);
  }
  for (const [genre, count] of shares) shares.set(genre, addedUp(1 / all, count));
  return shares;
}

/** A number added to itself one by one, which rounds otherwise than a product does. */
function addedUp(value: number, times: number): number {
  let sum = 0;
  for (let n = 0; n < times; n++) sum += value;
  return sum;
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
