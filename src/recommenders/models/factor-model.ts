import type { RATED_MOVIES } from '../../protocol/training-messages.ts';

/** The ridge penalty of the training, so that fold-in solves the same system. */
export interface Ridge {
  /** Weight of b². */
  readonly bias: number;
  /** Weight of |factors|². */
  readonly factors: number;
  /** `row`: the weights as they are for each row. `rating`: times the row's number of ratings (Zhou et al. 2008). */
  readonly per: 'row' | 'rating';
}

/** The movie side of a trained factorization `r̂ = mean + b_u + b_i + p_u·q_i`: all that prediction needs. */
export interface FactorModel {
  readonly datasetId: string;
  readonly algorithm: 'svd' | 'als';
  readonly rank: number;
  /** Mean rating of the training part, stars. */
  readonly mean: number;
  /** `[items]` */
  readonly itemBias: Float32Array;
  /** `[items, rank]` row-major */
  readonly itemFactors: Float32Array;
  /** Penalty of the user side. */
  readonly ridge: Ridge;
  /** RMSE on the held-out part, stars; null where nothing was held out. */
  readonly validationRmse: number | null;
}

/** What is known about a person besides the stars; each group is a block of columns of the user-side link matrix. */
export type UserFeatureGroup =
  /** Favourite genres: picked, or else the most frequent ones of the movies that a user liked. */
  | 'favourites'
  /** Which movies the user rated, whatever the stars (the implicit set of SVD++). */
  | typeof RATED_MOVIES
  /** What the data set knows about its users (age, occupation). The local person has none. */
  | 'attributes';

/**
 * S draws from the posterior of a Bayesian factorization (training/bayes). To predict for a person, they are folded in
 * once per draw. All arrays hold draw after draw.
 */
export interface PosteriorModel {
  readonly datasetId: string;
  readonly algorithm: 'bayes';
  readonly rank: number;
  /** Mean rating of the training part, stars. */
  readonly mean: number;
  /** S */
  readonly draws: number;
  /** `[draws, items]` */
  readonly itemBias: Float32Array;
  /** `[draws, items, rank]` */
  readonly itemFactors: Float32Array;
  /** Precision of a rating's noise, 1 / stars², for a person of average steadiness. `[draws]` */
  readonly noisePrecision: Float64Array;
  /** Shape of the Gamma prior of a person's own noise factor; 0: all people have the same noise. */
  readonly noiseShape: number;
  /** Prior precision of `[b_u, p_u]`. `[draws, rank + 1, rank + 1]` */
  readonly userPrecision: Float64Array;
  /**
   * The user-side link matrix: the prior mean of `[b_u, p_u]` is the user's feature row times this matrix. Its first row
   * is the intercept, then come the rows of each group. `[draws, featureColumns, rank + 1]`
   */
  readonly userLinks: Float32Array;
  /** Columns of the user features, the intercept and all groups. */
  readonly featureColumns: number;
  /** The groups in the order of their columns. */
  readonly userFeatures: readonly { readonly group: UserFeatureGroup; readonly columns: number }[];
  /**
   * Factor on the standard deviation of a rating around its expected stars, by the number of ratings of the movie (the bins
   * of `interval-scale.ts`), fitted on the held-out part; null where nothing was held out, and for models of older versions.
   */
  readonly intervalScale: readonly number[] | null;
  /** RMSE of the posterior mean on the held-out part, stars; null where nothing was held out. */
  readonly validationRmse: number | null;
}

/** Any trained model that predicts stars. */
export type StarsModel = FactorModel | PosteriorModel;
