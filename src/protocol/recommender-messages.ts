/** Which recommender orders For you, and two lists side by side. */

import type { RecommendedCard } from './movie-card.ts';
import type { RecommenderId } from './recommender-catalog.ts';

/** For you is ordered by this recommender from now on, or as soon as it is fitted. */
export interface RecommenderCommand {
  readonly type: 'rankBy';
  readonly recommender: RecommenderId;
}

/** Progress of a recommender that is being fitted. */
export interface Fitting {
  /** What is being fitted: the recommender itself, or one that it is made of. */
  readonly part: RecommenderId;
  /** Share done; 0 while another training goes first, null where it is unknown. */
  readonly done: number | null;
}

/** What orders For you. */
export interface ActiveRecommender {
  /** What the person chose. */
  readonly chosen: RecommenderId;
  /** What orders the list now; another one while the chosen one is being fitted. */
  readonly inUse: RecommenderId;
  readonly fitting: Fitting | null;
}

/** One of two lists that are compared. */
export interface ComparedList {
  readonly recommender: RecommenderId;
  /** Best first; null until the recommender is ready. */
  readonly cards: readonly RecommendedCard[] | null;
  /** Whether the recommender has nothing to go by, so that popularity stands in for it. */
  readonly silent: boolean;
  readonly fitting: Fitting | null;
}

export interface RecommenderQueries {
  readonly activeRecommender: {
    readonly query: { readonly type: 'activeRecommender' };
    readonly answer: ActiveRecommender;
  };
  /** Fits what is not ready, and answers again whenever more of it is. */
  readonly comparison: {
    readonly query: { readonly type: 'comparison'; readonly a: RecommenderId; readonly b: RecommenderId };
    readonly answer: readonly [ComparedList, ComparedList];
  };
}
