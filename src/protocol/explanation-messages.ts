/** The part of the conversation that is about reasons. */
import type { Movie } from '../dataset/dataset.ts';
import type { ComponentValues } from '../recommenders/hybrid/components.ts';
import type { SharedGenre } from '../recommenders/models/genre-content.ts';
import type { Component } from './component-catalog.ts';
import type { MovieCard, Reason } from './messages.ts';
import type { RecommenderId } from './recommender-catalog.ts';

export type WhyCommand =
  /** Answered by `explained`. */
  | { readonly type: 'explain'; readonly movieId: number }
  /**
   * Answered by `whatIf`: the list as it would be without one of the person's ratings. Nothing is stored or changed.
   * `movieId`: a film to follow, null for the list alone.
   */
  | { readonly type: 'whatIf'; readonly movieId: number | null; readonly without: number }
  /** Answered by `mixed`. */
  | { readonly type: 'mix' };

/** One of the person's ratings with what it adds to a sum; below zero where it takes away. */
export interface AddingRating {
  readonly movie: Movie;
  readonly stars: number;
  readonly adds: number;
}

/** All of the person's ratings as terms of a sum: the strongest by name, the others together. */
export interface AddingRatings {
  /** From what adds most to what takes away most. */
  readonly named: readonly AddingRating[];
  readonly others: { readonly count: number; readonly adds: number };
}

/** What a voice's score is made of, in its own unit. */
export type ComponentTerms =
  /** `score = base + Σ ratings + cut`; `cut` is what clipping to the scale of stars took away. */
  | {
      readonly kind: 'ratings';
      readonly base: number;
      readonly ratings: AddingRatings;
      readonly cut: number;
    }
  /** `score = Σ profile * film` */
  | { readonly kind: 'genres'; readonly genres: readonly SharedGenre[] }
  /** The same for everyone. `ratings`: in the data set. */
  | { readonly kind: 'popular'; readonly ratings: number };

export interface ExplainedComponent {
  readonly component: Component;
  /** What it adds to the score of the hybrid: a weighted z-score. */
  readonly part: number;
  /** `|part|` over those of all voices. 0..1 */
  readonly share: number;
  /** The share of `part` that comes from no single rating of the person. */
  readonly rest: number;
  /** Stars, cosine, ... : comparable within the voice only. */
  readonly score: number;
  readonly terms: ComponentTerms;
}

/** Where a film stands for the person. */
export interface Standing {
  /** In the person's list, 1 is the best; null where it is rated, put aside or filtered out. */
  readonly place: number | null;
  /** Predicted; null while no model is trained. */
  readonly stars: number | null;
}

/** A film of a list with its place in that list and in the other one. */
export interface PlacedMovie {
  readonly movie: Movie;
  readonly place: number;
  /** Null where it is not in that list, being rated. */
  readonly otherPlace: number | null;
}

/** How much say each voice of the hybrid has; the weights of a row sum to 1. */
export interface Mix {
  /** The person's own number of ratings, and the weights that go with it. */
  readonly ratings: number;
  readonly own: ComponentValues;
  /** What was fitted; between these the weights are linear in the number of ratings. */
  readonly fitted: readonly { readonly ratings: number; readonly weights: ComponentValues }[];
}

export type WhyEvent =
  | { readonly type: 'mixed'; readonly mix: Mix }
  | {
      readonly type: 'explained';
      readonly card: MovieCard;
      readonly reason: Reason;
      /** What orders the list. */
      readonly by: RecommenderId;
      /** In the list as of now; null for a film that is rated, put aside or filtered out. */
      readonly place: number | null;
      /** How many films the list could show. */
      readonly listed: number;
      /** Where it stands in the list on the page, whose order is kept while nothing is done; null where it is not shown. */
      readonly shownAt: number | null;
      /** Whether variety or genre balance choose among the best, so that they do not stand by score alone. */
      readonly chosen: boolean;
      /** `Σ voices.part + dials` where the list is made of voices, and `Σ ratings + Σ voices.rest + dials`. */
      readonly score: number;
      /** What the dials of the list add; 0 where they rest. */
      readonly adjustments: number;
      readonly components: readonly ExplainedComponent[];
      /** What each rating adds to the score, over all voices. */
      readonly ratings: AddingRatings;
    }
  | {
      readonly type: 'whatIf';
      readonly without: { readonly movie: Movie; readonly stars: number };
      /** The film that is followed. */
      readonly followed: {
        readonly movie: Movie;
        readonly withIt: Standing;
        readonly withoutIt: Standing;
      } | null;
      /** The ten best as it is. */
      readonly withIt: readonly PlacedMovie[];
      readonly withoutIt: readonly PlacedMovie[];
    };
