import type { VoiceValues } from './voices.ts';

/**
 * Weights of the hybrid's voices by number of ratings. Fitted, not chosen: `npm run fit` prints this table.
 */
export const hybridWeights: readonly { readonly ratings: number; readonly weights: VoiceValues }[] = [
  { ratings: 0, weights: { ease: 0, stars: 0.1, content: 0.3, popularity: 1 } },
  { ratings: 5, weights: { ease: 1, stars: 0.1, content: 0.2, popularity: 0.5 } },
  { ratings: 20, weights: { ease: 1, stars: 0.1, content: 0.1, popularity: 0.1 } },
];
