import type { Component } from '../../protocol/component-catalog.ts';
import type { Explain, Explanation } from '../explanation.ts';
import type { GenreTfidf } from '../models/tfidf.ts';
import type { Person } from '../recommender.ts';
import { type ComponentSet, componentsIn, type HybridScores } from './components.ts';

/** Why an item stands where it stands: the component that says so, and what that component rests on. */
export interface ComponentExplanation {
  readonly component: Component;
  readonly why: Explanation;
}

/** What explanations are looked up in. */
export interface ExplainContext {
  /** The components that made the scores. */
  readonly set: ComponentSet;
  readonly tfidf: GenreTfidf;
  /** How the scores of a component are explained. */
  explainOf(component: Component): Explain;
}

/**
 * Popularity lifts the same movies for everyone, so it is the reason only where no personal component lifts the movie
 * by at least this share of it.
 */
const PERSONAL_SHARE = 0.1;

/** Explains one item from the scores that ranked it: by the personal component that lifts it most, else by popularity. */
export function explainScore(
  scores: HybridScores,
  person: Person,
  item: number,
  { set, tfidf, explainOf }: ExplainContext,
): ComponentExplanation {
  const lifting = componentsIn(scores)
    .map((component) => ({ component, lift: scores.parts[component]?.[item] ?? 0 }))
    .filter(({ lift }) => lift > 0)
    .sort((a, b) => b.lift - a.lift);
  const floor = PERSONAL_SHARE * (scores.parts.popularity?.[item] ?? 0);
  for (const { component, lift } of lifting) {
    const [recommender, made] = [set[component], scores.made[component]];
    if (component === 'popularity' || lift < floor || recommender === undefined || made === undefined)
      continue;
    const why = explainOf(component)({ recommender, scores: () => made.scores, tfidf }, person, item);
    if (why !== null) return { component, why };
  }
  return { component: 'popularity', why: { kind: 'popular' } };
}
