import type { StarPrediction, StarPredictor } from '../../recommenders/models/rating-predictor.ts';
import type { Person } from '../../recommenders/recommender.ts';
import type { Library } from '../session/catalogue.ts';
import type { Rankers } from './background-recommenders.ts';

/** What scores and reasons are computed from. */
export interface Basis {
  readonly library: Library;
  readonly person: Person;
  /** The model in use, and what it predicts for the person; null while there is none. */
  readonly stars: StarPredictor | null;
  readonly predicted: StarPrediction | null;
  readonly rankers: Rankers;
}
