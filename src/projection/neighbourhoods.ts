import type { Movie } from '../dataset/dataset.ts';
import type { Neighbourhood } from '../protocol/map-messages.ts';
import { groupPoints } from './group-points.ts';

/** Neighbourhoods on each level, from the whole map to a part of it. */
const LEVELS = [16, 64, 256] as const;
/** A smaller neighbourhood has too few movies to have a name. */
const LEAST = 12;
/** A genre or a decade names a neighbourhood where at least this share of its movies has it. */
const SHARE = 1 / 3;
/** What is said of the screen or of nothing names no neighbourhood. */
const UNTELLING: ReadonlySet<string> = new Set(['IMAX', '(no genres listed)']);

/**
 * Names the parts of a map. On each level the points form groups (k-means); a group's genre is the one that is most
 * over-represented in it compared with the whole map, among those of at least a third of its movies, and its decade
 * likewise. A group without such a genre has no name and is left out.
 * @param movies in the order of the points
 * @param points `[n, 2]`
 * @param pause awaited between pieces of work; rejects to give up
 * @returns larger levels first, and on each level larger groups first
 */
export async function neighbourhoodsOf(
  movies: readonly Pick<Movie, 'genres' | 'year'>[],
  points: Float32Array,
  pause: () => Promise<void>,
): Promise<Neighbourhood[]> {
  const genres = movies.map((movie) => movie.genres.filter((genre) => !UNTELLING.has(genre)));
  const decades = movies.map(({ year }) => (year === null ? [] : [Math.floor(year / 10) * 10]));
  const everywhere = { genres: sharesOf(genres), decades: sharesOf(decades) };
  const found: Neighbourhood[] = [];
  for (const [level, most] of LEVELS.entries()) {
    // Where few movies are, the groups of the finer levels would be too small for a name.
    const count = Math.min(most, Math.floor(movies.length / (2 * LEAST)));
    if (count < 2 || (level > 0 && count < most)) break;
    const { centres, groupOf } = await groupPoints(points, count, pause);
    const members: number[][] = Array.from({ length: count }, () => []);
    for (const [movie, group] of groupOf.entries()) members[group].push(movie);
    const named = members.flatMap((own, group): Neighbourhood[] => {
      if (own.length < LEAST) return [];
      const genre = mostTelling(
        own.map((movie) => genres[movie]),
        everywhere.genres,
      );
      if (genre === null) return [];
      const decade = mostTelling(
        own.map((movie) => decades[movie]),
        everywhere.decades,
      );
      const at = [centres[2 * group], centres[2 * group + 1]] as const;
      return [{ level, at, genre, decade, movies: own.length }];
    });
    found.push(...named.sort((a, b) => b.movies - a.movies));
  }
  return found;
}

/** The value that is most over-represented among those of enough movies; null if there is none. */
function mostTelling<T>(own: readonly (readonly T[])[], everywhere: ReadonlyMap<T, number>): T | null {
  let best: T | null = null;
  let most = 0;
  for (const [value, share] of sharesOf(own)) {
    const excess = share - (everywhere.get(value) ?? 0);
    if (share < SHARE || excess <= most) continue;
    most = excess;
    best = value;
  }
  return best;
}

/** The share of the lists that hold each value. */
function sharesOf<T>(lists: readonly (readonly T[])[]): Map<T, number> {
  const shares = new Map<T, number>();
  for (const list of lists)
    for (const value of list) shares.set(value, (shares.get(value) ?? 0) + 1 / lists.length);
  return shares;
}
