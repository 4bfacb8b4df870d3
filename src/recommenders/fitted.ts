import type { VoiceValues } from './voices.ts';

/**
 * Weights of the hybrid's voices by number of ratings, each row summing to 1. Fitted, not chosen: `npm run fit` prints
 * these rows, those below 20 on the built-in data, the last on MovieLens 100K. Small weights of EASE and implicit ALS
 * mislead: most of their scores are near zero, so their best films lie dozens of standard deviations out.
 */
export const hybridWeights: readonly { readonly ratings: number; readonly weights: VoiceValues }[] = [
  { ratings: 0, weights: { ials: 0, ease: 0, stars: 0, content: 0.286, popularity: 0.714 } },
  { ratings: 1, weights: { ials: 0.118, ease: 0, stars: 0.235, content: 0.235, popularity: 0.412 } },
  { ratings: 3, weights: { ials: 0.112, ease: 0.024, stars: 0.32, content: 0.224, popularity: 0.32 } },
  { ratings: 5, weights: { ials: 0.109, ease: 0.018, stars: 0.255, content: 0.255, popularity: 0.364 } },
  { ratings: 10, weights: { ials: 0.123, ease: 0.046, stars: 0.308, content: 0.215, popularity: 0.308 } },
  { ratings: 20, weights: { ials: 0.596, ease: 0.17, stars: 0.213, content: 0, popularity: 0.021 } },
];
