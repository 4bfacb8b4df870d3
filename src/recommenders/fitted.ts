import type { VoiceValues } from './voices.ts';

/**
 * Weights of the hybrid's voices by number of ratings, each row summing to 1. Fitted, not chosen: `npm run fit`
 * prints this table. EASE's small weights mislead: most of its scores are near zero, so its best films lie
 * dozens of standard deviations out.
 */
export const hybridWeights: readonly { readonly ratings: number; readonly weights: VoiceValues }[] = [
  { ratings: 0, weights: { ease: 0, stars: 0, content: 0.286, popularity: 0.714 } },
  { ratings: 1, weights: { ease: 0.03, stars: 0.121, content: 0.242, popularity: 0.606 } },
  { ratings: 3, weights: { ease: 0.031, stars: 0.094, content: 0.25, popularity: 0.625 } },
  { ratings: 5, weights: { ease: 0.047, stars: 0.07, content: 0.233, popularity: 0.651 } },
  { ratings: 10, weights: { ease: 0.077, stars: 0.154, content: 0.308, popularity: 0.462 } },
  { ratings: 20, weights: { ease: 0.182, stars: 0.182, content: 0.273, popularity: 0.364 } },
];
