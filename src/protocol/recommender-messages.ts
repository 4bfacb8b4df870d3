/** The part of the conversation about what orders For you. */

import type { RecommendedCard } from './messages.ts';
import type { RecommenderId } from './recommender-catalog.ts';

export type RankingCommand =
  /** For you is ordered by this recommender from now on. Answered by `ranking`. */
  | { readonly type: 'rankBy'; readonly recommender: RecommenderId }
  /** Answered by `compared`, at once and again whenever more of it is ready. */
  | { readonly type: 'compare'; readonly a: RecommenderId; readonly b: RecommenderId };

export type RankingEvent =
  | { readonly type: 'ranking'; readonly ranking: RankingState }
  | { readonly type: 'compared'; readonly lists: readonly [ComparedList, ComparedList] };

/** What is being done for a recommender that is not ready. */
export interface Fitting {
  /** What is fitted: the recommender itself, or one that it rests on. */
  readonly part: RecommenderId;
  /** Share done; 0 while another training goes first, null where it cannot be told. */
  readonly done: number | null;
}

/** What orders For you. */
export interface RankingState {
  /** What the person chose. */
  readonly chosen: RecommenderId;
  /** What orders the list now; another one while what was chosen is being fitted. */
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
