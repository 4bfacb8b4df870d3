import { Problem } from '../../base/problem.ts';
import { createPause } from '../../base/scheduling.ts';
import { withTimeLimit } from '../../base/time-limit.ts';
import type { Dataset, Movie, Ratings } from '../dataset.ts';
import type { FactTables } from '../fact-tables.ts';
import type { MovieLinks, WorldStatistics } from '../movie-facts.ts';
import {
  type ArchiveTables,
  FACT_FILES,
  fileOf,
  findLayout,
  findTables,
  type Layout,
  NUMBER_FILES,
  sizeOf,
  unusedFiles,
  type ZipFile,
} from './archive-tables.ts';
import { sortRatings } from './csr-ratings.ts';
import { indexOfIds } from './id-index.ts';
import { allGenres, createImportReport } from './import-report.ts';
import { createLineBlocks, LF } from './line-blocks.ts';
import { MovieCollector } from './movie-collector.ts';
import { ratingFormatOf } from './movielens.ts';
import { type CollectedRatings, RatingCollector } from './rating-collector.ts';
import type { RatingFormat } from './rating-line.ts';
import { readFactTables } from './read-facts.ts';
import { readLinks, readStatistics } from './read-numbers.ts';
import { readingLimits, tookTooLong } from './reading-limits.ts';
import { SkippedRowsCounter } from './skipped-rows.ts';
import { readToEnd, type TableFile } from './table-file.ts';

/** What is read at most. Sizes are of unpacked files, in bytes. */
export interface ArchiveLimits {
  /** Files that an archive lists. */
  readonly entries: number;
  readonly movies: number;
  readonly ratings: number;
  /** Of each file beside the two. */
  readonly facts: number;
  /** Ratings that are read. */
  readonly rows: number;
}

export const ARCHIVE_LIMITS: ArchiveLimits = {
  entries: readingLimits.zipEntries,
  movies: readingLimits.movieBytes,
  ratings: readingLimits.ratingBytes,
  facts: readingLimits.factBytes,
  rows: readingLimits.ratingRows,
};

/** Receives the number of bytes read so far, the total, and how many ratings were read. */
export type OnProgress = (done: number, total: number, ratings: number) => void;

/** What a zip holds: a data set with its statistics and links, and the other facts of its movies. */
export interface Archive {
  readonly dataset: Dataset;
  readonly facts: FactTables;
}

/** How an archive is read. */
export interface ReadOptions {
  readonly onProgress?: OnProgress | undefined;
  readonly limits?: ArchiveLimits | undefined;
  /** Ends the reading within a piece of the file. */
  readonly signal?: AbortSignal | undefined;
}

/** How the parts of an archive are read. */
export interface ArchiveReading {
  readonly limits: ArchiveLimits;
  /** Counts what cannot be used. */
  readonly skippedRows: SkippedRowsCounter;
  readonly signal?: AbortSignal | undefined;
  /** Receives the number of bytes that were read since the last call, and how many ratings were read in all. */
  onRead(bytes: number, ratings?: number): void;
}

/** The movies of a data set with what is known of them in numbers. */
export interface MovieList {
  readonly movies: readonly Movie[];
  /** Movie id -> item index. */
  readonly index: ReadonlyMap<number, number>;
  /** Absent where nothing is known of any movie. */
  readonly statistics?: WorldStatistics;
  readonly links?: MovieLinks;
}

/**
 * Reads a MovieLens archive of any known layout, and the files of facts that it holds. Ratings are read while they are
 * unpacked, so that neither the archive nor the file is ever in memory as a whole. The event loop gets regular turns.
 * @param name file name of the archive; folders and ".zip" are removed
 * @throws Problem 'file-unknown', 'file-broken', 'file-too-large', or 'data-invalid' if no rating can be used; the
 *   signal's reason
 */
