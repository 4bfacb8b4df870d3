import type { ProblemReport } from '../../base/problem.ts';
import type { SkippedRows } from '../dataset.ts';

/** The service that wrote a file. `matinee` is Matinee's table of ratings, `backup` its back-up. */
export type Service = 'letterboxd' | 'imdb' | 'movielens' | 'trakt' | 'criticker' | 'matinee' | 'backup';

/** The person's opinion of a movie; `skipped`: Matinee must not ask about it again. */
export type Opinion =
  | { readonly kind: 'rating'; readonly stars: number }
  | { readonly kind: 'seen' | 'watchlist' | 'notInterested' | 'skipped' };

/** One row of an export. The movie is not matched with the data set yet. */
export interface ImportedEntry {
  /** MovieLens id, null if the service has none. */
  readonly movieId: number | null;
  /** All titles, the main one first; empty if there is only an id. */
  readonly titles: readonly string[];
  readonly year: number | null;
  readonly opinion: Opinion;
  /** Milliseconds since 1970, null without a date. */
  readonly at: number | null;
  /** Whether this is the person's current opinion. False for diary entries, which may be outdated. */
  readonly isCurrent: boolean;
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

/** The content of several files. */
export interface ReadExports {
  readonly files: readonly ReadFile[];
  /** Paths of files inside archives that contain nothing to import. */
  readonly passedOver: readonly string[];
  /** Why files could not be read. */
  readonly refused: readonly ProblemReport[];
}
