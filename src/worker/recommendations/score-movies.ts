import type { Reason } from '../../protocol/movie-card.ts';
import type { ComponentShares } from '../../protocol/recommendation-messages.ts';
import { type Component, noComponent } from '../../recommenders/hybrid/components.ts';
import { newcomerScores } from '../../recommenders/hybrid/switching-hybrid.ts';
import {
  type ComponentSet,
  componentShares,
  type HybridScores,
  hybridScores,
  zScored,
} from '../../recommenders/hybrid/weighted-hybrid.ts';
import type { StarPrediction, StarPredictor } from '../../recommenders/models/rating-predictor.ts';
import type { Person, Recommender } from '../../recommenders/recommender.ts';
import { combined, isCombined, type RecommenderId } from '../../recommenders/registry.ts';
import { isSilent } from '../../recommenders/top-items.ts';
import type { Library } from '../session/catalogue.ts';
import type { Rankers } from './background-recommenders.ts';
import { popularReason, reasonOfComponents, reasonsOf } from './reasons.ts';
import { partOf, type Ranker } from './recommender-pool.ts';

/** All films as one recommender orders them for one person, and why each stands where it stands. */
export interface Ranked {
  readonly id: RecommenderId;
  /** What the order can be taken apart into; none where it is not made of voices. */
  readonly components: ComponentSet;
  /** `total` is the order, in standard deviations above the average film; `parts` are those of `voices`. */
  readonly scores: HybridScores;
  /** Whether the recommender has nothing to go by, so that popularity stands in for it. */
  readonly silent: boolean;
  reason(item: number): Reason;
}

/** What scores and reasons rest on. */
export interface Basis {
  readonly library: Library;
  readonly person: Person;
  /** The model in use, and what it predicts for the person; null while there is none. */
  readonly stars: StarPredictor | null;
  readonly predicted: StarPrediction | null;
  readonly rankers: Rankers;
}

/** Scores every film for a person. */
export function rankedBy(ranker: Ranker, basis: Basis): Ranked {
  const { id } = ranker;
  if (id === 'hybrid') {
    const components = componentsOf(basis);
    const scores = hybridScores(components, basis.person);
    return {
      id,
      components,
      scores,
      silent: false,
      reason: (item) => reasonOfComponents(scores, basis, item),
    };
  }
  const { components, scores } = scoredBy(ranker, basis);
  if (!isSilent(scores.total)) {
    return { id, components, scores, silent: false, reason: reasonsOf(ranker, scores, basis) };
  }
  const { popularity } = basis.library;
  return {
    ...{ id, silent: true, components: { popularity } },
    scores: alone('popularity', popularity, basis.person),
    reason: (item) => popularReason(basis, item),
  };
}

/** Share of each voice in the given films. To a person the voices that learn from what goes together are one. */
export function sharesOf(scores: HybridScores, items: readonly number[]): ComponentShares {
  const { ials, viewing, ease, ...rest } = componentShares(scores, items);
  return { ...rest, ease: ease + ials + viewing };
}

/** The recommenders that are a voice of the hybrid too, and so can be taken apart as one. */
const componentOf: Readonly<Partial<Record<RecommenderId, Component>>> = {
  popularity: 'popularity',
  content: 'content',
  ease: 'ease',
  ials: 'ials',
  viewing: 'viewing',
  svd: 'stars',
  als: 'stars',
  bayes: 'stars',
};

function scoredBy({ id, parts }: Ranker, { person, library }: Basis): Pick<Ranked, 'components' | 'scores'> {
  if (id === 'switching') {
    const ials = partOf(parts, 'ials');
    const sides = { ials, content: library.content, popularity: library.popularity };
    const scores = newcomerScores(sides, person);
    return scores === null
      ? { components: { ials }, scores: alone('ials', ials, person) }
      : { components: sides, scores };
  }
  const recommender = isCombined(id) ? combined(id, parts) : partOf(parts, id);
  const component = componentOf[id];
  if (component === undefined) {
    return { components: {}, scores: { total: zScored(recommender.score(person), 1), parts: {}, made: {} } };
  }
  return { components: { [component]: recommender }, scores: alone(component, recommender, person) };
}

function alone(component: Component, recommender: Recommender, person: Person): HybridScores {
  const weights = { ...noComponent, [component]: 1 };
  return hybridScores({ [component]: recommender }, person, weights);
}

function componentsOf({ library, stars, predicted, rankers }: Basis): ComponentSet {
  const { ease, ials, viewing } = rankers;
  return {
    ...(ease === null ? {} : { ease }),
    ...(ials === null ? {} : { ials }),
    ...(viewing === null ? {} : { viewing }),
    // What is predicted for the person is computed once.
    ...(stars === null || predicted === null ? {} : { stars: { ...stars, score: () => predicted.stars } }),
    content: library.content,
    popularity: library.popularity,
  };
}
