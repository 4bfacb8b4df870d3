/** A movie as the page shows it, with the reason why it is recommended. */
import type { Movie } from '../dataset/dataset.ts';
import type { RecommenderId } from './recommender-catalog.ts';

export type { Movie } from '../dataset/dataset.ts';

/** How sure a prediction is. */
export interface PredictionConfidence {
  /** In words: how much the model's draws agree on this movie, for this person. */
  readonly level: 'sure' | 'fair' | 'guess';
  /** Standard deviation of the expected rating over the draws, stars. */
  readonly spread: number;
  /** The person's own rating falls between these with a probability of 80 %, stars. */
  readonly low: number;
  readonly high: number;
}

/** A movie as the page shows it anywhere. */
export interface MovieCard {
  readonly movie: Movie;
  /** Predicted stars for this person, 0.5-5; null while no model is trained. */
  readonly predicted: number | null;
  /** How sure the prediction is; null without a model, or for a model that cannot estimate it (svd, als). */
  readonly confidence: PredictionConfidence | null;
  /** The person's own stars. */
  readonly yours: number | null;
  /** Number of ratings in the data set. */
  readonly ratings: number;
  /** Mean stars in the data set; null without ratings. */
  readonly meanStars: number | null;
  /** Minutes; null where unknown, or as long as the facts have not arrived. */
  readonly runtime: number | null;
  /** Ratings in the far larger data set of the statistics; null where it has none of this movie. */
  readonly world: WorldRatings | null;
  /** Whether few people of the data set have rated it, but many elsewhere; `world` is there then. */
  readonly isRareHere: boolean;
}

/** How many people have rated a movie in the far larger data set of the statistics, and their mean. */
export interface WorldRatings {
  readonly count: number;
  /** Stars. */
  readonly mean: number;
}

/** A movie that the person rated. */
export interface RatedMovie {
  readonly movie: Movie;
  readonly stars: number;
}

/** What lies behind the stars that a factorization expects, the first of these that there is. */
export type StarsEvidence =
  /** One or two of the person's own ratings that lift them, by their exact contribution. */
  | { readonly kind: 'rated'; readonly because: readonly RatedMovie[] }
  /** A director or actor of the movie, with the movie of theirs that the person liked. */
  | {
      readonly kind: 'person';
      readonly name: string;
      readonly role: 'director' | 'cast';
      readonly because: RatedMovie;
    }
  /** What many say: everyone's stars on average, of far more people than are in the data set where that is known. */
  | { readonly kind: 'everyone'; readonly meanStars: number; readonly ratings: number }
  /** Nobody has rated it. */
  | { readonly kind: 'nobody' };

/** The true reason: the personal component that lifted this movie most, else popularity, with the evidence for it. */
export type Reason =
  /** Movies the person rated, by their exact contribution to the score, or by how much it would fall without each. */
  | { readonly kind: 'rated'; readonly because: readonly RatedMovie[] }
  /** The person's picks or, from ratings, the genres they like, that this movie has. */
  | { readonly kind: 'genres'; readonly genres: readonly string[]; readonly picked: boolean }
  /** A director or actor of the movie whom the person knows from a movie that they rated high. */
  | {
      readonly kind: 'person';
      readonly name: string;
      readonly role: 'director' | 'cast';
      readonly because: RatedMovie;
    }
  /** Words of the description, or tags, that the movie shares with one that the person rated high. */
  | {
      readonly kind: 'words';
      readonly words: readonly string[];
      readonly because: RatedMovie;
    }
  /** It comes after the movies that the person rated last, the latest first. */
  | { readonly kind: 'order'; readonly last: readonly RatedMovie[] }
  /** The factorization expects many stars, the number beside it; the evidence says why. */
  | { readonly kind: 'predicted'; readonly stars: number; readonly evidence: StarsEvidence }
  | { readonly kind: 'popular'; readonly ratings: number }
  /** Liked elsewhere; hardly anybody of the data set has rated it. */
  | { readonly kind: 'elsewhere'; readonly world: WorldRatings }
  /** Everyone's stars on average. */
  | { readonly kind: 'acclaimed'; readonly meanStars: number; readonly ratings: number }
  /** How many of the people most similar to this one liked it. */
  | { readonly kind: 'neighbours'; readonly liked: number; readonly of: number }
  /** A factorization that is not the one in use expects many stars. */
  | {
      readonly kind: 'expected';
      readonly stars: number;
      readonly by: RecommenderId;
      readonly evidence: StarsEvidence;
    }
  /** Nothing known about the person supports it; it is simply next in the list. */
  | { readonly kind: 'none' }
  /** No reason: in a live experiment, it would show which recommender chose the movie. */
  | { readonly kind: 'blind' };

export interface RecommendedCard extends MovieCard {
  readonly reason: Reason;
}

export interface SimilarMovie {
  readonly card: MovieCard;
  /** Cosine similarity, -1..1. */
  readonly similarity: number;
}
