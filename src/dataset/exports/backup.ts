import { Problem } from '../../base/problem.ts';
import type { Movie } from '../dataset.ts';
import type { ImportedEntry, Opinion } from './entry.ts';
import { recordOf, textFrom, wholeFrom } from './json.ts';
import { NO_RATING, NO_TITLE } from './layout.ts';

const FORMAT = 'matinee-backup';
const VERSION = 1;

/** What a back-up says of one film, under the MovieLens id. */
export interface BackedUp {
  readonly movieId: number;
  readonly opinion: Opinion;
  /** Milliseconds since 1970, null where it has no date. */
  readonly at: number | null;
}

/**
 * The text of a back-up: one JSON file of a named and numbered format. Titles stand beside ids, so that a film is found
 * in a data set with other ids too, and a person can read it.
 * @param beside what else is to be kept, as plain data
 */
export function backupText(
  movies: readonly BackedUp[],
  movieOf: (movieId: number) => Movie | undefined,
  beside: Readonly<Record<string, unknown>>,
): string {
  const rows = movies.map(({ movieId, opinion, at }) => {
    const movie = movieOf(movieId);
    const named = movie === undefined ? {} : { title: movie.title, year: movie.year };
    return { movieId, ...named, ...opinion, ...(at === null ? {} : { at }) };
  });
  const { films: _, ...rest } = beside;
  return `${JSON.stringify({ format: FORMAT, version: VERSION, ...rest, films: rows }, null, 1)}\n`;
}

export function isBackup(value: unknown): boolean {
  return recordOf(value).format === FORMAT;
}

/**
 * The rows of a back-up, and what it holds beside them.
 * @throws Problem 'file-unknown' if a newer build made it, 'file-broken' if it has no list of films
 */
export function backupRows(value: unknown): {
  readonly rows: readonly unknown[];
  readonly beside: Readonly<Record<string, unknown>>;
} {
  const { format: _, version, films, ...beside } = recordOf(value);
  if (typeof version !== 'number' || version > VERSION) {
    throw new Problem(
      'file-unknown',
      'This back-up was made by a newer version of Matinee.',
      'Reload the page to get the newest version, then drop the file again.',
    );
  }
  if (!Array.isArray(films)) {
    throw new Problem(
      'file-broken',
      'This back-up holds no list of films.',
      'Choose another back-up; this one was changed or cut short.',
    );
  }
  return { rows: films, beside };
}

/** What a row says, or why it is left out. */
export function backupEntry(row: unknown): ImportedEntry | string {
  const record = recordOf(row);
  const title = textFrom(record.title);
  const movieId = wholeFrom(record.movieId);
  const opinion = opinionOf(record);
  if (title === '' && !movieId) return NO_TITLE;
  if (opinion === null) return NO_RATING;
  return {
    movieId: movieId || null,
    titles: title === '' ? [] : [title],
    year: wholeFrom(record.year),
    opinion,
    at: wholeFrom(record.at),
    isCurrent: true,
  };
}

const kinds: Readonly<Record<Exclude<Opinion['kind'], 'rating'>, true>> = {
  seen: true,
  watchlist: true,
  notInterested: true,
  skipped: true,
};

function opinionOf({ kind, stars }: Readonly<Record<string, unknown>>): Opinion | null {
  if (kind === 'rating') {
    const isStars = typeof stars === 'number' && Number.isInteger(stars * 2) && stars >= 0.5 && stars <= 5;
    return isStars ? { kind, stars } : null;
  }
  return isKind(kind) ? { kind } : null;
}

function isKind(kind: unknown): kind is keyof typeof kinds {
  return typeof kind === 'string' && Object.hasOwn(kinds, kind);
}
