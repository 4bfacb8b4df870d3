import type { Movie } from '../../dataset/dataset.ts';
import type { WorldStatistics } from '../../dataset/movie-facts.ts';
import type { Recommender } from '../recommender.ts';

/** When the statistics end, in years: July 2023. */
const UNTIL = 2023.6;
/** MovieLens began so many years before. A movie whose year is unknown is taken to be as old. */
const UNKNOWN_YEARS = 28;
/** The mean of a movie is mixed with so many ratings of the prior mean. */
const PRIOR_RATINGS = 50;
const PRIOR_MEAN = 3.5;

/**
 * Popularity by what the whole world gave, for a data set without ratings and for newcomers' lists:
 * `log(1 + count / max(1, 2023.6 - year) · mean)`, the count per year since it came out times the shrunken mean. The count alone
 * would put the movies of the nineties first, which have gathered ratings for longest. The logarithm is there for the same
 * reason as in {@link popularity}.
 * @returns `[items]`, 0 where nothing is known of a movie
 */
export function worldPopularityScores(movies: readonly Movie[], statistics: WorldStatistics): Float32Array {
  return Float32Array.from(movies, ({ year }, i) =>
    worldPopularityOf(year, statistics.count[i], statistics.mean[i]),
  );
}

/** The score of one movie. @param mean stars, not read where the count is 0 */
export function worldPopularityOf(year: number | null, count: number, mean: number): number {
  if (count === 0) return 0;
  const years = Math.max(1, year === null ? UNKNOWN_YEARS : UNTIL - year);
  const shrunken = (count * mean + PRIOR_RATINGS * PRIOR_MEAN) / (count + PRIOR_RATINGS);
  return Math.log1p((count / years) * shrunken);
}

/** The same scores for everyone. */
export function worldPopularity(movies: readonly Movie[], statistics: WorldStatistics): Recommender {
  const scores = worldPopularityScores(movies, statistics);
  return { score: () => scores.slice() };
}
