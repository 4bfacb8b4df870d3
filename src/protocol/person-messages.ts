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

/** A change that could not be written yet, with its movie where it is about one. */
export interface UnstoredChange extends Unconfirmed {
  readonly movie: Movie | null;
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

/** An imported movie that no data set has had so far. */
export interface WaitingEntry {
  readonly key: string;
  /** The id where no title is known. */
  readonly title: string;
  readonly year: number | null;
  /** The latest stars; null where it is not rated. */
  readonly stars: number | null;
  readonly mark: Mark | null;
  /** Names of the lists that it is in. */
  readonly lists: readonly string[];
}

/** A list that the person named, with the movies of it that the data set has. */
export interface NamedList {
  readonly name: string;
  readonly movies: readonly Movie[];
}

/** Everything the page knows of the person; the same that is stored. */
export interface PersonState {
  /** Newest first. */
  readonly ratings: readonly RatedMovie[];
  readonly genres: readonly string[];
  /** Newest first. */
  readonly marks: readonly MarkedMovie[];
  /** Imported movies that no data set has had so far, by title. They are tried again with every data set. */
  readonly waiting: readonly WaitingEntry[];
  /** Lists that the person named, by name. */
  readonly namedLists: readonly NamedList[];
  /** Ratings and marks of movies that the data set in use lacks; they count again with one that holds them. */
  readonly absent: { readonly ratings: readonly RatedMovie[]; readonly marks: readonly MarkedMovie[] };
  readonly listSettings: ListSettings;
  readonly onboarded: boolean;
}

export interface PersonEvent {
  readonly type: 'personChanged';
  readonly person: PersonState;
}
