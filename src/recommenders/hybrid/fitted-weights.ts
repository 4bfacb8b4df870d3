import type { Component } from '../../protocol/component-catalog.ts';
import { byComponent, type ComponentValues } from './components.ts';

export interface WeightPoint<Values = ComponentValues> {
  readonly ratings: number;
  readonly weights: Values;
}

/** A component that is not named has weight 0. */
export type PartialWeights = Readonly<Partial<Record<Component, number>>>;

/**
 * Weights of the hybrid's components by number of ratings, each row summing to 1. Fitted, not chosen: `npm run fit`
 * prints these rows. Those below 20 are fitted on newcomers to the built-in data, the last one on MovieLens 100K's
 * established users, and the one at 20 is the mean of what it prints for both. Those up to 10 were fitted before viewing
 * was a component: fitted with it, newcomers fare no better (0.490 to 0.497 at 10 ratings). Small weights of EASE and
 * implicit ALS mislead: most of their scores are near zero, so their best movies are dozens of standard deviations away.
 */
const fitted: readonly WeightPoint<PartialWeights>[] = [
  { ratings: 0, weights: { stars: 0.2, content: 0.133, popularity: 0.667 } },
  { ratings: 1, weights: { ials: 0.056, stars: 0.194, content: 0.194, popularity: 0.556 } },
  { ratings: 3, weights: { ials: 0.179, ease: 0.036, stars: 0.25, content: 0.179, popularity: 0.357 } },
  { ratings: 5, weights: { ials: 0.265, ease: 0.02, stars: 0.265, content: 0.265, popularity: 0.185 } },
  { ratings: 10, weights: { ials: 0.25, ease: 0.05, stars: 0.5, content: 0.2 } },
  {
    ratings: 20,
    weights: { ials: 0.232, viewing: 0.204, ease: 0.179, stars: 0.268, content: 0.091, popularity: 0.027 },
  },
  { ratings: 40, weights: { ials: 0.221, viewing: 0.347, ease: 0.175, stars: 0.233, popularity: 0.024 } },
];

/** The points with a weight for every component. */
export function weightPoints(
  points: readonly WeightPoint<PartialWeights>[],
  of?: readonly Component[],
): WeightPoint[] {
  return points.map(({ ratings, weights }) => ({
    ratings,
    weights: byComponent((component) => weights[component] ?? 0, of),
  }));
}

export const hybridWeights: readonly WeightPoint[] = weightPoints(fitted);
