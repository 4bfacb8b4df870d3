import type { Movie } from '../../src/dataset/dataset.ts';
import type { WorldStatistics } from '../../src/dataset/movie-facts.ts';
import type { StarterMovie } from '../../src/dataset/starter.ts';
import { worldPopularityScores } from '../../src/recommenders/models/world-popularity.ts';

/** So many movies onboarding and a first list choose from; some 25 KB. */
const SIZE = 600;
/** Of each genre at least so many: a list of 24 after three picks, with as many that were rated or skipped. */
const OF_EACH_GENRE = 40;
/** As many ratings as a movie of a rare genre needs to be asked about. */
const KNOWN = 500;

/**
 * The movies to begin with: the most popular of each genre first, so that every pick of genres finds a list, then the most
 * popular of all. Popularity is the count per year since it came out times the mean.
 * @returns at most 600, most popular first
 */
export function chooseStarter(movies: readonly Movie[], statistics: WorldStatistics): StarterMovie[] {
  const scores = worldPopularityScores(movies, statistics);
  const best = [...movies.keys()]
    .filter((item) => statistics.count[item] >= KNOWN)
    .sort((a, b) => scores[b] - scores[a]);
  const taken = new Set<number>();
  const ofGenre = new Map<string, number>();
  for (const item of best) {
    const { genres } = movies[item];
    if (!genres.some((genre) => (ofGenre.get(genre) ?? 0) < OF_EACH_GENRE)) continue;
    for (const genre of genres) ofGenre.set(genre, (ofGenre.get(genre) ?? 0) + 1);
    taken.add(item);
  }
  for (const item of best) if (taken.size < SIZE) taken.add(item);
  return [...taken]
    .sort((a, b) => scores[b] - scores[a])
    .slice(0, SIZE)
    .map((item) => {
      const { id, title, year, genres } = movies[item];
      return { id, title, year, genres, count: statistics.count[item], mean: statistics.mean[item] };
    });
}
