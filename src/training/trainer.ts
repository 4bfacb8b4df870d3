import type { Movie, Ratings } from '../dataset/dataset.ts';
import type { StarsModel } from '../recommenders/models/factor-model.ts';

/** What a data set tells of its users (age group, occupation), each a column that is one or zero. */
export interface UserAttributes {
  readonly columns: number;
  /** The columns that are one, by user. */
  readonly of: readonly (readonly number[])[];
}

/** What training needs of a data set. */
export interface TrainingData {
  readonly id: string;
  readonly ratings: Ratings;
  readonly movies: readonly Movie[];
  readonly genres: readonly string[];
  readonly userAttributes?: UserAttributes;
}

/** Side information that the Bayesian factorization can learn from; each can be switched on and off. */
export type FeatureGroup =
  /** A film's genres, TF-IDF. */
  | 'genres'
  /** A film's decade. */
  | 'decades'
  /** A user's favourite genres. */
  | 'favourites'
  /** Which films a user rated. */
  | 'ratedFilms'
  /** Which users rated a film. */
  | 'raters'
  /** What the data set tells of its users; empty where it tells nothing. */
  | 'attributes'
  /**
   * When a rating was given: all that a person gives in one sitting is a little too high or too low. Of use only for a
   * rating whose time is known. For someone who asks today it brings nothing: RMSE folded in, without it and with it,
   * 0.8737 and 0.8739 on held-out tenths of u1.base, 0.9196 and 0.9198 on everyone's last fifth, 1.0251 and 1.0264 on
   * the last fifth of all by date (the seed moves that by 0.005). So a model keeps nothing of it.
   */
  | 'dates';

/** Settings of one training run; bounds and defaults stand in algorithms.ts. */
export interface TrainingSettings {
  readonly algorithm: 'svd' | 'als' | 'bayes';
  /** Number of factors k. */
  readonly rank: number;
  /** Passes over the ratings (svd) or sweeps over both sides (als, bayes). */
  readonly epochs: number;
  /** Penalty on factors and biases, see the trainer's comment for its scale; svd and als only. */
  readonly regularisation: number;
  /** Adam's step size; svd only. */
  readonly learningRate: number;
  /** Mini-batches per epoch, 1 for full batch; svd only. */
  readonly batches: number;
  /** Sweeps before draws count; bayes only. */
  readonly burnIn: number;
  /** Draws of the movie side that the model keeps, spread over the sweeps after burn-in; bayes only. */
  readonly draws: number;
  /** Side information; bayes only. */
  readonly features: readonly FeatureGroup[];
  /** Whether each user's ratings have their own noise; bayes only. */
  readonly ownNoise: boolean;
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
  /** RMSE on the held-out part, stars; null where nothing is held out. bayes: of the posterior mean so far. */
  readonly validationRmse: number | null;
  /** RMSE of this sweep's draw alone on the held-out part, stars; bayes only, else null. */
  readonly drawRmse: number | null;
  /** Standard deviation of a rating's noise as now sampled, stars; bayes only, else null. */
  readonly noise: number | null;
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
  /** Tensors and bytes that the run holds on its backend (`tf.memory`), or in WebAssembly's memory for bayes. */
  readonly memory: { readonly tensors: number; readonly bytes: number };
  /** Reads back the best model so far (by validation RMSE, else the latest); bayes: all draws so far. */
  snapshot(): Promise<StarsModel>;
  /** `r - r̂` of each held-out rating by the model of `snapshot`, stars; empty where nothing is held out. */
  residuals(): Promise<Float32Array>;
  /** All that is needed to go on from here after a reload. Later steps do not change it. */
  checkpoint(): Promise<Checkpoint>;
}

/** A run's state between two epochs: `train` goes on from it to the same model as without a break. */
export interface Checkpoint {
  /** The last epoch done. */
  readonly epoch: number;
  /** Plain JSON. */
  readonly state: Readonly<Record<string, unknown>>;
  readonly arrays: Readonly<Record<string, Float32Array | Float64Array>>;
}
