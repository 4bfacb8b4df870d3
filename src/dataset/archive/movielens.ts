import { Problem } from '../../base/problem.ts';
import { plainText } from '../plain-text.ts';
import { type CsvRow, parseCsv } from './csv.ts';
import { decodeText } from './decode-text.ts';
import type { MovieCollector, MovieRow } from './movie-collector.ts';
import type { RatingFormat } from './rating-line.ts';
import type { SkippedRowsCounter } from './skipped-rows.ts';

const NO_GENRES = '(no genres listed)';
/** Letters of a genre; the longest of MovieLens has eleven. */
const MAX_GENRE = 60;

/**
 * Reads movies.csv in the layout that MovieLens has used since 2014 (ml-latest, ml-latest-small, ml-25m, ml-32m):
 * `movieId,title,genres`, genres separated by `|`.
 * @returns the rows one by one; null for a row that is counted as skipped
 * @throws Problem 'data-invalid' if a column is missing
 */
export function* movieRows(
  bytes: Uint8Array,
  skippedRows: SkippedRowsCounter,
): Generator<MovieRow | null, void> {
  const rows = parseCsv(decodeText(bytes));
  const header = rows.next().value?.fields ?? [];
  const [id, title, genres] = columnsOf(header, 'movies.csv', ['movieId', 'title', 'genres']);
  for (const { line, fields } of rows) {
    if (fields.length !== header.length) {
      skippedRows.add(
        'Film rows with missing or extra columns',
        () => `line ${line}: ${fields.join(',').slice(0, 80)}`,
      );
      yield null;
      continue;
    }
    yield { line, id: fields[id], title: fields[title], year: null, genres: genresOf(fields[genres]) };
  }
}

/** Collects all rows of {@link movieRows} at once. */
export function readMovies(bytes: Uint8Array, movies: MovieCollector, skippedRows: SkippedRowsCounter): void {
  for (const row of movieRows(bytes, skippedRows)) if (row !== null) movies.add(row);
}

/**
 * Reads the layout of ratings.csv from its header line: `userId,movieId,rating,timestamp` in any order; the
 * timestamp may be missing.
 * @throws Problem 'data-invalid' if a column is missing
 */
export function ratingFormatOf(firstLine: string): RatingFormat {
  const first: CsvRow | undefined = parseCsv(firstLine).next().value ?? undefined;
  const header = first?.fields ?? [];
  const [user, item, value] = columnsOf(header, 'ratings.csv', ['userId', 'movieId', 'rating']);
  const time = header.findIndex((name) => isNamed(name, 'timestamp'));
  return {
    separator: 0x2c,
    width: 1,
    fields: header.length,
    user,
    item,
    value,
    time,
    lowest: 0.5,
    step: 0.5,
  };
}

/** The places of columns in a header line, whatever the capitalisation. @throws Problem 'data-invalid' if one is missing */
export function columnsOf(header: readonly string[], file: string, names: readonly string[]): number[] {
  return names.map((name) => {
    const at = header.findIndex((written) => isNamed(written, name));
    if (at >= 0) return at;
    throw new Problem(
      'data-invalid',
      `${file} has no column ${name}.`,
      `Its first line should name the columns ${names.join(', ')}.`,
    );
  });
}

function isNamed(written: string, name: string): boolean {
  return written.trim().toLowerCase() === name.toLowerCase();
}

function genresOf(written: string): string[] {
  if (written.trim() === NO_GENRES) return [];
  const genres = written.split('|').map((genre) => plainText(genre).trim().slice(0, MAX_GENRE));
  return [...new Set(genres)].filter((genre) => genre !== '');
}
