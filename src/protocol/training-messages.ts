/** What the page, the worker and storage say of training runs. */
import type { TrainingPoint, TrainingSettings } from '../training/trainer.ts';

export type BackendName = 'webgpu' | 'webgl' | 'cpu';

export interface BackendInfo {
  readonly backend: BackendName;
  /** What the graphics driver calls itself, or the processor for cpu. */
  readonly adapter: string;
  /** Why this one: plain words for the training page. */
  readonly why: string;
}

/** One training run as the page shows and storage keeps it. */
export interface TrainingRun {
  readonly id: number;
  readonly settings: TrainingSettings;
  readonly backend: BackendInfo;
  /** Ratings trained on and held out. */
  readonly trainRatings: number;
  readonly validationRatings: number;
  /** Begun by Matinee itself, not by the person. */
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

/** A run that is over, as the page shows and storage keeps it. */
export interface RunRecord {
  /** The data set that was trained on; absent in what earlier builds kept, who knew the built-in one alone. */
  readonly datasetId?: string;
  readonly run: TrainingRun;
  readonly points: readonly TrainingPoint[];
  readonly end: TrainingEnd;
  /** Null where nothing was held out. */
  readonly residuals: Residuals | null;
}

/** What a run takes while it goes on. */
export interface RunMemory {
  readonly tensors: number;
  readonly bytes: number;
  /** The worker's whole JavaScript heap, null where the browser does not tell. */
  readonly heapBytes: number | null;
}

export type TrainingEnd = 'finished' | 'early' | 'stopped';
