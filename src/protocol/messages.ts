/**
 * The whole conversation between the page and the worker. Commands change something, queries show something and stay
 * fresh while they are watched, events report what happened in the worker. Every message is plain data.
 */

import type { ProblemReport } from '../base/problem.ts';
import type { Activity } from './activity.ts';
import type { DatasetCommand, DatasetEvent, DatasetSummary, Notice } from './dataset-messages.ts';
import type { ExperimentCommand, ExperimentEvent } from './experiment-messages.ts';
import type { ImportCommand, ImportEvent } from './import-messages.ts';
import type { MapCommand } from './map-messages.ts';
import type { NetworkCommand } from './network-messages.ts';
import type {
  PersonCommand,
  PersonEvent,
  PersonState,
  Unconfirmed,
  UnstoredChange,
} from './person-messages.ts';
import type { Answered, Unwatch, Watch } from './queries.ts';
import type { RecommenderCommand } from './recommender-messages.ts';
import type { TogetherCommand } from './together-messages.ts';
import type { BackendName, RunRecord, TrainingCommand, TrainingEvent } from './training-messages.ts';

/** Opens the session; every other command waits for it. `opened` follows. */
export interface OpenCommand {
  readonly type: 'open';
  readonly backend: BackendName | 'auto';
  /** How many threads compute; null for as many as suit the device. */
  readonly threads: number | null;
  /** Whether Matinee trains without being asked. */
  readonly autoTrain: boolean;
  /** Changes that earlier tabs sent and did not see confirmed; applied before `opened`. */
  readonly unconfirmed: readonly Unconfirmed[];
  /** A note beside the databases says that a person was stored here: if there is none, the browser has lost it. */
  readonly isReturning?: true;
  /** Changes of earlier tabs whose notes are damaged. */
  readonly damagedNotes?: number | undefined;
}

/** Deletes ratings, picks, model and data set, also where nothing could be opened. `forgotten` follows, and the session is over. */
interface ForgetCommand {
  readonly type: 'forgetEverything';
}

/** Commands whose failure concerns nothing else. */
export type FailedCommand = PersonCommand | ForgetCommand | Extract<ImportCommand, { type: 'backUp' }>;

/** The commands of an open session, each with a handler in its feature. */
export type Command =
  | PersonCommand
  | RecommenderCommand
  | TrainingCommand
  | ExperimentCommand
  | DatasetCommand
  | ImportCommand
  | TogetherCommand
  | MapCommand
  | NetworkCommand
  | ForgetCommand;

/**
 * The page has begun to fetch the starter of the built-in data set, before the code of the worker was there to do it; then
 * what came of it, null where nothing did.
 */
export type StarterMessage =
  | { readonly type: 'starterComing' }
  | { readonly type: 'starterFetched'; readonly bytes: Uint8Array<ArrayBuffer> | null };

/** Asks whether the worker is alive. It answers at once, between two pieces of its work. */
export interface PulseMessage {
  readonly type: 'pulse';
}

/** All else that the page sends. */
export type ToWorker = OpenCommand | Command | Watch | Unwatch | Activity | PulseMessage;

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
      /** False where the movies and the model live in memory only, although the person is stored. */
      readonly isDataPersistent?: boolean;
      /** Changes of the person that are not on disk, because there is no room: they are not in `person`. */
      readonly unstored?: readonly UnstoredChange[];
      /** What the person is to be told; absent where there is nothing. */
      readonly notice?: Notice;
    }
  /** Something failed; nothing was changed. `of`: the command that did; absent where it was none of the person's. */
  | { readonly type: 'failed'; readonly problem: ProblemReport; readonly of?: FailedCommand }
  /** So many changes of the person wait until they can be written. */
  | { readonly type: 'unstored'; readonly count: number; readonly problem: ProblemReport | null }
  /** The worker is gone; sent by the client. It is started again by itself when `restarting`. */
  | { readonly type: 'workerDied'; readonly problem: ProblemReport; readonly restarting: boolean }
  | { readonly type: 'forgotten' };
