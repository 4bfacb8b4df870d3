/** Training runs, as the page, the worker and storage know them. */
import type { ProblemReport } from '../base/problem.ts';
import type { TrainingPoint, TrainingSettings } from '../training/trainer.ts';

export type BackendName = 'webgpu' | 'webgl' | 'cpu';

export interface BackendInfo {
  readonly backend: BackendName;
  /** What the graphics driver calls itself, or the processor for cpu. */
  readonly adapter: string;
  /** Why this one: plain words for the training page. */
  readonly why: string;
}

/** One training run as the page shows it and storage holds it. */
export interface TrainingRun {
  readonly id: number;
  readonly settings: TrainingSettings;
  readonly backend: BackendInfo;
  /** Ratings trained on and held out. */
  readonly trainRatings: number;
  readonly validationRatings: number;
  /** Started by Matinee itself, not by the person. */
  readonly background: boolean;
  /** Name of the file that the run came from, null for one of this device. */
  readonly importedFrom: string | null;
}

/** How far off the held-out predictions were, `r - r̂`, counted. */
export interface Residuals {
  /** Stars; bin n covers `first + n width` to `first + (n + 1) width`, the outer two also what lies beyond. */
  readonly first: number;
  readonly width: number;
  readonly counts: readonly number[];
}

/** A run that is over, as the page shows it and storage holds it. */
export interface RunRecord {
  /** The data set that was trained on; absent in what early builds stored, which knew only the built-in one. */
  readonly datasetId?: string;
  readonly run: TrainingRun;
  readonly points: readonly TrainingPoint[];
  readonly end: TrainingEnd;
  /** Null where nothing was held out. */
  readonly residuals: Residuals | null;
}

/** What a run occupies while it goes on. */
export interface RunMemory {
  readonly tensors: number;
  readonly bytes: number;
  /** The worker's whole JavaScript heap, null where the browser does not report it. */
  readonly heapBytes: number | null;
}

export type TrainingEnd = 'finished' | 'early' | 'stopped';

export type TrainingCommand =
  /** Whether Matinee trains without being asked; `on` starts what is due. A run that goes on is not stopped. */
  | { readonly type: 'autoTrain'; readonly on: boolean }
  | { readonly type: 'train'; readonly settings: TrainingSettings }
  | { readonly type: 'pauseTraining' }
  | { readonly type: 'resumeTraining' }
  /** One more epoch of a paused run, or pauses a running one after its epoch. */
  | { readonly type: 'stepTraining' }
  | { readonly type: 'stopTraining' }
  /** Forgets the curve of an earlier run; the model in use stays. `runRemoved` follows. */
  | { readonly type: 'removeRun'; readonly runId: number }
  /** `modelExported` follows. */
  | { readonly type: 'exportModel' }
  /** A file that `exportModel` made. `modelImported` follows, or `failed` with nothing changed. */
  | { readonly type: 'importModel'; readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> };

export type TrainingEvent =
  | { readonly type: 'trainingPreparing' }
  /** `points`: epochs done before a reload, when the run goes on from a checkpoint; else empty. */
  | { readonly type: 'trainingStarted'; readonly run: TrainingRun; readonly points: readonly TrainingPoint[] }
  | {
      readonly type: 'trainingProgressed';
      readonly runId: number;
      readonly point: TrainingPoint;
      /** Estimated milliseconds to the last epoch. */
      readonly remainingMs: number;
      readonly memory: RunMemory;
    }
  | { readonly type: 'trainingPaused'; readonly runId: number }
  | { readonly type: 'trainingResumed'; readonly runId: number }
  /** The run's model predicts from now on. */
  | {
      readonly type: 'trainingEnded';
      readonly runId: number;
      readonly end: TrainingEnd;
      readonly residuals: Residuals | null;
    }
  /** The run failed; the last good model stays in use. */
  | { readonly type: 'trainingFailed'; readonly problem: ProblemReport }
  | { readonly type: 'runRemoved'; readonly runId: number }
  | { readonly type: 'modelExported'; readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }
  /** The model of the file predicts from now on; a run that was under way is over. */
  | { readonly type: 'modelImported'; readonly imported: RunRecord };
