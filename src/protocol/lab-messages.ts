/**
 * The whole conversation between the page and the worker of the Lab: commands in, events out, plain data. Events are
 * the actions of the Lab's reducer.
 */

import type { ProblemReport } from '../base/problem.ts';
import type { Tenths, UserGroup } from '../evaluation/fairness.ts';
import type { Interval } from '../evaluation/intervals.ts';
import type { Against, ComparedMeasure } from '../evaluation/summary.ts';
import type { LabSettings } from './lab-settings.ts';
import type { RecommenderId } from './recommender-catalog.ts';

export type LabCommand =
  /** @param datasetId the data set that the page shows: another one is not evaluated in its place */
  | { readonly type: 'run'; readonly settings: LabSettings; readonly datasetId: string }
  /** Answered by `labEnded` at the next pause. */
  | { readonly type: 'cancel' };

/** Measures of all lists together. */
type WholeMeasure = 'coverage' | 'gini';

export type Measure = ComparedMeasure | WholeMeasure;

/** What a run works on, known before the first recommender is fitted. */
export interface LabData {
  readonly id: string;
  readonly name: string;
  readonly users: number;
  readonly movies: number;
  readonly ratings: number;
  readonly trainRatings: number;
  readonly testRatings: number;
  /** Users with something to find, for whom films are ranked. */
  readonly ranked: number;
  /** Mean share of their own films by popularity, the most rated tenth first. */
  readonly histories: Tenths;
  /** Of those users, by how much they have rated and by how mainstream it is. */
  readonly groups: readonly LabGroup[];
  /** Hidden users who play newcomers: those there are, at most as many as were asked for. */
  readonly newcomers: number;
}

/** A group of users; `from` and `to`: ratings in training, or the share of all users that their films reach (0..1). */
export interface LabGroup extends Pick<UserGroup, 'name' | 'from' | 'to'> {
  readonly users: number;
}

/** What one recommender did. */
export interface LabResult {
  readonly id: RecommenderId;
  /** Null where the recommender has no such measure (stars that it does not predict). */
  readonly compared: Readonly<Record<ComparedMeasure, Interval | null>>;
  readonly whole: Readonly<Record<WholeMeasure, number>>;
  /** Mean share of a user's recommendations by popularity, the most rated tenth first. */
  readonly byPopularity: Tenths;
  /** NDCG@K of each group, in the order of `LabData.groups`; null for a group without users. */
  readonly byGroup: readonly (Interval | null)[];
  /** NDCG@K of newcomers who have given so many ratings; empty where no curve was asked for. */
  readonly curve: readonly { readonly given: number; readonly ndcg: Interval }[];
  readonly seconds: { readonly fit: number; readonly rank: number };
}

export type LabStage = 'fitting' | 'ranking' | 'newcomers';

export type LabEvent =
  | { readonly type: 'labOpening' }
  | { readonly type: 'labStarted'; readonly data: LabData }
  /** What is done now; total null while unknown. */
  | {
      readonly type: 'labProgressed';
      readonly id: RecommenderId;
      readonly stage: LabStage;
      readonly done: number;
      readonly total: number | null;
    }
  /** A recommender is done; the comparisons are those of all that are. */
  | {
      readonly type: 'labMeasured';
      readonly result: LabResult;
      readonly comparisons: readonly Against[];
    }
  /** A recommender failed; the others go on. */
  | { readonly type: 'labMissed'; readonly id: RecommenderId; readonly problem: ProblemReport }
  | { readonly type: 'labEnded'; readonly end: 'finished' | 'cancelled' }
  /** The run as a whole failed; what was measured before stays. */
  | { readonly type: 'labFailed'; readonly problem: ProblemReport };
