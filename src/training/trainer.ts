import type { Random } from '../base/random.ts';
import type { Movie, Ratings } from '../dataset/dataset.ts';
import type { StarsModel } from '../recommenders/models/factor-model.ts';
import type { RatingPart } from './split.ts';

/** Facts about the users of a data set (age group, occupation) as columns of ones and zeros. */
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

/** Side information for the Bayesian factorization. Each kind can be switched on and off. */
export type FeatureGroup =
  /** A movie's genres, TF-IDF. */
  | 'genres'
  /** A movie's decade. */
  | 'decades'
  /** A user's favourite genres. */
  | 'favourites'
  /** Which movies a user rated. */
  | 'ratedFilms'
  /** Which users rated a movie. */
  | 'raters'
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

/** What every algorithm starts from. */
export interface TrainerInput {
  readonly part: RatingPart;
  /** Mean of the training part, stars. */
  readonly mean: number;
  readonly settings: TrainingSettings;
  readonly random: Random;
  /** Awaited between pieces of work, so that messages get in. Rejects when the training is aborted. */
  readonly pause: () => Promise<void>;
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

/** The result of one epoch. */
export interface TrainingStep {
  readonly point: TrainingPoint;
  /** Why the run ended: all epochs done, or patience used up. Null while it goes on. */
  readonly ended: 'finished' | 'early' | null;
  /** Tensors and bytes that the run uses on its backend (`tf.memory`), or of WebAssembly's memory for bayes. */
  readonly memory: { readonly tensors: number; readonly bytes: number };
  /** Reads back the best model so far (by validation RMSE, else the latest); bayes: all draws so far. */
  snapshot(): Promise<StarsModel>;
  /** `r - r̂` of each held-out rating by the model of `snapshot`, stars; empty where nothing is held out. */
  residuals(): Promise<Float32Array>;
  /** All that is needed to go on from here after a reload. Later steps do not change it. */
  checkpoint(): Promise<Checkpoint>;
}

/** The state of a run between two epochs. `train` goes on from it to the same model as without a break. */
export interface Checkpoint {
  /** The last epoch done. */
  readonly epoch: number;
  /** Plain JSON. */
  readonly state: Readonly<Record<string, unknown>>;
  readonly arrays: Readonly<Record<string, Float32Array | Float64Array>>;
}
