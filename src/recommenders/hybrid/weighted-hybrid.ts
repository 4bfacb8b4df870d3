import type { Person, Recommender } from '../recommender.ts';
import { type Component, type ComponentValues, components, noComponent } from './components.ts';
import { hybridWeights } from './fitted-weights.ts';

/** The voices of the hybrid; `stars` is missing until a factorization has been trained. */
export type ComponentSet = Readonly<Partial<Record<Component, Recommender>>>;

/** What the hybrid computed for one person: kept together so that reasons rest on the very same numbers. */
export interface HybridScores {
  /** `[items]`, higher is better */
  readonly total: Float32Array;
  /** Weighted z-score of each voice, `[items]`; they sum to `total`. */
  readonly parts: Readonly<Partial<Record<Component, Float32Array>>>;
  /** What each voice's part was made from: `part = factor (score - mean)`. */
  readonly made: Readonly<
    Partial<Record<Component, { readonly scores: Float32Array; readonly scale: Scale }>>
  >;
}

/** From a voice's own scores to its part of the total. */
interface Scale {
  /** Over all items. */
  readonly mean: number;
  /** Weight over deviation; 0 where the scores do not differ. */
  readonly factor: number;
}

/** Weights for a person with `count` ratings: linear between the fitted points, constant beyond the last. */
export function weightsFor(count: number): ComponentValues {
  const after = hybridWeights.findIndex((point) => point.ratings >= count);
  if (after === -1) return hybridWeights[hybridWeights.length - 1].weights;
  const high = hybridWeights[after];
  if (after === 0 || high.ratings === count) return high.weights;
  const low = hybridWeights[after - 1];
  const share = (count - low.ratings) / (high.ratings - low.ratings);
  const weights = { ...noComponent };
  for (const component of components)
    weights[component] = low.weights[component] + share * (high.weights[component] - low.weights[component]);
  return weights;
}

/**
 * Weighted hybrid (Burke 2002) that switches with experience: each voice is z-scored over all items, then
 * weighted by how many ratings the person has. A voice that says nothing (no spread) adds nothing.
 */
export function hybridScores(set: ComponentSet, person: Person, weights?: ComponentValues): HybridScores {
  const weight = weights ?? weightsFor(person.ratings.item.length);
  const parts: Partial<Record<Component, Float32Array>> = {};
  const made: Partial<Record<Component, { scores: Float32Array; scale: Scale }>> = {};
  let total = new Float32Array(0);
  for (const component of components) {
    const recommender = set[component];
    if (recommender === undefined || weight[component] === 0) continue;
    const scores = recommender.score(person);
    const scale = scaleOf(scores, weight[component]);
    const part = scaled(scores, scale);
    made[component] = { scores, scale };
    parts[component] = part;
    if (total.length === 0) total = part.slice();
    else addTo(total, part);
  }
  return { total, parts, made };
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
 * Share of each voice in lifting the given items: its positive parts over those of all voices.
 * @returns values that sum to 1, or all 0 when nothing lifts them
 */
export function componentShares(scores: HybridScores, items: ArrayLike<number>): ComponentValues {
  const lift = { ...noComponent };
  let all = 0;
  for (const component of components) {
    const part = scores.parts[component];
    if (part === undefined) continue;
    for (let n = 0; n < items.length; n++) lift[component] += Math.max(0, part[items[n]]);
    all += lift[component];
  }
  if (all > 0) for (const component of components) lift[component] /= all;
  return lift;
}
