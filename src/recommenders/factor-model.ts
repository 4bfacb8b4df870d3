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
