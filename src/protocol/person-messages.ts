/** What the person does to their own data, and what the page knows of it. */
import type { Movie } from '../dataset/dataset.ts';
import type { Mark } from '../storage/person/person-schema.ts';
import type { ListSettings } from './list-settings.ts';

/** Each changes what is stored of the person, and counts one revision. The event `personChanged` confirms it. */
export type PersonCommand =
  /** Half stars 0.5-5; null removes the rating. */
  | { readonly type: 'rate'; readonly movieId: number; readonly stars: number | null }
  | { readonly type: 'pickGenres'; readonly genres: readonly string[] }
  /** "Haven't seen it": not asked again. `skipped: false` takes it back. */
  | { readonly type: 'skip'; readonly movieId: number; readonly skipped: boolean }
  | { readonly type: 'finishOnboarding' }
  | { readonly type: 'setListSettings'; readonly listSettings: ListSettings }
  /** Puts a movie aside in one of three ways; null takes it back. */
  | { readonly type: 'mark'; readonly movieId: number; readonly mark: Mark | null };

/** A change that no worker has confirmed yet. */
export interface Unconfirmed {
  readonly command: PersonCommand;
  /** When the person made it, milliseconds since 1970. */
  readonly at: number;
}

export interface RatedMovie {
  readonly movie: Movie;
  readonly stars: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A movie put aside: to watch, or not to be recommended. */
export interface MarkedMovie {
  readonly movie: Movie;
  readonly mark: Mark;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Everything the page knows of the person; the same that is stored. */
export interface PersonState {
  /** Newest first. */
  readonly ratings: readonly RatedMovie[];
  readonly genres: readonly string[];
  /** Newest first. */
  readonly marks: readonly MarkedMovie[];
  /** Ratings and marks of movies that the data set in use lacks; they count again with one that holds them. */
  readonly absent: { readonly ratings: readonly RatedMovie[]; readonly marks: readonly MarkedMovie[] };
  readonly listSettings: ListSettings;
  readonly onboarded: boolean;
}

export interface PersonEvent {
  readonly type: 'personChanged';
  readonly person: PersonState;
}
