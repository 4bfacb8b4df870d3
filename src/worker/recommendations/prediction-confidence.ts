import type { Certainty } from '../../protocol/movie-card.ts';

/**
 * Below these what is expected of a film is settled well, or still tolerably, stars. Measured on the built-in data:
 * for a person with 20 ratings half of the films rated by more than 50 people lie below 0.43 and half of the rare ones
 * below 0.49; for one with a thousand ratings half of all lie below 0.32. The words are about the expected rating, not
 * about single ones, whose noise no model removes.
 */
export const SURE_BELOW = 0.35;
export const FAIR_BELOW = 0.5;

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
