import type { ProblemReport } from '../../base/problem.ts';
import type { SkippedRows } from '../dataset.ts';
import { plainText } from '../plain-text.ts';
import type { Table } from './table.ts';

/**
 * The service that wrote a file. `matinee` is Matinee's table of ratings, `backup` its back-up, `table` a table whose
 * columns the person named.
 */
export type Service =
  | 'letterboxd'
  | 'imdb'
  | 'movielens'
  | 'trakt'
  | 'criticker'
  | 'tmdb'
  | 'simkl'
  | 'movary'
  | 'matinee'
  | 'backup'
  | 'table';

/**
 * The person's opinion of a movie. `liked`: a liking without stars. `listed`: in a list that the person named. `skipped`:
 * Matinee must not ask about it again.
 */
export type Opinion =
  | { readonly kind: 'rating'; readonly stars: number }
  | { readonly kind: 'listed'; readonly list: string }
  | { readonly kind: 'liked' | 'seen' | 'watchlist' | 'notInterested' | 'skipped' };

/** One row of an export. The movie is not matched with the data set yet. */
export interface ImportedEntry {
  /** MovieLens id, null if the service has none. */
  readonly movieId: number | null;
  /** Number of IMDb, null if the row has none. */
  readonly imdb: number | null;
  /** Number of TMDB, null if the row has none. */
  readonly tmdb: number | null;
  /** All titles, the main one first; empty if there is only an id. */
  readonly titles: readonly string[];
  readonly year: number | null;
  readonly opinion: Opinion;
  /** Milliseconds since 1970, null without a date. */
  readonly at: number | null;
  /** Whether this is the person's current opinion. False for diary entries, which may be outdated. */
  readonly isCurrent: boolean;
}

/** No title is longer; as for the movies of a data set. */
const MAX_TITLE = 500;

/** An entry with the given fields; what is absent is unknown, and the opinion current. Titles are as they are shown. */
export function entryOf(
  known: Pick<ImportedEntry, 'titles' | 'opinion'> & Partial<ImportedEntry>,
): ImportedEntry {
  const titles = known.titles.map(shown).filter((title) => title !== '');
  const { opinion } = known;
  return {
    movieId: null,
    imdb: null,
    tmdb: null,
    year: null,
    at: null,
    isCurrent: true,
    ...known,
    titles,
    opinion: opinion.kind === 'listed' ? { kind: 'listed', list: shown(opinion.list) } : opinion,
  };
}

function shown(text: string): string {
  return plainText(text).trim().slice(0, MAX_TITLE);
}

/** The content of one file. */
export interface ReadFile {
  readonly name: string;
  readonly service: Service;
  readonly entries: readonly ImportedEntry[];
  /** Number of rows of the file: entries and skipped rows. */
  readonly rows: number;
  readonly leftOut: readonly SkippedRows[];
  /** Everything in a back-up except movies, not validated; null for other exports. */
  readonly other: Readonly<Record<string, unknown>> | null;
}

/** A table of no known service. */
export interface UnknownTable {
  /** Name of the file. */
  readonly name: string;
  readonly table: Table;
}

/** The content of several files. */
export interface ReadExports {
  readonly files: readonly ReadFile[];
  /** Paths of files inside archives that contain nothing to import. */
  readonly passedOver: readonly string[];
  /** Tables of no known service, of which a person can say what the columns mean. */
  readonly tables: readonly UnknownTable[];
  /** Why files could not be read. */
  readonly refused: readonly ProblemReport[];
}
