import { Problem } from '../../base/problem.ts';
import type { Movie } from '../dataset.ts';
import { entryOf, type ImportedEntry, type Opinion } from './entry.ts';
import { recordOf, textFrom, wholeFrom } from './json.ts';
import { NO_RATING, NO_TITLE } from './layout.ts';

const FORMAT = 'matinee-backup';
/** Version 2 records what was removed, and when; version 1 is read as well. */
const VERSION = 2;

/** One movie of a back-up, by its MovieLens id. */
export interface BackedUp {
  readonly movieId: number;
  readonly opinion: Opinion;
  /** Milliseconds since 1970, null without a date. */
  readonly at: number | null;
}

/**
 * Writes a back-up: a JSON file with the name and version of its format. It contains titles as well as ids, so that a
 * movie is found in data sets with other ids, too, and a person can read the file.
 * @param movieOf finds a movie by its id
 * @param other everything else that is backed up, as plain data
 */
export function backupText(
  movies: readonly BackedUp[],
  movieOf: (movieId: number) => Movie | undefined,
  other: Readonly<Record<string, unknown>>,
): string {
  const rows = movies.map(({ movieId, opinion, at }) => ({
    movieId,
    ...nameOf(movieOf(movieId)),
    ...opinion,
    ...(at === null ? {} : { at }),
  }));
  const { films: _, ...rest } = other;
  return `${JSON.stringify({ format: FORMAT, version: VERSION, ...rest, films: rows }, null, 1)}\n`;
}

/** Title and year, as a row of a back-up has them; nothing where the movie is not known. */
export function nameOf(movie: Movie | undefined): { readonly title?: string; readonly year?: number | null } {
  return movie === undefined ? {} : { title: movie.title, year: movie.year };
}

/** Whether the value of a JSON file is a back-up. */
export function isBackup(value: unknown): boolean {
  return recordOf(value).format === FORMAT;
}

/**
 * Reads the rows of a back-up and its other data.
 * @throws Problem 'file-unknown' if a newer version wrote it, 'file-broken' if it has no list of movies
 */
export function backupRows(value: unknown): {
  readonly rows: readonly unknown[];
  readonly other: Readonly<Record<string, unknown>>;
} {
  const { format: _, version, films, ...other } = recordOf(value);
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
  return { rows: films, other };
}

/** The entry of a row, or why the row is skipped. */
export function backupEntry(row: unknown): ImportedEntry | string {
  const record = recordOf(row);
  const title = textFrom(record.title);
  const movieId = wholeFrom(record.movieId);
  const opinion = opinionOf(record);
  if (title === '' && !movieId) return NO_TITLE;
  if (opinion === null) return NO_RATING;
  return entryOf({
    movieId: movieId || null,
    titles: title === '' ? [] : [title],
    year: wholeFrom(record.year),
    opinion,
    at: wholeFrom(record.at),
  });
}

const kinds: Readonly<Record<Exclude<Opinion['kind'], 'rating' | 'listed'>, true>> = {
  liked: true,
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
