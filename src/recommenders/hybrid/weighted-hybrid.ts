import type { Component } from '../../protocol/component-catalog.ts';
import { knowsPeople } from '../models/movie-content.ts';
import type { Person } from '../recommender.ts';
import { evidenceOf } from '../unrated.ts';
import {
  type ComponentSet,
  type ComponentValues,
  components,
  componentsIn,
  type HybridScores,
  noComponent,
  type Scale,
} from './components.ts';
import { genreHybridWeights, hybridWeights, type WeightPoint } from './fitted-weights.ts';

/** The fitted weights for what the content component knows; without one, those of genres alone. */
export function pointsFor({ content }: ComponentSet): readonly WeightPoint[] {
  return content !== undefined && knowsPeople(content) ? hybridWeights : genreHybridWeights;
}

/** Weights for a person with `count` ratings: linear between the fitted points, constant beyond the last. */
export function weightsFor(count: number, points: readonly WeightPoint[]): ComponentValues {
  const after = points.findIndex((point) => point.ratings >= count);
  if (after === -1) return points[points.length - 1].weights;
  const high = points[after];
  if (after === 0 || high.ratings === count) return high.weights;
  const low = points[after - 1];
  const share = (count - low.ratings) / (high.ratings - low.ratings);
  const weights = { ...low.weights };
  for (const component of Object.keys(weights) as Component[])
    weights[component] = low.weights[component] + share * (high.weights[component] - low.weights[component]);
  return weights;
}

/**
 * Weighted hybrid (Burke 2002) that switches with experience: each component is z-scored over all items, then
 * weighted by how many ratings the person has. A component whose scores do not differ adds nothing.
 * @param of the components, in the order in which they are summed
 */
export function hybridScores(
  set: ComponentSet,
  person: Person,
  weights: ComponentValues = weightsFor(evidenceOf(person), pointsFor(set)),
  of: readonly Component[] = components,
): HybridScores {
  const parts: Partial<Record<Component, Float32Array>> = {};
  const made: Partial<Record<Component, { scores: Float32Array; scale: Scale }>> = {};
  let total = new Float32Array(0);
  for (const component of of) {
    const recommender = set[component];
    if (recommender === undefined || weights[component] === 0) continue;
    const scores = recommender.score(person);
    const scale = scaleOf(scores, weights[component]);
    const part = scaled(scores, scale);
    made[component] = { scores, scale };
    parts[component] = part;
    if (total.length === 0) total = part.slice();
    else addTo(total, part);
  }
  return { total, parts, made };
}

/** The scores of one component by itself, with weight 1. */
export function scoresOfOne(component: Component, set: ComponentSet, person: Person): HybridScores {
  return hybridScores(set, person, { ...noComponent, [component]: 1 }, [component]);
}

/** `weight (s - mean) / deviation`, a new array; all zero when the scores do not differ. */
export function zScored(scores: Float32Array, weight: number): Float32Array {
  return scaled(scores, scaleOf(scores, weight));
}

/** @returns the scale on which `scores` have mean 0 and deviation `weight` */
export function scaleOf(scores: Float32Array, weight: number): Scale {
  let sum = 0;
  for (let i = 0; i < scores.length; i++) sum += scores[i];
  const mean = sum / scores.length;
  let squares = 0;
  for (let i = 0; i < scores.length; i++) squares += (scores[i] - mean) ** 2;
  const deviation = Math.sqrt(squares / scores.length);
  return { mean, factor: deviation < 1e-9 ? 0 : weight / deviation };
}

/** Adds one array to another of its length. */
export function addTo(to: Float32Array, more: Float32Array): void {
  for (let i = 0; i < to.length; i++) to[i] += more[i];
}

function scaled(scores: Float32Array, { mean, factor }: Scale): Float32Array {
  const result = new Float32Array(scores.length);
  for (let i = 0; i < result.length; i++) result[i] = factor * (scores[i] - mean);
  return result;
}

/**
 * Share of each component in lifting the given items: its positive parts over those of all components.
 * @returns values that sum to 1, or all 0 when nothing lifts them
 */
export function componentShares(scores: HybridScores, items: ArrayLike<number>): ComponentValues {
  const lift: Record<Component, number> = { ...noComponent };
  let all = 0;
  for (const component of componentsIn(scores)) {
    const part = scores.parts[component] ?? [];
    let sum = 0;
    for (let n = 0; n < items.length; n++) sum += Math.max(0, part[items[n]]);
    lift[component] = sum;
    all += sum;
  }
  if (all > 0) for (const component of componentsIn(scores)) lift[component] /= all;
  return lift;
}