export async function readArchive(zip: ZipFile, name: string, options: ReadOptions = {}): Promise<Archive> {
  return readTables(await findTables([zip], options.limits?.entries), name, options);
}

/** Like {@link readArchive} for tables that were found in archives or files. */
export function readTables(tables: ArchiveTables, name: string, options: ReadOptions = {}): Promise<Archive> {
  const { datasetMs } = readingLimits;
  const late = () => tookTooLong('The data set', datasetMs);
  return withTimeLimit(datasetMs, late, options.signal, (signal) =>
    readAllTables(tables, name, { ...options, signal }),
  );
}

async function readAllTables(tables: ArchiveTables, name: string, options: ReadOptions): Promise<Archive> {
  const layout = findLayout(tables);
  const reading = readingOf(tables, [layout.movies, layout.ratings, ...NUMBER_FILES, ...FACT_FILES], options);
  const { limits, skippedRows, signal } = reading;
  for (const file of unusedFiles(tables)) skippedRows.add('Files that Matinee does not use', () => file);
  const list = await readMovieList(tables, layout, reading);
  const ratings = await readRatings(tables, layout, list, reading);
  const facts = await readFactTables(tables, {
    movies: list.index,
    limit: limits.facts,
    skippedRows,
    signal,
  });
  reading.onRead(sizeOf(tables, FACT_FILES));
  return { dataset: datasetOf(archiveId(tables, layout, name), list, ratings, skippedRows), facts };
}

/** Like `readTables`, without the files that no list waits for: details, descriptions and tags. */
export async function readDataset(
  tables: ArchiveTables,
  name: string,
  options: ReadOptions = {},
): Promise<Dataset> {
  const layout = findLayout(tables);
  const reading = readingOf(tables, [layout.movies, layout.ratings, ...NUMBER_FILES], options);
  const list = await readMovieList(tables, layout, reading);
  const ratings = await readRatings(tables, layout, list, reading);
  return datasetOf(archiveId(tables, layout, name), list, ratings, reading.skippedRows);
}

function readingOf(
  tables: ArchiveTables,
  files: readonly string[],
  { onProgress = () => {}, limits = ARCHIVE_LIMITS, signal }: ReadOptions,
): ArchiveReading {
  const total = sizeOf(tables, files);
  let done = 0;
  let all = 0;
  onProgress(0, total, 0);
  return {
    limits,
    skippedRows: new SkippedRowsCounter(),
    signal,
    onRead(bytes, ratings = all) {
      done += bytes;
      all = ratings;
      onProgress(done, total, all);
    },
  };
}

/** Reads the movies, their statistics and links; the archive may lack ratings. @throws Problem as `readArchive` does */
export async function readMovieList(
  tables: ArchiveTables,
  layout: Layout,
  { limits, skippedRows, signal, onRead }: ArchiveReading,
): Promise<MovieList> {
  const file = fileOf(tables, layout.movies);
  const collector = new MovieCollector(skippedRows);
  const pause = createPause(signal);
  let rows = 0;
  for (const row of layout.movieRows(await readToEnd(file, limits.movies, signal), skippedRows)) {
    if (row !== null) collector.add(row);
    if (++rows > readingLimits.movieRows) throw tooManyMovies(layout.movies);
    if (rows % ROWS === 0) await pause();
  }
  const { movies, index } = collector;
  onRead(file.size);
  const reading = { movies: index, limit: limits.facts, skippedRows, signal };
  const statistics = await readStatistics(tables, reading);
  const links = await readLinks(tables, reading);
  onRead(sizeOf(tables, NUMBER_FILES));
  return { movies, index, ...(statistics && { statistics }), ...(links && { links }) };
}

