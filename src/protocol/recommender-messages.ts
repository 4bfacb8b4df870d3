/** Which recommender orders For you, and two lists side by side. */

import type { RecommendedCard } from './movie-card.ts';
import type { RecommenderId } from './recommender-catalog.ts';

/** This recommender orders For you from now on, or as soon as it is fitted. */
export interface RecommenderCommand {
  readonly type: 'rankBy';
  readonly recommender: RecommenderId;
}

/** Progress of a recommender that is being fitted. */
export interface Fitting {
  /** The recommender that is being fitted: the chosen one, or one of its parts. */
  readonly part: RecommenderId;
  /** Share done; 0 while it waits for another training, null if unknown. */
  readonly done: number | null;
}

/** What orders For you. */
export interface ActiveRecommender {
  /** What the person chose. */
  readonly chosen: RecommenderId;
  /** The recommender that orders the list now; it differs while the chosen one is being fitted. */
  readonly inUse: RecommenderId;
  readonly fitting: Fitting | null;
  /** What is being fitted in the background, for everybody who opens this data set. */
  readonly learning: Fitting | null;
  /** Null where every recommender learns from all of the data set. */
  readonly bound: LearningBound | null;
}

/** What the recommenders leave out of a data set that is too large for them. */
export interface LearningBound {
  /** They learn from so many ratings, those of people drawn at random; all are `of`. */
  readonly ratings: number;
  readonly of: number;
  /** EASE knows so many movies, the most rated ones; all are `ofMovies`. */
  readonly movies: number;
  readonly ofMovies: number;
}

/** One of two lists that are compared. */
export interface ComparedList {
  readonly recommender: RecommenderId;
  /** Best first; null until the recommender is ready. */
  readonly cards: readonly RecommendedCard[] | null;
  /** Whether the recommender has no data about the person, so that popularity replaces it. */
  readonly silent: boolean;
  readonly fitting: Fitting | null;
}

export interface RecommenderQueries {
  readonly activeRecommender: {
    readonly query: { readonly type: 'activeRecommender' };
    readonly answer: ActiveRecommender;
  };
  /** Fits the recommenders that are not ready, and answers again as each becomes ready. */
  readonly comparison: {
    readonly query: { readonly type: 'comparison'; readonly a: RecommenderId; readonly b: RecommenderId };
    readonly answer: readonly [ComparedList, ComparedList];
  };
}
