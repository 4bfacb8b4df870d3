/** Every movie of the data set: searched, filtered and sorted; and who made them. */
import type { Credits } from '../dataset/person-search.ts';
import type { ListSettings } from './list-settings.ts';
import type { MovieCard } from './movie-card.ts';

export type { Credits } from '../dataset/person-search.ts';

/**
 * `match`: how well the title fits the search text; without one it is `popularity`, the number of ratings in the data
 * set. `acclaim` and `fame`: mean and number of ratings in the statistics.
 */
export type BrowseOrder = 'match' | 'predicted' | 'popularity' | 'acclaim' | 'fame' | 'year' | 'title';

/** What a person did in the movies to show. */
export type Role = 'director' | 'cast';

/** What movies must be to be shown. A movie of which a filter knows nothing does not pass it. */
export interface BrowseFilters extends Pick<ListSettings, 'genres' | 'from' | 'to' | 'minRatings'> {
  /** No movie with one of these genres. */
  readonly without: readonly string[];
  /** Shortest and longest running time in minutes, inclusive; null for no bound. */
  readonly shortest: number | null;
  readonly longest: number | null;
  /** Code of the original language; null for all. */
  readonly language: string | null;
  /** Code of one of the countries; null for all. */
  readonly country: string | null;
  /** Only movies that this person directed or plays in; null for all. */
  readonly person: string | null;
  /** What that person did; null for either. */
  readonly role: Role | null;
  /** Only movies with at least this many ratings in the statistics. */
  readonly minWorld: number;
}

/** One window onto all movies, searched, filtered and sorted. */
export interface BrowseQuery {
  readonly type: 'browse';
  /** The order is computed again when this changes; all windows of one request share one order. */
  readonly request: number;
  readonly text: string;
  readonly order: BrowseOrder;
  readonly filters: BrowseFilters;
  /** Without movies that the person rated or put aside. */
  readonly hideKnown: boolean;
  readonly from: number;
  readonly count: number;
}

export interface BrowsedMovies {
  readonly request: number;
  /** Movies in all windows together. */
  readonly total: number;
  readonly from: number;
  readonly cards: readonly MovieCard[];
  /** People whose names are like the text, best first. */
  readonly people: readonly Credits[];
  /** The person of the filter; null without one, or where nobody has this name. */
  readonly person: Credits | null;
}

/** A code, and of how many movies it is. */
export interface CodeCount {
  readonly code: string;
  readonly movies: number;
}

/** What there is to filter and sort by in this data set, as far as it has arrived. */
export interface BrowseChoices {
  /** Whether the running time, language or country of any movie is known. */
  readonly hasDetails: boolean;
  /** Whether the running time of any movie is known. */
  readonly hasRuntimes: boolean;
  /** Whether there are statistics of more ratings than those of the data set. */
  readonly hasWorld: boolean;
  /** Original languages, the most frequent first. */
  readonly languages: readonly CodeCount[];
  /** Countries, the most frequent first. */
  readonly countries: readonly CodeCount[];
}

/** A movie or a person that a search found. */
export type SearchResult = MovieCard | Credits;

export interface BrowseQueries {
  /** Movies and people, the best first. */
  readonly search: {
    readonly query: { readonly type: 'search'; readonly text: string };
    readonly answer: readonly SearchResult[];
  };
  /** Movies by title, the best first. */
  readonly searchMovies: {
    readonly query: { readonly type: 'searchMovies'; readonly text: string };
    readonly answer: readonly MovieCard[];
  };
  readonly browse: { readonly query: BrowseQuery; readonly answer: BrowsedMovies };
  readonly browseChoices: {
    readonly query: { readonly type: 'browseChoices' };
    readonly answer: BrowseChoices;
  };
}

export const noBrowseFilters: BrowseFilters = {
  genres: [],
  without: [],
  from: null,
  to: null,
  minRatings: 0,
  shortest: null,
  longest: null,
  language: null,
  country: null,
  person: null,
  role: null,
  minWorld: 0,
};

/** Whether a filter needs to know more of a movie than the data set itself: its details. */
export function needsDetails({ shortest, longest, language, country, person }: BrowseFilters): boolean {
  return [shortest, longest, language, country, person].some((bound) => bound !== null);
}
