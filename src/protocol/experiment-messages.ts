/** Live experiments: two recommenders interleaved on For you. */
import type { Estimates } from '../evaluation/experiment-estimates.ts';
import type { Counts } from '../evaluation/interleaving.ts';
import type { StoredList, StoredMovie } from '../storage/person/experiment-schema.ts';
import type { RecommenderId } from './recommender-catalog.ts';
import type { Fitting } from './recommender-messages.ts';

export type { Share } from '../evaluation/proportions.ts';

export type ExperimentCommand =
  /** From now on For you takes its movies from both in turn; an experiment that was running ends. */
  | { readonly type: 'startExperiment'; readonly a: RecommenderId; readonly b: RecommenderId }
  | { readonly type: 'stopExperiment' }
  /** Forgets an experiment and all that was recorded in it. */
  | { readonly type: 'removeExperiment'; readonly id: number }
  /** Movies of a list that were really on the screen. `list`: `Recommendations.experiment`. */
  | { readonly type: 'seen'; readonly list: string; readonly movieIds: readonly number[] }
  /** A movie's page was opened from a list. */
  | { readonly type: 'clicked'; readonly list: string; readonly movieId: number }
  /** The event `experimentExported` follows. */
  | { readonly type: 'exportExperiment'; readonly id: number; readonly format: 'csv' | 'json' };

export interface ExperimentEvent {
  readonly type: 'experimentExported';
  readonly format: 'csv' | 'json';
  readonly log: ExperimentLog;
}

export interface ExperimentQueries {
  /** Newest first. */
  readonly experiments: {
    readonly query: { readonly type: 'experiments' };
    readonly answer: readonly ExperimentState[];
  };
}

/** An experiment as the page shows it. */
export interface ExperimentState {
  /** When it was started, milliseconds since 1970; no other has it. */
  readonly id: number;
  readonly a: RecommenderId;
  readonly b: RecommenderId;
  /** Milliseconds since 1970; null while it runs. */
  readonly stoppedAt: number | null;
  /** Lists of which the person saw at least one movie. */
  readonly lists: number;
  readonly counts: Counts;
  readonly estimates: Estimates;
  /** Why For you does not interleave both recommenders although the experiment runs; null if it does. */
  readonly waiting: Waiting | null;
}

/** A recommender that is being fitted, or that has no data about the person yet. */
export type Waiting =
  | { readonly kind: 'fitting'; readonly recommender: RecommenderId; readonly fitting: Fitting }
  | { readonly kind: 'silent'; readonly recommender: RecommenderId };

/** All that was recorded in an experiment; lists that are too old to be stored one by one are summed up in `folded`. */
export interface ExperimentLog {
  readonly experiment: Omit<ExperimentState, 'waiting'>;
  readonly folded: Counts;
  readonly lists: readonly (Omit<StoredList, 'movies'> & { readonly movies: readonly LoggedMovie[] })[];
}

export interface LoggedMovie extends StoredMovie {
  readonly title: string;
}
