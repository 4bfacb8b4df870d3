/** Training runs, as the page, the worker and storage know them. */
import type { ProblemReport } from '../base/problem.ts';

/**
 * The group of the movies that a user rated, under the name that it has in stored settings, models and back-ups. Every
 * version wrote this name, so it stays.
 */
export const RATED_MOVIES = 'ratedFilms';

/** Side information for the Bayesian factorization. Each kind can be switched on and off. */
export type FeatureGroup =
  /** A movie's genres, TF-IDF. */
  | 'genres'
  /** A movie's decade. */
  | 'decades'
  /** Who directed a movie, and who plays in it: people of at least three movies. */
  | 'directors'
  | 'cast'
  /** A movie's languages, and its countries. */
  | 'languages'
  | 'countries'
  /** A user's favourite genres. */
  | 'favourites'
  /** Which movies a user rated. */
  | typeof RATED_MOVIES
  /** Which users rated a movie. */
  | 'raters'
  /** How many people elsewhere rated a movie, and their mean: the `WorldStatistics` of the data set, if it has any. */
  | 'statistics'
  /** The `UserAttributes` of the data set, if it has any. */
  | 'attributes'
  /**
   * When a rating was given: all ratings of one session are a little too high or too low. This helps only to predict a
   * rating whose time is known. It does not help somebody who asks today: RMSE folded in, without it and with it,
   * 0.8737 and 0.8739 on held-out tenths of u1.base, 0.9196 and 0.9198 on everyone's last fifth, 1.0251 and 1.0264 on
   * the last fifth of all by date (the seed moves that by 0.005). So a model contains nothing of it.
   */
  | 'dates';

/** Settings of one training run. `recommender-catalog.ts` has their bounds and defaults. */
export interface TrainingSettings {
  readonly algorithm: 'svd' | 'als' | 'bayes';
  /** Number of factors k. */
  readonly rank: number;
  /** Passes over the ratings (svd) or sweeps over both sides (als, bayes). */
  readonly epochs: number;
  /** Penalty on factors and biases; svd and als only, each with its own scale (see there). */
  readonly regularisation: number;
  /** Adam's step size; svd only. */
  readonly learningRate: number;
  /** Mini-batches per epoch, 1 for full batch; svd only. */
  readonly batches: number;
  /** Sweeps before draws count; bayes only. */
  readonly burnIn: number;
  /** Draws of the movie side in the model, spread over the sweeps after burn-in; bayes only. */
  readonly draws: number;
  /** Side information; bayes only. */
  readonly features: readonly FeatureGroup[];
  /** Whether each user's ratings have their own noise; bayes only. */
  readonly ownNoise: boolean;
  /** Share of the ratings held out for validation, 0 for none. */
  readonly validationShare: number;
  /** The run ends early after so many epochs without a better validation RMSE; 0 switches this off. */
  readonly patience: number;
  readonly seed: number;
}

/** One point of the curve. */
export interface TrainingPoint {
  /** 1-based. */
  readonly epoch: number;
  /** RMSE on the training part, stars. */
  readonly trainRmse: number;
  /** RMSE on the held-out part, stars; null where nothing is held out. bayes: of the posterior mean so far. */
  readonly validationRmse: number | null;
  /** RMSE of this sweep's draw alone on the held-out part, stars; bayes only, else null. */
  readonly drawRmse: number | null;
  /** Current draw of the standard deviation of a rating's noise, stars; bayes only, else null. */
  readonly noise: number | null;
  /** Milliseconds this epoch took. */
  readonly epochMs: number;
  /** Ratings of the training part per second in this epoch. */
  readonly ratingsPerSecond: number;
}

/** The state of a run between two epochs. `train` continues from it and reaches the same model as without a break. */
export interface Checkpoint {
  /** The last epoch done. */
  readonly epoch: number;
  /** Plain JSON. */
  readonly state: Readonly<Record<string, unknown>>;
  readonly arrays: Readonly<Record<string, Float32Array | Float64Array>>;
}

export type BackendName = 'webgpu' | 'webgl' | 'cpu';

export interface BackendInfo {
  readonly backend: BackendName;
  /** Name of the graphics driver, or of the processor for cpu. */
  readonly adapter: string;
  /** Why this backend is used, in plain words for the training page. */
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

/** Histogram of the errors on held-out ratings, `r - r̂`. */
export interface Residuals {
  /** Stars; bin n covers `first + n width` to `first + (n + 1) width`, the outer two also what lies beyond. */
  readonly first: number;
  readonly width: number;
  readonly counts: readonly number[];
}

/** A run that is over, as the page shows it and storage holds it. */
export interface RunRecord {
  /** The data set of the run; absent in runs stored by early builds, which had only the built-in one. */
  readonly datasetId?: string;
  readonly run: TrainingRun;
  readonly points: readonly TrainingPoint[];
  readonly end: TrainingEnd;
  /** Null where nothing was held out. */
  readonly residuals: Residuals | null;
}

/** Memory that a run uses. */
export interface RunMemory {
  readonly tensors: number;
  readonly bytes: number;
  /** How many threads of the processor compute. */
  readonly threads: number;
  /** The worker's whole JavaScript heap, null where the browser does not report it. */
  readonly heapBytes: number | null;
}

export type TrainingEnd = 'finished' | 'early' | 'stopped';

export type TrainingCommand =
  /** Whether Matinee trains without being asked; `on` starts what is due. A run in progress continues. */
  | { readonly type: 'autoTrain'; readonly on: boolean }
  | { readonly type: 'train'; readonly settings: TrainingSettings }
  | { readonly type: 'pauseTraining' }
  | { readonly type: 'resumeTraining' }
  /** One more epoch of a paused run, or pauses a running one after its epoch. */
  | { readonly type: 'stepTraining' }
  | { readonly type: 'stopTraining' }
  /** Deletes the curve of an earlier run; the model in use stays. `runRemoved` follows. */
  | { readonly type: 'removeRun'; readonly runId: number }
  /** `modelExported` follows. */
  | { readonly type: 'exportModel' }
  /**
   * A file that `exportModel` made. `modelImported` follows; or `modelLeft`, with `failed` unless `discardImport` gave it up,
   * and nothing changed.
   */
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
  | { readonly type: 'modelImported'; readonly imported: RunRecord }
  /** The file is not used. */
  | { readonly type: 'modelLeft' };
