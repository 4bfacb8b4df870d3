import type { MovieLinks, WorldStatistics } from '../movie-facts.ts';
import type { ArchiveTables } from './archive-tables.ts';
import { type FactReading, readFactRows } from './fact-rows.ts';
import type { SkippedRowsCounter } from './skipped-rows.ts';

/** Reads facts into columns by item. */
interface NumberReading extends FactReading {
  /** Movie id -> item index. */
  readonly movies: ReadonlyMap<number, number>;
}

const LARGEST = 2 ** 31 - 1;

/**
 * Reads statistics.csv: `movieId,count,mean`, ratings and stars.
 * @returns undefined where nothing is known of any movie
 */
export async function readStatistics(
  tables: ArchiveTables,
  reading: NumberReading,
): Promise<WorldStatistics | undefined> {
  const { movies, skippedRows } = reading;
  const count = new Int32Array(movies.size);
  const mean = new Float32Array(movies.size).fill(Number.NaN);
  await readFactRows(tables, 'statistics.csv', ['count', 'mean'], reading, ({ line, id, fields }) => {
    const item = movies.get(id) ?? -1;
    const ratings = wholeOf(fields[0]);
    const stars = /^\d(\.\d+)?$/.test(fields[1]) ? Number(fields[1]) : Number.NaN;
    if (count[item] > 0) skippedRows.add(repeated('statistics.csv'), () => `line ${line}: movie ${id}`);
    else if (ratings === null || ratings === 0 || !(stars >= 0.5 && stars <= 5)) {
      skippedRows.add(
        'Statistics that are not a number of ratings and a mean of 0.5 to 5',
        () => `line ${line}: ${fields.join(',').slice(0, 80)}`,
      );
    } else {
      count[item] = ratings;
      mean[item] = stars;
    }
  });
  return count.some((ratings) => ratings > 0) ? { count, mean } : undefined;
}

/**
 * Reads links.csv: `movieId,imdbId,tmdbId`; a number may be missing.
 * @returns undefined where nothing is known of any movie
 */
export async function readLinks(
  tables: ArchiveTables,
  reading: NumberReading,
): Promise<MovieLinks | undefined> {
  const { movies, skippedRows } = reading;
  const imdb = new Int32Array(movies.size);
  const tmdb = new Int32Array(movies.size);
  await readFactRows(tables, 'links.csv', ['imdbId', 'tmdbId'], reading, ({ line, id, fields }) => {
    const item = movies.get(id) ?? -1;
    if (imdb[item] > 0 || tmdb[item] > 0) {
      skippedRows.add(repeated('links.csv'), () => `line ${line}: movie ${id}`);
      return;
    }
    imdb[item] = numberOf(fields[0], line, skippedRows);
    tmdb[item] = numberOf(fields[1], line, skippedRows);
  });
  return imdb.some((id) => id > 0) || tmdb.some((id) => id > 0) ? { imdb, tmdb } : undefined;
}

/** A number of IMDb or TMDB; 0 for none, and for what is no number, which is counted. */
function numberOf(written: string, line: number, skippedRows: SkippedRowsCounter): number {
  if (written.trim() === '') return 0;
  const number = wholeOf(written);
  if (number !== null) return number;
  skippedRows.add(
    'Numbers in links.csv that are none (the movies are kept without them)',
    () => `line ${line}: ${written.slice(0, 80)}`,
  );
  return 0;
}

/** A whole number that an Int32Array holds, else null. */
function wholeOf(written: string): number | null {
  const number = /^\d{1,10}$/.test(written) ? Number(written) : Number.NaN;
  return number <= LARGEST ? number : null;
}

/** The reason for skipping a second row of a movie. */
export function repeated(file: string): string {
  return `Repeated rows of ${file} about one movie (the first is kept)`;
}
