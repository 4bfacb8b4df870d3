/** The list of For you, what it is made of, and other lists of movies. */

import type { Movie } from '../dataset/dataset.ts';
import type { Description, MovieFacts } from '../dataset/movie-facts.ts';
import type { Profile } from '../recommenders/lists/taste-profile.ts';
import type { MovieCard, Reason, RecommendedCard, SimilarMovie } from './movie-card.ts';
import type { RecommenderId } from './recommender-catalog.ts';

export type { Description, MovieFacts } from '../dataset/movie-facts.ts';
export type { Slice } from '../recommenders/lists/taste-profile.ts';

interface Disputed {
  readonly movie: Movie;
  readonly stars: number;
  readonly everyone: number;
}

/** The person's ratings beside everyone's, with movies in place of items. */
export interface TasteProfile extends Omit<Profile, 'above' | 'below'> {
  readonly above: readonly Disputed[];
  readonly below: readonly Disputed[];
}

/** Share of each component of the hybrid, summing to 1. EASE stands for all components that learn from co-ratings. */
export interface ComponentShares {
  readonly ease: number;
  readonly stars: number;
  readonly content: number;
  readonly popularity: number;
}

/** The list of For you. */
export interface Recommendations {
  readonly cards: readonly RecommendedCard[];
  /** How many movies the list could show in all. */
  readonly available: number;
  /** Null if another recommender than the hybrid orders the list. */
  readonly components: ComponentShares | null;
  readonly by: RecommenderId;
  /** The id of the interleaved list in a live experiment; null outside an experiment. */
  readonly experiment: string | null;
  /** Whether the recommender has no data about the person, so that popularity replaces it. */
  readonly silent: boolean;
}

/** What is known of a movie beyond its card. */
export interface KnownMovie {
  readonly card: MovieCard;
  /** Null where nothing is known, or as long as the details have not arrived. */
  readonly links: MovieIds;
  readonly facts: MovieFacts | null;
  /** What it is about; null where nothing tells it, or as long as the descriptions have not arrived. */
  readonly description: Description | null;
}

/** Numbers of a movie in other services, null where unknown. */
export interface MovieIds {
  readonly imdb: number | null;
  readonly tmdb: number | null;
}

/** All that a movie's own page shows. */
export interface MovieDetails extends KnownMovie {
  /** Null for a movie that the person rated. */
  readonly reason: Reason | null;
  /** Ratings of everyone by half star: index 0 = 0.5, index 9 = 5. */
  readonly histogram: readonly number[];
  readonly similarByGenre: readonly SimilarMovie[];
  /** By cosine of genres, people and words together; null while no more than genres is known of the movie. */
  readonly similarByContent: readonly SimilarMovie[] | null;
  /** By cosine of the item factors; null while no model is trained. */
  readonly similarByTaste: readonly SimilarMovie[] | null;
}

export interface RecommendationQueries {
  readonly recommendations: {
    readonly query: {
      readonly type: 'recommendations';
      readonly count: number;
      /**
       * `keep`: movies that are shown keep their places when something other than the person changes the scores, so
       * that nothing jumps while they read. `new`: always best first.
       */
      readonly order: 'keep' | 'new';
    };
    readonly answer: Recommendations;
  };
  /** The movies on the watchlist that are not rated yet, newest first. */
  readonly watchlist: {
    readonly query: { readonly type: 'watchlist' };
    readonly answer: readonly MovieCard[];
  };
  /** Well-known, varied movies to rate next, best first. */
  readonly questions: {
    readonly query: { readonly type: 'questions' };
    readonly answer: readonly MovieCard[];
  };
  /** The person's ratings beside everyone's; null while there are none. */
  readonly profile: { readonly query: { readonly type: 'profile' }; readonly answer: TasteProfile | null };
  /** What opens beside a card. Null for a movie that the data set does not hold. */
  readonly knownMovie: {
    readonly query: { readonly type: 'knownMovie'; readonly movieId: number };
    readonly answer: KnownMovie | null;
  };
  /** Null for a movie that the data set does not hold. */
  readonly movie: {
    readonly query: { readonly type: 'movie'; readonly movieId: number };
    readonly answer: MovieDetails | null;
  };
}
