/**
 * The whole conversation between the page and the worker of the Lab: commands in, events out, plain data. Events are
 * the actions of the Lab's reducer.
 */

import type { ProblemReport } from '../base/problem.ts';
import type { ListMeasure } from '../evaluation/evaluate.ts';
import type { Tenths, UserGroup } from '../evaluation/fairness.ts';
import type { Interval } from '../evaluation/intervals.ts';
import type { Against, ComparedMeasure } from '../evaluation/summary.ts';
import type { Population, TestedUsers } from '../evaluation/tested-users.ts';
import type { ExploringEvent, ExploringSettings } from './exploring-messages.ts';
import type { LabSettings } from './lab-settings.ts';
import type { RecommenderId } from './recommender-catalog.ts';

export type { ListMeasure } from '../evaluation/evaluate.ts';
export type { TenthsOf } from '../evaluation/fairness.ts';
export type { Interval } from '../evaluation/intervals.ts';
export type { Against, ComparedMeasure } from '../evaluation/summary.ts';
export type { Population } from '../evaluation/tested-users.ts';

export type LabCommand =
  /** @param datasetId the data set that the page shows; the Lab refuses to evaluate another one */
  | { readonly type: 'run'; readonly settings: LabSettings; readonly datasetId: string }
  /** Simulates exploring; answered by events of exploring-messages.ts. */
  | { readonly type: 'explore'; readonly settings: ExploringSettings; readonly datasetId: string }
  /** `labEnded` follows at the next pause. */
  | { readonly type: 'cancel' };

/** Measures over all lists together. */
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
  /** Whom the split tests, without the lists of them. */
  readonly tested: Omit<TestedUsers, 'users' | 'isNew'>;
  readonly people: LabPeople;
  /** The hidden ratings of those people; null where there are too many to write down. */
  readonly heldOut: HeldOut | null;
  /** Mean share of their own movies by popularity, the most rated tenth first. */
  readonly histories: Tenths;
  /** Groups of those users, by how many ratings they have and by how mainstream their movies are. */
  readonly groups: readonly LabGroup[];
  /** Number of hidden users treated as newcomers; it can be lower than the setting. */
  readonly newcomers: number;
}

/** The people with something to find; all values by person are in this order. Columns of equal length. */
export interface LabPeople {
  /** Number of the user in the data set, from 1. */
  readonly user: Int32Array;
  /** 1 without any rating in training, else 0. */
  readonly isNew: Uint8Array;
  /** Number of movies to find. */
  readonly relevant: Int32Array;
}

/** Hidden ratings. Columns of equal length. */
export interface HeldOut {
  readonly user: Int32Array;
  /** The data set's own id of the movie. */
  readonly movie: Int32Array;
  readonly stars: Float32Array;
}

/** A group of users; `from` and `to`: ratings in training, or share of all users that their movies reach (0..1). */
export interface LabGroup extends Pick<UserGroup, 'name' | 'from' | 'to'> {
  readonly users: number;
}

/** The results of one recommender. */
export interface LabResult {
  readonly id: RecommenderId;
  /** Of the people that `LabData.tested.population` names; null where the measure does not apply (no predicted stars). */
  readonly compared: Readonly<Record<ComparedMeasure, Interval | null>>;
  /** The same of new people where the run has known ones, too; else null. */
  readonly newPeople: Readonly<Record<ComparedMeasure, Interval | null>> | null;
  /** For how many people all its scores are equal. They count with what chance gets. */
  readonly silent: Readonly<Record<Population, number>>;
  /** Each measure of each person, in the order of `LabData.people`. */
  readonly perPerson: Readonly<Record<ListMeasure, Float64Array>>;
  readonly whole: Readonly<Record<WholeMeasure, number>>;
  /** Mean share of a user's recommendations by popularity, the most rated tenth first. */
  readonly byPopularity: Tenths;
  /** NDCG@K of each group, in the order of `LabData.groups`; null for a group without users. */
  readonly byGroup: readonly (Interval | null)[];
  /** NDCG@K of newcomers after this many ratings; empty if the settings have no newcomer curve. */
  readonly curve: readonly { readonly given: number; readonly ndcg: Interval }[];
  readonly seconds: { readonly fit: number; readonly rank: number };
}

export type LabStage = 'fitting' | 'ranking' | 'newcomers';

export type LabEvent =
  | { readonly type: 'labOpening' }
  | { readonly type: 'labStarted'; readonly data: LabData }
  /** The current step; total is null while unknown. */
  | {
      readonly type: 'labProgressed';
      readonly id: RecommenderId;
      readonly stage: LabStage;
      readonly done: number;
      readonly total: number | null;
    }
  /** A recommender is done; the comparisons cover all recommenders that are done. */
  | {
      readonly type: 'labMeasured';
      readonly result: LabResult;
      readonly comparisons: readonly Against[];
    }
  /** A recommender failed; the others continue. */
  | { readonly type: 'labMissed'; readonly id: RecommenderId; readonly problem: ProblemReport }
  | { readonly type: 'labEnded'; readonly end: 'finished' | 'cancelled' }
  /** The run as a whole failed; what was measured before stays. */
  | { readonly type: 'labFailed'; readonly problem: ProblemReport };

/** Whatever the worker emits, by either command. */
export type LabWorkerEvent = LabEvent | ExploringEvent;
