/**
 * The whole conversation between the page and the worker. Commands change something, queries show something and stay
 * fresh while they are watched, events report what happened in the worker. Every message is plain data.
 */

import type { ProblemReport } from '../base/problem.ts';
import type { Activity } from './activity.ts';
import type { DatasetCommand, DatasetEvent, DatasetSummary } from './dataset-messages.ts';
import type { ExperimentCommand, ExperimentEvent } from './experiment-messages.ts';
import type { ImportCommand, ImportEvent } from './import-messages.ts';
import type { MapCommand } from './map-messages.ts';
import type { PersonCommand, PersonEvent, PersonState, Unconfirmed } from './person-messages.ts';
import type { Answered, Unwatch, Watch } from './queries.ts';
import type { RecommenderCommand } from './recommender-messages.ts';
import type { BackendName, RunRecord, TrainingCommand, TrainingEvent } from './training-messages.ts';

/** Opens the session; every other command waits for it. `opened` follows. */
export interface OpenCommand {
  readonly type: 'open';
  readonly backend: BackendName | 'auto';
  /** Whether Matinee trains without being asked. */
  readonly autoTrain: boolean;
  /** Changes that earlier tabs sent and did not see confirmed; applied before `opened`. */
  readonly unconfirmed: readonly Unconfirmed[];
}

/** Deletes ratings, picks, model and data set, then starts anew. `forgotten` follows. */
interface ForgetCommand {
  readonly type: 'forgetEverything';
}

/** The commands of an open session, each with a handler in its feature. */
export type Command =
  | PersonCommand
  | RecommenderCommand
  | TrainingCommand
  | ExperimentCommand
  | DatasetCommand
  | ImportCommand
  | MapCommand
  | ForgetCommand;

/** All that the page sends. */
export type ToWorker = OpenCommand | Command | Watch | Unwatch | Activity;

/** All that the worker sends. */
export type FromWorker = Event | Answered;

export type Event =
  | PersonEvent
  | TrainingEvent
  | ExperimentEvent
  | DatasetEvent
  | ImportEvent
  /** Steps before `opened`, with bytes or rows done of total (total null while unknown). */
  | {
      readonly type: 'loading';
      readonly step: 'storage' | 'download' | 'unzip' | 'read' | 'save' | 'prepare';
      readonly done: number;
      readonly total: number | null;
    }
  /** The session is open; this is what it knows of the person and the data set. */
  | {
      readonly type: 'opened';
      readonly person: PersonState;
      readonly dataset: DatasetSummary;
      /** Runs that are over, oldest first. */
      readonly runs: readonly RunRecord[];
      /** The run whose model predicts now. */
      readonly modelRunId: number | null;
      /** False where the browser stores nothing (private window, denied): the page shows a banner. */
      readonly isPersistent: boolean;
    }
  /** A command failed; nothing was changed. */
  | { readonly type: 'failed'; readonly problem: ProblemReport }
  /** The worker is gone; sent by the client. It is started again by itself when `restarting`. */
  | { readonly type: 'workerDied'; readonly problem: ProblemReport; readonly restarting: boolean }
  | { readonly type: 'forgotten' };
