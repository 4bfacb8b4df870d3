import { type Component, componentCatalog } from '../../protocol/component-catalog.ts';
import type { Recommender } from '../recommender.ts';

/** The components of the weighted hybrid, in the order in which their parts are summed. */
export const components: readonly Component[] = componentCatalog.map(({ id }) => id);

/** One number for each component. */
export type ComponentValues = Readonly<Record<Component, number>>;

/** The components that are there; `stars` is missing until a factorization has been trained. */
export type ComponentSet = Readonly<Partial<Record<Component, Recommender>>>;

/** What the hybrid computed for one person. Reasons rest on these numbers. */
export interface HybridScores {
  /** `[items]`, higher is better */
  readonly total: Float32Array;
  /** Weighted z-score of each component, `[items]`; they sum to `total`. */
  readonly parts: Readonly<Partial<Record<Component, Float32Array>>>;
  /** What each component's part was made from: `part = factor (score - mean)`. */
  readonly made: Readonly<
    Partial<Record<Component, { readonly scores: Float32Array; readonly scale: Scale }>>
  >;
}

/** From a component's own scores to its part of the total. */
export interface Scale {
  /** Over all items. */
  readonly mean: number;
  /** Weight over deviation; 0 where the scores do not differ. */
  readonly factor: number;
}

/** One value for each component. */
export function byComponent<T>(
  valueFor: (component: Component) => T,
  of: readonly Component[] = components,
): Record<Component, T> {
  return Object.fromEntries(of.map((component) => [component, valueFor(component)])) as Record<Component, T>;
}

export const noComponent: ComponentValues = byComponent(() => 0);

/** The components that the scores are the sum of, in the order of that sum. */
export function componentsIn({ parts }: HybridScores): Component[] {
  return Object.keys(parts) as Component[];
}
