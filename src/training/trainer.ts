import type { FactorModel } from '../recommenders/factor-model.ts';

/** Settings of one training run; bounds and defaults stand in algorithms.ts. */
export interface TrainingSettings {
  readonly algorithm: 'svd' | 'als';
  /** Number of factors k. */
  readonly rank: number;
  /** Passes over the ratings (svd) or sweeps over both sides (als). */
  readonly epochs: number;
  /** Penalty on factors and biases, see the trainer's comment for its scale. */
  readonly regularisation: number;
  /** Adam's step size; svd only. */
  readonly learningRate: number;
  /** Mini-batches per epoch, 1 for full batch; svd only. */
  readonly batches: number;
  /** Share of the ratings held out for validation, 0 for none. */
  readonly validationShare: number;
  /** Epochs without a better validation RMSE before the run ends by itself; 0 switches this off. */
  readonly patience: number;
  readonly seed: number;
}

/** One point of the curve. */
export interface TrainingPoint {
  /** 1-based. */
  readonly epoch: number;
  /** RMSE on the training part, stars. */
  readonly trainRmse: number;
  /** RMSE on the held-out part, stars; null where nothing is held out. */
  readonly validationRmse: number | null;
  /** Milliseconds this epoch took. */
  readonly epochMs: number;
  /** Ratings of the training part per second in this epoch. */
  readonly ratingsPerSecond: number;
}

/** What a trainer hands out after each epoch. */
export interface TrainingStep {
  readonly point: TrainingPoint;
  /** Whether the run ended by itself: all epochs done, or patience used up. Null while it goes on. */
  readonly ended: 'finished' | 'early' | null;
  /** Reads back the best model so far (by validation RMSE, else the latest). */
  snapshot(): Promise<FactorModel>;
}
