import type { Ratings } from '../../dataset/dataset.ts';
import { recommenderInfo } from '../../protocol/recommender-catalog.ts';
import type { SingleDescriptor } from '../descriptor.ts';
import { preference } from '../preference.ts';
import type { Recommender } from '../recommender.ts';

/**
 * Popularity: `log(1 + Σ_u preference(r_ui))`, the same for everyone. The logarithm keeps a few blockbusters
 * from being standard deviations above all others once components are z-scored in the hybrid.
 */
export function popularity(ratings: Ratings): Recommender {
  const scores = new Float32Array(ratings.items);
  for (let n = 0; n < ratings.item.length; n++) scores[ratings.item[n]] += preference(ratings.value[n]);
  for (let i = 0; i < scores.length; i++) scores[i] = Math.log1p(scores[i]);
  return { score: () => scores.slice() };
}

export const popularityDescriptor: SingleDescriptor = {
  ...recommenderInfo.popularity,
  fit: async ({ dataset }) => popularity(dataset.ratings),
  explain: () => ({ kind: 'popular' }),
};
