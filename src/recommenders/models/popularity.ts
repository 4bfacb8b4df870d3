import type { Dataset, Ratings } from '../../dataset/dataset.ts';
import { recommenderInfo } from '../../protocol/recommender-catalog.ts';
import type { SingleDescriptor } from '../descriptor.ts';
import { preference } from '../preference.ts';
import type { Recommender } from '../recommender.ts';
import { worldPopularity, worldPopularityScores } from './world-popularity.ts';

/**
 * Weight of popularity elsewhere beside that here, both with deviation 1. On newcomers hidden from the built-in data, 0.15
 * raised NDCG@10 of the hybrid by 0.001 to 0.002 (standard error 0.001, mean over 0 to 20 ratings), 0.3 and 0.6 by less.
 */
const WORLD_SHARE = 0.15;

/**
 * Popularity: `log(1 + Σ_u preference(r_ui))`, the same for everyone. The logarithm keeps a few blockbusters
 * from being standard deviations above all others once components are z-scored in the hybrid.
 */
export function popularity(ratings: Ratings): Recommender {
  const scores = likedScores(ratings);
  return { score: () => scores.slice() };
}

/**
 * Popularity with some of {@link worldPopularityScores} where the data set has statistics: what is recent, or what nobody
 * here has rated, is then ordered by how many elsewhere have. Before there are any ratings it is popularity elsewhere alone.
 */
export function popularityOf({ ratings, movies, statistics }: PopularityData): Recommender {
  if (statistics === undefined) return popularity(ratings);
  if (ratings.item.length === 0 && ratings.halfStarsByItem === undefined)
    return worldPopularity(movies, statistics);
  const here = likedScores(ratings);
  const elsewhere = worldPopularityScores(movies, statistics);
  const scale = (WORLD_SHARE * deviationOf(here)) / (deviationOf(elsewhere) || 1);
  const scores = here.map((score, i) => score + scale * elsewhere[i]);
  return { score: () => scores.slice() };
}

type PopularityData = Pick<Dataset, 'ratings' | 'movies' | 'statistics'>;

function likedScores(ratings: Ratings): Float32Array {
  const { items, item, value, halfStarsByItem } = ratings;
  const scores = new Float32Array(items);
  if (halfStarsByItem === undefined)
    for (let n = 0; n < item.length; n++) scores[item[n]] += preference(value[n]);
  else {
    const preferences = Float64Array.from({ length: 10 }, (_, half) => preference((half + 1) / 2));
    for (let i = 0; i < items; i++) {
      for (let half = 0; half < 10; half++) scores[i] += halfStarsByItem[10 * i + half] * preferences[half];
    }
  }
  for (let i = 0; i < scores.length; i++) scores[i] = Math.log1p(scores[i]);
  return scores;
}

function deviationOf(values: Float32Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

export const popularityDescriptor: SingleDescriptor = {
  ...recommenderInfo.popularity,
  fit: async ({ dataset }) => popularityOf(dataset),
  explain: () => ({ kind: 'popular' }),
};
