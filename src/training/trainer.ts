import type { Random } from '../base/random.ts';
import type { Threads } from '../base/threads.ts';
import type { Movie, Ratings } from '../dataset/dataset.ts';
import type { MovieFacts, WorldStatistics } from '../dataset/movie-facts.ts';
import type { Checkpoint, TrainingPoint, TrainingSettings } from '../protocol/training-messages.ts';
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
  readonly statistics?: WorldStatistics;
  /** Of the movies, by item; absent where nothing is known. */
  readonly details?: readonly (MovieFacts | null)[];
}

/** What every algorithm starts from. */
export interface TrainerInput {
  readonly part: RatingPart;
  /** Mean of the training part, stars. */
  readonly mean: number;
  readonly settings: TrainingSettings;
  readonly random: Random;
  /** They divide the work; the numbers do not depend on how many there are. */
  readonly threads: Threads;
  /** Awaited between pieces of work, so that messages get in. Rejects when the training is aborted. */
  readonly pause: () => Promise<void>;
}

/** The result of one epoch. */
export interface TrainingStep {
  readonly point: TrainingPoint;
  /** Why the run ended: all epochs done, or patience used up. Null while it goes on. */
  readonly ended: 'finished' | 'early' | null;
  /**
   * Tensors and bytes that the run uses on its backend (`tf.memory`), or of WebAssembly's memory for bayes; and how many
   * threads compute.
   */
  readonly memory: { readonly tensors: number; readonly bytes: number; readonly threads: number };
  /** Reads back the best model so far (by validation RMSE, else the latest); bayes: all draws so far. */
  snapshot(): Promise<StarsModel>;
  /** `r - r̂` of each held-out rating by the model of `snapshot`, stars; empty where nothing is held out. */
  residuals(): Promise<Float32Array>;
  /** All that is needed to go on from here after a reload. Later steps do not change it. */
  checkpoint(): Promise<Checkpoint>;
}
