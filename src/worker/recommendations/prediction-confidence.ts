import type { PredictionConfidence } from '../../protocol/movie-card.ts';
import { EIGHTY_PERCENT } from '../../recommenders/models/interval-scale.ts';

/**
 * Spreads (stars) below which an expected rating is called sure, or fairly sure. Measured on the built-in data: for a
 * person with 20 ratings, half of the movies with more than 50 ratings lie below 0.43 and half of the rare ones below
 * 0.49; for a person with a thousand ratings, half of all lie below 0.32. The words are about the expected rating, not
 * about single ratings, whose noise no model removes.
 */
export const SURE_BELOW = 0.35;
export const FAIR_BELOW = 0.5;

/**
 * @param stars expected rating, 0.5-5
 * @param spread standard deviation of the expected rating over the draws
 * @param deviation standard deviation of the person's own rating around the expected rating
 */
export function confidenceOf(stars: number, spread: number, deviation: number): PredictionConfidence {
  const reach = EIGHTY_PERCENT * deviation;
  return {
    level: spread < SURE_BELOW ? 'sure' : spread < FAIR_BELOW ? 'fair' : 'guess',
    spread,
    low: Math.max(0.5, stars - reach),
    high: Math.min(5, stars + reach),
  };
}
