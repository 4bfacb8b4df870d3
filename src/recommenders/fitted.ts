import type { VoiceValues } from './voices.ts';

/**
 * Weights of the hybrid's voices by number of ratings, each row summing to 1. Fitted, not chosen: `npm run fit`
 * prints this table. EASE's small weights mislead: most of its scores are near zero, so its best films lie
 * dozens of standard deviations out.
 */
export const hybridWeights: readonly { readonly ratings: number; readonly weights: VoiceValues }[] = [
  { ratings: 0, weights: { ease: 0, stars: 0, content: 0.286, popularity: 0.714 } },
  { ratings: 1, weights: { ease: 0.042, stars: 0.125, content: 0.25, popularity: 0.583 } },
  { ratings: 3, weights: { ease: 0.063, stars: 0.187, content: 0.25, popularity: 0.5 } },
  { ratings: 5, weights: { ease: 0.05, stars: 0.2, content: 0.25, popularity: 0.5 } },
  { ratings: 10, weights: { ease: 0.071, stars: 0.286, content: 0.214, popularity: 0.429 } },
  { ratings: 20, weights: { ease: 0.143, stars: 0.429, content: 0.143, popularity: 0.286 } },
];
