/** The ridge penalty that the model was trained with, so that fold-in solves the same system. */
export interface Ridge {
  /** Weight of b². */
  readonly bias: number;
  /** Weight of |factors|². */
  readonly factors: number;
  /** `row`: the weights as they are for each row. `rating`: times the row's number of ratings (Zhou et al. 2008). */
  readonly per: 'row' | 'rating';
}

/** The movie side of a trained factorization `r̂ = mean + b_u + b_i + p_u·q_i`: all that predicting needs. */
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

/** What is known of a person beside the stars; each is a block of columns of the user-side link matrix. */
export type UserFeatureGroup =
  /** Favourite genres: picked by hand, or those that a user's liked films have most. */
  | 'favourites'
  /** Which films the user rated, whatever the stars (the implicit set of SVD++). */
  | 'ratedFilms'
  /** What the data set tells of its users (age, occupation); nothing is known of the local person. */
  | 'attributes';

/**
 * S draws from the posterior of a Bayesian factorization (training/bayes.ts). Predicting for a person folds them in
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
  /** Shape of the Gamma prior of a person's own noise factor; 0: everybody's noise is the same. */
  readonly noiseShape: number;
  /** Prior precision of `[b_u, p_u]`. `[draws, rank + 1, rank + 1]` */
  readonly userPrecision: Float64Array;
  /** The user-side link matrix: prior mean of `[b_u, p_u]` is the user's feature row times this. First its intercept row, then each group's. `[draws, featureColumns, rank + 1]` */
  readonly userLinks: Float32Array;
  /** Columns of the user features, the intercept and all groups. */
  readonly featureColumns: number;
  /** The groups in the order of their columns. */
  readonly userFeatures: readonly { readonly group: UserFeatureGroup; readonly columns: number }[];
  /** RMSE of the posterior mean on the held-out part, stars; null where nothing was held out. */
  readonly validationRmse: number | null;
}

/** Any trained model that predicts stars. */
export type StarsModel = FactorModel | PosteriorModel;
