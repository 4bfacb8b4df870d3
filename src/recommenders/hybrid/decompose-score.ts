import type { Component } from '../../protocol/component-catalog.ts';
import type { Person } from '../recommender.ts';
import { type ComponentSet, componentsIn, type HybridScores } from './components.ts';

/** What one component gives one item, down to single ratings. */
export interface DecomposedComponent {
  readonly component: Component;
  /** Weighted z-score, `factor (score - mean)`: what the component adds to the total. */
  readonly part: number;
  /** `|part|` over those of all components. 0..1 */
  readonly share: number;
  /** In the component's own unit: `base + Σ ratings + cut`. */
  readonly score: number;
  /** What does not come from the person's ratings; the whole score where no single rating can be named. */
  readonly base: number;
  /** What each of the person's ratings adds to the score; null where no single rating can be named. `[n]` */
  readonly ratings: Float32Array | null;
  /** What clipping to the scale of stars added or took away. */
  readonly cut: number;
  /** Share of `part` that comes from no single rating. */
  readonly rest: number;
}

/** The total of one item as two sums: `Σ part` over components, and `Σ ratings + Σ rest`. */
export interface Decomposition {
  readonly total: number;
  /** The components with a weight above zero. */
  readonly components: readonly DecomposedComponent[];
  /** What each of the person's ratings adds to the total, over all components. `[n]` */
  readonly ratings: Float64Array;
}

/** Half a step of float32 around five stars. */
const ROUNDING = 1e-5;

/**
 * Decomposes the total of one item exactly. A component's score is `base + Σ_n c_n` (Recommender.contributions), and so
 * is its mean over all items, `base' + Σ_n c'_n`. Therefore `part = factor (score - mean) = Σ_n factor (c_n - c'_n) +
 * rest`: a rating counts by what it does to this item beyond what it does to the average item, because lifting all items
 * alike moves none of them in the list.
 * @param set the components
 * @param scores what `hybridScores` computed from them for this person
 */
export function decompose(
  set: ComponentSet,
  scores: HybridScores,
  person: Person,
  item: number,
): Decomposition {
  const ratings = new Float64Array(person.ratings.item.length);
  const terms = componentsIn(scores).flatMap((component): DecomposedComponent[] => {
    const made = scores.made[component];
    const part = scores.parts[component]?.[item];
    if (made === undefined || part === undefined) return [];
    const score = made.scores[item];
    const own = set[component]?.contributions?.(person, item);
    const average = set[component]?.contributions?.(person, 'mean');
    if (own === undefined || average === undefined)
      return [{ component, part, share: 0, score, base: score, ratings: null, cut: 0, rest: part }];
    let sum = own.base;
    let rest = part;
    own.parts.forEach((adds, n) => {
      const moved = made.scale.factor * (adds - average.parts[n]);
      sum += adds;
      ratings[n] += moved;
      rest -= moved;
    });
    const cut = Math.abs(score - sum) < ROUNDING ? 0 : score - sum;
    return [{ component, part, share: 0, score, base: own.base, ratings: own.parts, cut, rest }];
  });
  const all = terms.reduce((sum, { part }) => sum + Math.abs(part), 0);
  return {
    total: scores.total[item],
    components: terms.map((term) => ({ ...term, share: all > 0 ? Math.abs(term.part) / all : 0 })),
    ratings,
  };
}
