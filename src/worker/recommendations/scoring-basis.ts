import type { LearntMix } from '../../recommenders/hybrid/learnt-mix.ts';
import type { StarPrediction, StarPredictor } from '../../recommenders/models/rating-predictor.ts';
import type { Person, Recommender } from '../../recommenders/recommender.ts';
import type { Catalogue } from '../session/catalogue.ts';
import type { BackgroundRecommenders } from './background-recommenders.ts';

/** What scores and reasons are computed from. */
export interface Basis {
  readonly catalogue: Catalogue;
  readonly person: Person;
  /** The model in use, and what it predicts for the person; null while there is none. */
  readonly stars: StarPredictor | null;
  readonly predicted: StarPrediction | null;
  readonly backgroundRecommenders: BackgroundRecommenders;
  /** The content model of what is known of the movies so far; the genre model until facts have arrived. */
  readonly content: Recommender;
  /** What was learnt of the weights for this data set; null or absent until it is. */
  readonly mix?: LearntMix | null;
}
