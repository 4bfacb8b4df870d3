/** The carousels of For you, beside its list. */
import type { Movie } from '../dataset/dataset.ts';
import type { MovieCard } from './movie-card.ts';

/** Movies in the first carousel of For you: the beginning of the list. */
export const TOP_PICKS = 12;

/** What the movies of a carousel have in common. */
export type CarouselSubject =
  | { readonly kind: 'seed'; readonly movie: Movie }
  | { readonly kind: 'taste' }
  | { readonly kind: 'genre'; readonly genre: string; readonly picked: boolean }
  /** Of this year or a later one. */
  | { readonly kind: 'recent'; readonly since: number }
  /** At most so many of all people rated them. */
  | { readonly kind: 'gems'; readonly most: number; readonly people: number }
  /** They are rated more in this month, or on this weekday, than usual. */
  | {
      readonly kind: 'occasion';
      /** Day of the month, 1..31. */
      readonly day: number;
      /** 0 January to 11; null where only the weekday says something. */
      readonly month: number | null;
      /** 0 Sunday to 6; null where the month says more. */
      readonly weekday: number | null;
    }
  /** None of them has one of these genres. `isDrawn`: by chance from what the model believes; else in the order of the list. */
  | { readonly kind: 'different'; readonly from: readonly string[]; readonly isDrawn: boolean };

/** Why a movie is in the row of a day. Each entry makes it likelier, the one that adds most first. */
export interface OccasionReason {
  readonly by: 'month' | 'weekday';
  /** The genres that are rated more; empty where the movie itself is. */
  readonly genres: readonly string[];
  /** Whether the person's own dates say so. */
  readonly isOwn: boolean;
}

export interface ShownCarousel {
  readonly subject: CarouselSubject;
  /** Best first. No movie is in two carousels, nor among the first TOP_PICKS of the list. */
  readonly cards: readonly MovieCard[];
  /** For the row of a day: why each of the cards is in it, in their order. */
  readonly reasons?: readonly (readonly OccasionReason[])[];
}

export interface CarouselQueries {
  /** In the order in which they are to be shown; null in a live experiment, which has none. */
  readonly carousels: {
    readonly query: { readonly type: 'carousels' };
    readonly answer: readonly ShownCarousel[] | null;
  };
}
