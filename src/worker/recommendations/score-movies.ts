import {
  type Component,
  type ComponentGroup,
  componentCatalog,
  inChapters,
} from '../../protocol/component-catalog.ts';
import type { Reason } from '../../protocol/movie-card.ts';
import type { ComponentShares } from '../../protocol/recommendation-messages.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import { type ComponentScores, isCombined } from '../../recommenders/descriptor.ts';
import type { ComponentSet, HybridScores } from '../../recommenders/hybrid/components.ts';
import { pointsIn } from '../../recommenders/hybrid/learnt-mix.ts';
import {
  componentShares,
  hybridScores,
  scoresOfOne,
  weightsFor,
  zScored,
} from '../../recommenders/hybrid/weighted-hybrid.ts';
import type { Recommender } from '../../recommenders/recommender.ts';
import { partsIn } from '../../recommenders/registry.ts';
import { hasNoSignal } from '../../recommenders/top-items.ts';
import { evidenceOf } from '../../recommenders/unrated.ts';
import { popularReason, reasonOfComponents, reasonsOf } from './reasons.ts';
import { alwaysReady, type Ranker } from './recommender-pool.ts';
import type { Basis } from './scoring-basis.ts';

/** The scores of all movies by one recommender for one person, and the parts of each score. */
export interface Ranked {
  readonly id: RecommenderId;
  /** The components whose sum is the score; empty if the score is not such a sum. */
  readonly components: ComponentSet;
  /** `total` ranks, in standard deviations above the average movie; `parts` are those of `components`. */
  readonly scores: HybridScores;
  /** Whether the recommender has no data about the person, so that popularity replaces it. */
  readonly silent: boolean;
  reason(item: number): Reason;
}

/** Scores every movie for a person. */
export function rankedBy(ranker: Ranker, basis: Basis): Ranked {
  const { id } = ranker;
  if (id === 'hybrid') {
    const components = componentsOf(basis);
    const { mix = null, person } = basis;
    const weights = weightsFor(evidenceOf(person), pointsIn(mix, components));
    const scores = hybridScores(components, person, weights);
    const reason = (item: number) => reasonOfComponents(ranker, { components, scores }, basis, item);
    return { id, components, scores, silent: false, reason };
  }
  const scored = scoredBy(ranker, basis);
  const { components, scores } = scored;
  if (!hasNoSignal(scores.total)) {
    return { id, components, scores, silent: false, reason: reasonsOf(ranker, scored, basis) };
  }
  const popularity = { popularity: basis.catalogue.popularity };
  return {
    id,
    components: popularity,
    scores: scoresOfOne('popularity', popularity, basis.person),
    silent: true,
    reason: (item) => popularReason(basis, item),
  };
}

/** Share of each group of components in the given movies. */
export function sharesOf(scores: HybridScores, items: readonly number[]): ComponentShares {
  const shares = componentShares(scores, items);
  const sums: Record<ComponentGroup, number> = { ease: 0, stars: 0, content: 0, popularity: 0 };
  for (const { id, group } of inChapters()) sums[group] += shares[id];
  return sums;
}

function scoredBy({ id, parts, registry }: Ranker, { person }: Basis): ComponentScores {
  const descriptor = registry.find(id);
  const part = partsIn(parts);
  const decomposed = isCombined(descriptor) ? descriptor.decompose?.(part, person) : undefined;
  if (decomposed !== undefined) return decomposed;
  const recommender = isCombined(descriptor) ? descriptor.combine(part) : part(id);
  const component = componentOf(id);
  if (component === null) {
    const total = zScored(recommender.score(person), 1);
    return { components: {}, scores: { total, parts: {}, made: {} } };
  }
  const components = { [component]: recommender };
  return { components, scores: scoresOfOne(component, components, person) };
}

/** The component that explains a recommender's scores; null if the recommender is not a component. */
function componentOf(id: RecommenderId): Component | null {
  return componentCatalog.find(({ recommenders }) => recommenders.includes(id))?.id ?? null;
}

/** The components that are ready. */
function componentsOf({ catalogue, stars, predicted, backgroundRecommenders, content }: Basis): ComponentSet {
  const ready = new Map<RecommenderId, Recommender>([
    ...alwaysReady(catalogue, content),
    ...backgroundRecommenders,
  ]);
  const set: Partial<Record<Component, Recommender>> = {};
  for (const { id, recommenders } of componentCatalog) {
    const recommender = ready.get(recommenders[0]);
    if (recommender !== undefined) set[id] = recommender;
  }
  // The prediction for the person is computed once.
  if (stars !== null && predicted !== null) set.stars = { ...stars, score: () => predicted.stars };
  return set;
}
