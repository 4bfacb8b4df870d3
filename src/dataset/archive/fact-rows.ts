import { Problem } from '../../base/problem.ts';
import { createPause } from '../../base/scheduling.ts';
import type { ArchiveTables, ExtraFile } from './archive-tables.ts';
import { type CsvRow, parseCsv } from './csv.ts';
import { decodeText } from './decode-text.ts';
import { linesOf } from './lines-of.ts';
import { columnsOf } from './movielens.ts';
import { isId } from './rating-collector.ts';
import { readingLimits } from './reading-limits.ts';
import type { SkippedRowsCounter } from './skipped-rows.ts';
import { readToEnd } from './table-file.ts';

/** Rows between two looks at the clock. */
const ROWS = 64;

/** What readers of facts need of the data set and the reader. */
export interface FactReading {
  /** Rows of other movies are skipped: ids of the movies, or a map from them. */
  readonly movies: { has(id: number): boolean };
  /** Largest size of an unpacked file in bytes; a larger one is not used. */
  readonly limit: number;
  readonly skippedRows: SkippedRowsCounter;
  readonly signal?: AbortSignal | undefined;
}

/** A row of a file that has facts of one movie. */
export interface FactRow {
  readonly line: number;
  readonly id: number;
  /** The fields of the columns that were asked for. */
  readonly fields: readonly string[];
}

/**
 * Reads a CSV file with one or several rows for each movie, if the archive holds it. The event loop gets regular turns.
 * A file that lacks a column or is too large is skipped as a whole and counted: the data set is good without it.
 * @param columns names of the columns beside `movieId`
 * @returns whether the file is there and could be used
 * @throws Problem 'file-broken' for a damaged archive
 */
export async function readFactRows(
  tables: ArchiveTables,
  file: ExtraFile,
  columns: readonly string[],
  reading: FactReading,
  onRow: (row: FactRow) => void,
): Promise<boolean> {
  const table = tables.get(file);
  if (table === undefined) return false;
  const { limit, skippedRows, signal } = reading;
  try {
    const text = decodeText(await readToEnd(table, limit, signal));
    const rows = file === 'tags.dat' ? parseTagsDat(text) : parseCsv(text);
    const header = rows.next().value?.fields ?? [];
    const [movie, ...places] = columnsOf(header, file, ['movieId', ...columns]);
    const pause = createPause(signal);
    let n = 0;
    for (const { line, fields } of rows) {
      const id = idOf(fields[movie] ?? '');
      const why = fields.length === header.length ? faultOf(id, file, reading) : columnFault(file);
      if (why === null) onRow({ line, id, fields: places.map((at) => fields[at]) });
      else skippedRows.add(why, () => `line ${line}: ${fields.join(',').slice(0, 80)}`);
      if (++n % ROWS === 0) await pause();
      if (n > readingLimits.factRows) throw tooManyRows(file);
    }
    return true;
  } catch (thrown) {
    if (!(thrown instanceof Problem) || thrown.code === 'file-broken') throw thrown;
    skippedRows.add('Files beside movies and ratings that cannot be used', () => thrown.message);
    return false;
  }
}

/** tags.dat of MovieLens 10M, `user::movie::tag::timestamp`, as rows of tags.csv. */
function* parseTagsDat(text: string): Generator<CsvRow, void> {
  yield { line: 0, fields: ['userId', 'movieId', 'tag', 'timestamp'] };
  for (const { line, text: row } of linesOf(text)) {
    const [user, movie, ...rest] = row.split('::');
    const time = rest.pop() ?? '';
    yield { line, fields: [user, movie, rest.join('::'), time] };
  }
}

function tooManyRows(file: string): Problem {
  return new Problem(
    'file-too-large',
    `${file} has more than ${readingLimits.factRows.toLocaleString('en')} rows, the most that Matinee reads.`,
    'Choose a smaller data set.',
  );
}

function columnFault(file: string): string {
  return `Rows of ${file} with missing or extra columns`;
}

function faultOf(id: number, file: string, { movies }: FactReading): string | null {
  if (!isId(id)) return `Rows of ${file} whose movie id is not a whole positive number`;
  return movies.has(id) ? null : `Rows of ${file} about movies that the movie list does not hold`;
}

function idOf(written: string): number {
  return /^\d{1,15}$/.test(written) ? Number(written) : Number.NaN;
}
