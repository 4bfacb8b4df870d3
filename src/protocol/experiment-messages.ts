/** The part of the conversation about live experiments: two recommenders interleaved on For you. */
import type { Estimates } from '../evaluation/experiment-estimates.ts';
import type { Counts } from '../evaluation/interleaving.ts';
import type { StoredList, StoredMovie } from '../storage/person/experiment-schema.ts';
import type { RecommenderId } from './recommender-catalog.ts';
import type { Fitting } from './recommender-messages.ts';

export type ExperimentCommand =
  /** For you is dealt from both in turn from now on; one that was going on ends. */
  | { readonly type: 'startExperiment'; readonly a: RecommenderId; readonly b: RecommenderId }
  | { readonly type: 'stopExperiment' }
  /** Forgets one and what was recorded in it. */
  | { readonly type: 'removeExperiment'; readonly id: number }
  /** Films of a list that were really on the screen. `list`: as told by `recommended`. */
  | { readonly type: 'seen'; readonly list: string; readonly movieIds: readonly number[] }
  /** A film's page was opened from a list. */
  | { readonly type: 'clicked'; readonly list: string; readonly movieId: number }
  /** Answered by `experimentExported`. */
  | { readonly type: 'exportExperiment'; readonly id: number; readonly format: 'csv' | 'json' };

export type ExperimentEvent =
  /** Newest first. */
  | { readonly type: 'experiments'; readonly experiments: readonly ExperimentState[] }
  | {
      readonly type: 'experimentExported';
      readonly format: 'csv' | 'json';
      readonly log: ExperimentLog;
    };

/** An experiment as the page shows it. */
export interface ExperimentState {
  /** When it was started, milliseconds since 1970; no other has it. */
  readonly id: number;
  readonly a: RecommenderId;
  readonly b: RecommenderId;
  /** Milliseconds since 1970; null while it goes on. */
  readonly stoppedAt: number | null;
  /** Lists of which something was seen. */
  readonly lists: number;
  readonly counts: Counts;
  readonly estimates: Estimates;
  /** Why For you is not dealt from both although it goes on; null where it is. */
  readonly waiting: Waiting | null;
}

/** A recommender that is being fitted, or that has nothing to go by yet. */
export type Waiting =
  | { readonly kind: 'fitting'; readonly recommender: RecommenderId; readonly fitting: Fitting }
  | { readonly kind: 'silent'; readonly recommender: RecommenderId };

/** All that was recorded in an experiment; lists too old to be kept one by one are in `folded`. */
export interface ExperimentLog {
  readonly experiment: Omit<ExperimentState, 'waiting'>;
  readonly folded: Counts;
  readonly lists: readonly (Omit<StoredList, 'movies'> & { readonly movies: readonly LoggedMovie[] })[];
}

export interface LoggedMovie extends StoredMovie {
  readonly title: string;
}
