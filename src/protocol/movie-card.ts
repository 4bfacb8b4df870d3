/** A movie as the page shows it, with the reason why it is recommended. */
import type { Movie } from '../dataset/dataset.ts';
import type { RecommenderId } from './recommender-catalog.ts';

export type { Movie } from '../dataset/dataset.ts';

/** How sure a prediction is. */
export interface Certainty {
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
  readonly certainty: Certainty | null;
  /** The person's own stars. */
  readonly yours: number | null;
  /** Number of ratings in the data set. */
  readonly ratings: number;
  /** Mean stars in the data set; null without ratings. */
  readonly meanStars: number | null;
}

/** The true reason: the personal component that lifted this movie most, else popularity, with the evidence for it. */
export type Reason =
  /** Movies the person rated, by their exact contribution to the score. */
  | { readonly kind: 'rated'; readonly because: readonly { readonly movie: Movie; readonly stars: number }[] }
  /** The person's picks or, from ratings, the genres they like, that this movie has. */
  | { readonly kind: 'genres'; readonly genres: readonly string[]; readonly picked: boolean }
  /** The factorization expects many stars. */
  | { readonly kind: 'predicted'; readonly stars: number }
  | { readonly kind: 'popular'; readonly ratings: number }
  /** Everyone's stars on average. */
  | { readonly kind: 'acclaimed'; readonly meanStars: number; readonly ratings: number }
  /** How many of the people most similar to this one liked it. */
  | { readonly kind: 'neighbours'; readonly liked: number; readonly of: number }
  /** A factorization that is not the one in use expects many stars. */
  | { readonly kind: 'expected'; readonly stars: number; readonly by: RecommenderId }
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
