import type { ProblemReport } from '../../base/problem.ts';
import type { SkippedRows } from '../dataset.ts';

/** Whose export a file is; `matinee` is the table of ratings, `backup` everything of a person. */
export type Service = 'letterboxd' | 'imdb' | 'movielens' | 'trakt' | 'criticker' | 'matinee' | 'backup';

/** What the person said of a film; `skipped` is not to be asked about. */
export type Opinion =
  | { readonly kind: 'rating'; readonly stars: number }
  | { readonly kind: 'seen' | 'watchlist' | 'notInterested' | 'skipped' };

/** One row of an export, as the service wrote it: the film is not looked up yet. */
export interface ImportedEntry {
  /** MovieLens id, null where the service has none. */
  readonly movieId: number | null;
  /** Every title given, the one for people first; none where there is only an id. */
  readonly titles: readonly string[];
  readonly year: number | null;
  readonly opinion: Opinion;
  /** Milliseconds since 1970, null where not given. */
  readonly at: number | null;
  /** Whether this is how things stand, whatever a diary says of earlier days. */
  readonly isCurrent: boolean;
}

/** One file of a person, read. */
export interface ReadFile {
  readonly name: string;
  readonly service: Service;
  readonly entries: readonly ImportedEntry[];
  /** Rows of the file: those that became entries and those left out. */
  readonly rows: number;
  readonly leftOut: readonly SkippedRows[];
  /** What a back-up holds beside films, unchecked; null in other exports. */
  readonly other: Readonly<Record<string, unknown>> | null;
}

/** What files hold together. */
export interface ReadExports {
  readonly files: readonly ReadFile[];
  /** Files inside an archive that hold nothing to read. */
  readonly passedOver: readonly string[];
  readonly refused: readonly ProblemReport[];
}
