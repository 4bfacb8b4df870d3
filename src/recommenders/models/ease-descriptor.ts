import type { Ratings } from '../../dataset/dataset.ts';
import { recommenderInfo } from '../../protocol/recommender-catalog.ts';
import { type FitWork, type ModelCodec, type SingleDescriptor, storedFit } from '../descriptor.ts';
import type { Recommender } from '../recommender.ts';
import { withUnrated } from '../unrated.ts';
import { defaultEase, type EaseModel, ease, easeCodec, fitEase } from './ease.ts';
import { easeWithout } from './ease-leave-user-out.ts';
import {
  decodeMovieEase,
  defaultMovieEase,
  encodeMovieEase,
  fitMovieEase,
  type MovieEaseModel,
  movieEase,
  movieEaseWithout,
} from './ease-of-movies.ts';

/** In its dual form, or of the most rated movies. */
type AnyEaseModel = EaseModel | MovieEaseModel;

/**
 * From so many users on EASE learns from all that are drawn, for the most rated movies; with fewer the dual form does all
 * movies, and its 1,500 most active users are a fair share of everyone.
 */
export const MANY_USERS = 10_000;

/** EASE that can leave out a user. */
export interface EaseRecommender extends Recommender {
  /** The same fitted without one user of the data set, exactly. */
  without(user: number): Recommender;
}

export function isEase(recommender: Recommender): recommender is EaseRecommender {
  return 'without' in recommender;
}

/** The recommender of a fitted model. @param ratings those that it was fitted on */
export function easeOf(model: AnyEaseModel, ratings: Ratings): EaseRecommender {
  if ('members' in model) {
    return {
      ...withUnrated(movieEase(model), 'liked'),
      without: (user) => movieEase(movieEaseWithout(model, ratings, user)),
    };
  }
  return {
    ...withUnrated(ease(model, ratings), 'liked'),
    without: (user) => ease(easeWithout(model, ratings, user), ratings),
  };
}

function fitAny(ratings: Ratings, work?: FitWork): Promise<AnyEaseModel> {
  return ratings.users >= MANY_USERS
    ? fitMovieEase(ratings, defaultMovieEase, work)
    : fitEase(ratings, defaultEase, work);
}

/** Both under one name: a data set has one of them. */
const codec: ModelCodec<AnyEaseModel> = {
  name: easeCodec.name,
  encode: (model) => ('members' in model ? encodeMovieEase(model) : easeCodec.encode(model)),
  decode: (stored) => ('members' in stored.meta ? decodeMovieEase(stored) : easeCodec.decode(stored)),
};

export const easeDescriptor: SingleDescriptor = {
  ...recommenderInfo.ease,
  ...storedFit(codec, fitAny, easeOf),
};
