import type { Certainty } from './protocol.ts';

/**
 * Below these the model's draws agree on a film well, or still tolerably, stars. Measured on the built-in data, where
 * they set apart, for a person with 20 ratings: films that hundreds have rated (half of them below 0.22), those with 10
 * to 50 ratings (0.31), those with fewer than 5 (0.36). The words are about the expected rating, not about single ones,
 * whose noise no model removes.
 */
export const SURE_BELOW = 0.2;
export const FAIR_BELOW = 0.3;

/** Quantile of the normal distribution that leaves 80 % between its two sides. */
const EIGHTY_PERCENT = 1.2816;

/**
 * @param stars what is expected, 0.5-5
 * @param spread standard deviation of that over the draws
 * @param noise standard deviation of the person's ratings around what is expected
 */
export function certaintyOf(stars: number, spread: number, noise: number): Certainty {
  const reach = EIGHTY_PERCENT * Math.hypot(spread, noise);
  return {
    level: spread < SURE_BELOW ? 'sure' : spread < FAIR_BELOW ? 'fair' : 'guess',
    spread,
    low: Math.max(0.5, stars - reach),
    high: Math.min(5, stars + reach),
  };
}