/** Reads the ratings of these movies; they may lie in another archive. @throws Problem as `readArchive` does */
async function readRatings(
  tables: ArchiveTables,
  layout: Layout,
  { movies }: Pick<MovieList, 'movies'>,
  reading: ArchiveReading,
): Promise<Ratings> {
  const { skippedRows, signal } = reading;
  const movieIds = movies.map((movie) => movie.id);
  const collected = await collectRatings(fileOf(tables, layout.ratings), layout, movieIds, reading);
  const ratings = await sortRatings(collected, { movieIds, skippedRows, pause: createPause(signal) });
  if (ratings.item.length === 0) throw noRatings(layout, skippedRows);
  return ratings;
}

/** Puts the parts together. @param skippedRows what reading them has counted */
function datasetOf(
  { id, name }: Pick<Dataset, 'id' | 'name'>,
  { movies, statistics, links }: MovieList,
  ratings: Ratings,
  skippedRows: SkippedRowsCounter,
): Dataset {
  return {
    id,
    name,
    movies,
    genres: allGenres(movies),
    ratings,
    report: createImportReport(movies, ratings, skippedRows.list()),
    ...(statistics && { statistics }),
    ...(links && { links }),
  };
}

/**
 * The id of the data set in an archive, from the checksums of the files that a model is trained on.
 * @param name file name of the archive; folders and ".zip" are removed
 */
function archiveId(
  tables: ArchiveTables,
  { movies, ratings }: Layout,
  name: string,
): Pick<Dataset, 'id' | 'name'> {
  const shortName = name.replace(/^.*[/\\]/, '').replace(/\.zip$/i, '');
  const checksums = [movies, ratings, 'statistics.csv'].flatMap((file) => tables.get(file)?.checksum() ?? []);
  return { id: `${shortName}-${checksums.map(hex).join('')}`, name: shortName };
}

/** Rows of movies between two looks at the clock. */
const ROWS = 64;
/** Lines of ratings have about this many bytes; columns grow where there are more. */
const LINE_BYTES = 24;

async function collectRatings(
  file: TableFile,
  layout: Layout,
  movieIds: readonly number[],
  { limits, skippedRows, signal, onRead }: ArchiveReading,
): Promise<CollectedRatings> {
  const movies = indexOfIds(movieIds);
  const collectorOf = (format: RatingFormat, linesBefore: number) =>
    new RatingCollector({
      format,
      movies,
      skippedRows,
      maxRows: limits.rows,
      expected: Math.min(limits.rows, Math.ceil(file.size / LINE_BYTES)),
      linesBefore,
    });
  let collector = layout.ratingFormat === null ? null : collectorOf(layout.ratingFormat, 0);
  const lines = createLineBlocks((bytes, start, end) => {
    if (collector !== null) {
      collector.add(bytes, start, end);
      return;
    }
    const headerEnd = bytes.indexOf(LF, start);
    collector = collectorOf(ratingFormatOf(new TextDecoder().decode(bytes.subarray(start, headerEnd))), 1);
    collector.add(bytes, headerEnd + 1, end);
  });
  const pause = createPause(signal);
  for await (const piece of file.stream(limits.ratings, signal)) {
    lines.push(piece);
    onRead(piece.length, collector?.columns.count ?? 0);
    await pause();
  }
  lines.end();
  return (collector ?? collectorOf(ratingFormatOf(''), 0)).finish();
}

function noRatings(layout: Layout, skippedRows: SkippedRowsCounter): Problem {
  const reasons = skippedRows.list().map(({ why, count, examples }) => `${why}: ${count} (${examples[0]})`);
  return new Problem(
    'data-invalid',
    `${layout.ratings} holds no rating that can be used. ${reasons.join('. ')}`.trim(),
    'Check the file against its description at grouplens.org, or download it again.',
  );
}

function tooManyMovies(file: string): Problem {
  return new Problem(
    'file-too-large',
    `${file} has more than ${readingLimits.movieRows.toLocaleString('en')} rows, the most that Matinee reads.`,
    'Choose a smaller data set.',
  );
}

function hex(crc: number): string {
  return crc.toString(16).padStart(8, '0');
}
