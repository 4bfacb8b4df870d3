import type { EncodedModel, StoredModel } from '../descriptor.ts';
import { knowsPeople } from '../models/movie-content.ts';
import { byComponent, type ComponentSet, type ComponentValues, components } from './components.ts';
import type { WeightPoint } from './fitted-weights.ts';
import { pointsFor } from './weighted-hybrid.ts';

/** What weights that were learnt gain over those of the app, for people from whom they were not learnt. */
export interface MixGain {
  /** NDCG@10, mean over the people. */
  readonly mean: number;
  readonly standardError: number;
  readonly people: number;
}

/** What content knows of movies; weights that were learnt with the one do not serve the other. */
export type Known = 'people' | 'genres';

/** What came of learning the weights of the components for one data set. All but `learnt` leave those of the app. */
export type LearntMix =
  /** @field weights of a person with many ratings; they sum to 1 */
  | {
      readonly kind: 'learnt';
      readonly known: Known;
      readonly weights: ComponentValues;
      readonly gain: MixGain;
    }
  /** They gain less than chance might. */
  | { readonly kind: 'noGain'; readonly known: Known; readonly gain: MixGain }
  /** It took too long on this device. */
  | { readonly kind: 'tooSlow'; readonly known: Known }
  /** Too few people have rated enough, or there are too many ratings to fit all components once more. */
  | { readonly kind: 'tooFew' | 'tooLarge' };

/** What a content component knows. */
export function knownTo({ content }: ComponentSet): Known {
  return content !== undefined && knowsPeople(content) ? 'people' : 'genres';
}

/** The weights by number of ratings that serve a set of components: those learnt for the data set, else those of the app. */
export function pointsIn(mix: LearntMix | null, set: ComponentSet): readonly WeightPoint[] {
  const fitted = pointsFor(set);
  return mix?.kind === 'learnt' && mix.known === knownTo(set) ? withLearnt(fitted, mix.weights) : fitted;
}

/**
 * The fitted points with learnt weights for people with many ratings: the last point takes them, the one before it moves half as
 * far, as it does where the app's own weights were fitted anew. Newcomers keep theirs.
 */
export function withLearnt(points: readonly WeightPoint[], learnt: ComponentValues): readonly WeightPoint[] {
  const last = points.length - 1;
  const settled = points[last].weights;
  return points.map(({ ratings, weights }, n) => {
    if (n === last) return { ratings, weights: learnt };
    if (n < last - 1) return { ratings, weights };
    const moved = byComponent((component) =>
      Math.max(0, weights[component] + (learnt[component] - settled[component]) / 2),
    );
    const sum = components.reduce((all, component) => all + moved[component], 0);
    return { ratings, weights: byComponent((component) => moved[component] / sum) };
  });
}

/** Name under which it is stored, beside the models of the recommenders. */
export const MIX_NAME = 'learnt-mix';
/** Goes up with whatever changes what is learnt: the components, their settings, or how weights are learnt from them. */
const VERSION = 1;

/** What is stored, so that nobody learns it at every visit; null for what costs nothing to find out again. */
export function encodeMix(mix: LearntMix): EncodedModel | null {
  if (!('known' in mix)) return null;
  const meta = { version: VERSION, components, kind: mix.kind, known: mix.known };
  if (mix.kind === 'tooSlow') return { meta, arrays: {} };
  const gain = { gain: mix.gain.mean, standardError: mix.gain.standardError, people: mix.gain.people };
  const weights = mix.kind === 'learnt' ? components.map((component) => mix.weights[component]) : [];
  return { meta: { ...meta, ...gain }, arrays: { weights: Float64Array.from(weights) } };
}

/**
 * @returns null where it was learnt by another version or for other components, or makes no sense: then it is learnt again
 * @throws Problem 'storage-broken' where the weights are missing
 */
export function decodeMix({ meta, array }: StoredModel): LearntMix | null {
  const { version, kind, known, gain: mean, standardError, people } = meta;
  if (version !== VERSION || !isSameList(meta.components) || (known !== 'people' && known !== 'genres'))
    return null;
  if (kind === 'tooSlow') return { kind, known };
  if (typeof mean !== 'number' || typeof standardError !== 'number' || typeof people !== 'number')
    return null;
  const gain = { mean, standardError, people };
  if (kind === 'noGain') return { kind, known, gain };
  if (kind !== 'learnt') return null;
  const stored = array('weights', Float64Array, components.length);
  const sum = stored.reduce((all, weight) => all + weight, 0);
  // Not so for a number that is none.
  const makesSense = stored.every((weight) => weight >= 0) && Math.abs(sum - 1) < 1e-6;
  if (!makesSense) return null;
  return { kind, known, gain, weights: byComponent((component) => stored[components.indexOf(component)]) };
}

function isSameList(stored: unknown): boolean {
  return Array.isArray(stored) && stored.join() === components.join();
}
