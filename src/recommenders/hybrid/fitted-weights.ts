import type { ComponentValues } from './components.ts';

/**
 * Weights of the hybrid's voices by number of ratings, each row summing to 1. Fitted, not chosen: `npm run fit` prints
 * these rows, those below 20 on newcomers to the built-in data, the last on MovieLens 100K's established users, that at
 * 20 is the mean of what it prints for both. Those up to 10 are from before viewing was a voice: fitted with it, newcomers
 * fare no better (0.490 to 0.497 at 10 ratings). Small weights of EASE and implicit ALS mislead: most of their scores
 * are near zero, so their best films lie dozens of standard deviations out.
 */
export const hybridWeights: readonly { readonly ratings: number; readonly weights: ComponentValues }[] = [
  { ratings: 0, weights: { ials: 0, viewing: 0, ease: 0, stars: 0.2, content: 0.133, popularity: 0.667 } },
  {
    ratings: 1,
    weights: { ials: 0.056, viewing: 0, ease: 0, stars: 0.194, content: 0.194, popularity: 0.556 },
  },
  {
    ratings: 3,
    weights: { ials: 0.179, viewing: 0, ease: 0.036, stars: 0.25, content: 0.179, popularity: 0.357 },
  },
  {
    ratings: 5,
    weights: { ials: 0.265, viewing: 0, ease: 0.02, stars: 0.265, content: 0.265, popularity: 0.185 },
  },
  {
    ratings: 10,
    weights: { ials: 0.25, viewing: 0, ease: 0.05, stars: 0.5, content: 0.2, popularity: 0 },
  },
  {
    ratings: 20,
    weights: { ials: 0.232, viewing: 0.204, ease: 0.179, stars: 0.268, content: 0.091, popularity: 0.027 },
  },
  {
    ratings: 40,
    weights: { ials: 0.221, viewing: 0.347, ease: 0.175, stars: 0.233, content: 0, popularity: 0.024 },
  },
];
