/** Why a movie is recommended, and what the list would be without one rating. */
import type { Movie } from '../dataset/dataset.ts';
import type { ComponentValues } from '../recommenders/hybrid/components.ts';
import type { MixGain } from '../recommenders/hybrid/learnt-mix.ts';
import type { SharedTerm } from '../recommenders/models/movie-content.ts';
import type { Component } from './component-catalog.ts';
import type { MovieCard, Reason } from './movie-card.ts';
import type { RecommenderId } from './recommender-catalog.ts';

export type { ComponentValues } from '../recommenders/hybrid/components.ts';
export type { Term } from '../recommenders/models/content-terms.ts';

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

/** What the score of a component is made of, in its own unit. */
export type ComponentTerms =
  /** `score = base + Σ ratings + cut`; `cut` is what clipping to the scale of stars took away. */
  | {
      readonly kind: 'ratings';
      readonly base: number;
      readonly ratings: AddingRatings;
      readonly cut: number;
    }
  /** `score = Σ profile * movie + others.adds`: what adds or takes away most by name, the rest together. */
  | {
      readonly kind: 'terms';
      readonly terms: readonly SharedTerm[];
      readonly others: { readonly count: number; readonly adds: number };
    }
  /** The same for everyone. `ratings`: in the data set. */
  | { readonly kind: 'popular'; readonly ratings: number };

export interface ExplainedComponent {
  readonly component: Component;
  /** What it adds to the score of the hybrid: a weighted z-score. */
  readonly part: number;
  /** `|part|` over those of all components. 0..1 */
  readonly share: number;
  /** The share of `part` that comes from no single rating of the person. */
  readonly rest: number;
  /** Stars, cosine, ... : comparable within the component only. */
  readonly score: number;
  readonly terms: ComponentTerms;
}

/** Where a movie stands for the person. */
export interface Standing {
  /** In the person's list, 1 is the best; null where it is rated, put aside or filtered out. */
  readonly place: number | null;
  /** Predicted; null while no model is trained. */
  readonly stars: number | null;
}

/** A movie of a list with its place in that list and in the other one. */
export interface PlacedMovie {
  readonly movie: Movie;
  readonly place: number;
  /** Null where it is not in that list, being rated. */
  readonly otherPlace: number | null;
}

/**
 * Whose weights are in use. `learnt`: those learnt from this data set; all others: those that come with the app. `noGain`:
 * those that were learnt gain less than chance might. `pending`: they are still to be learnt. `off`: Matinee does not train
 * without being asked.
 * `tooFew`, `tooLarge`, `tooSlow`: people, ratings, device.
 */
export type MixState =
  | { readonly kind: 'learnt' | 'noGain'; readonly gain: MixGain }
  | { readonly kind: 'pending' | 'off' | 'tooFew' | 'tooLarge' | 'tooSlow' };

/** The weight of each component of the hybrid; the weights of a row sum to 1. */
export interface HybridWeights {
  /** The person's own number of ratings, and the weights that go with it. */
  readonly ratings: number;
  readonly own: ComponentValues;
  /** What was fitted; between these numbers of ratings the weights are interpolated linearly. */
  readonly fitted: readonly { readonly ratings: number; readonly weights: ComponentValues }[];
  readonly mix: MixState;
}

export interface Explanation {
  readonly card: MovieCard;
  readonly reason: Reason;
  /** What orders the list. */
  readonly by: RecommenderId;
  /** In the list as of now; null for a movie that is rated, put aside or filtered out. */
  readonly place: number | null;
  /** How many movies the list could show. */
  readonly listed: number;
  /** Its place in the list on the page, which keeps its order while the person reads; null where it is not shown. */
  readonly shownAt: number | null;
  /** Whether variety or genre balance choose among the best, so that places do not follow the score alone. */
  readonly chosen: boolean;
  /** `Σ components.part + adjustments` for a list made of components, and `Σ ratings + Σ components.rest + adjustments`. */
  readonly score: number;
  /** What the list settings add; 0 where they change nothing. */
  readonly adjustments: number;
  readonly components: readonly ExplainedComponent[];
  /** What each rating adds to the score, over all components. */
  readonly ratings: AddingRatings;
}

export interface WhatIf {
  readonly without: { readonly movie: Movie; readonly stars: number };
  /** The movie that is followed. */
  readonly followed: {
    readonly movie: Movie;
    readonly withIt: Standing;
    readonly withoutIt: Standing;
  } | null;
  /** The ten best as the list is. */
  readonly withIt: readonly PlacedMovie[];
  readonly withoutIt: readonly PlacedMovie[];
}

export interface ExplanationQueries {
  readonly explanation: {
    readonly query: { readonly type: 'explanation'; readonly movieId: number };
    readonly answer: Explanation;
  };
  /**
   * The list as it would be without one of the person's ratings. Nothing is stored or changed.
   * `movieId`: a movie to follow, null for the list alone. `without`: the rated movie; the answer is null once it is
   * no longer rated.
   */
  readonly whatIf: {
    readonly query: { readonly type: 'whatIf'; readonly movieId: number | null; readonly without: number };
    readonly answer: WhatIf | null;
  };
  readonly weights: { readonly query: { readonly type: 'weights' }; readonly answer: HybridWeights };
}
