import { Problem } from '../../base/problem.ts';
import type { MovieRow } from './movie-collector.ts';
import { movieRows } from './movielens.ts';
import { movieRows100k, ratingFormat100k } from './movielens-100k.ts';
import { movieRowsDat, ratingFormatDat } from './movielens-dat.ts';
import type { RatingFormat } from './rating-line.ts';
import { readingLimits } from './reading-limits.ts';
import type { SkippedRowsCounter } from './skipped-rows.ts';
import { plainTable, type TableFile, zippedTable } from './table-file.ts';
import { isZipFile, readZipDirectoryOf } from './zip-directory.ts';

/** The files that can be read, by name. They may come from several archives. */
export type ArchiveTables = ReadonlyMap<string, TableFile>;

/** The file names and formats of a MovieLens archive. */
export interface Layout {
  readonly movies: string;
  readonly ratings: string;
  /** The rows of the movie list one by one; null for a row that is counted as skipped. */
  movieRows(bytes: Uint8Array, skippedRows: SkippedRowsCounter): Iterable<MovieRow | null>;
  /** Null if the header line of the ratings defines the format. */
  readonly ratingFormat: RatingFormat | null;
}

/** The layout of MovieLens since 2014, and of the built-in data set. */
export const csvLayout: Layout = {
  movies: 'movies.csv',
  ratings: 'ratings.csv',
  movieRows,
  ratingFormat: null,
};

const LAYOUTS: readonly Layout[] = [
  csvLayout,
  { movies: 'movies.dat', ratings: 'ratings.dat', movieRows: movieRowsDat, ratingFormat: ratingFormatDat },
  { movies: 'u.item', ratings: 'u.data', movieRows: movieRows100k, ratingFormat: ratingFormat100k },
];

/** Files that any data set may hold beside movies and ratings. */
export const NUMBER_FILES = ['statistics.csv', 'links.csv'] as const;
export const FACT_FILES = ['details.csv', 'descriptions.csv', 'tags.csv', 'tags.dat'] as const;
/** Files of MovieLens that are known and not read: 15 million relevances of 1,128 tags. */
const UNUSED_FILES: ReadonlySet<string> = new Set(['genome-scores.csv', 'genome-tags.csv']);
export type ExtraFile = (typeof NUMBER_FILES)[number] | (typeof FACT_FILES)[number];

const READ: ReadonlySet<string> = new Set([
  ...LAYOUTS.flatMap(({ movies, ratings }) => [movies, ratings]),
  ...NUMBER_FILES,
  ...FACT_FILES,
]);

/** A zip archive, on disk or in memory. */
export type ZipFile = Blob | Uint8Array;

/**
 * Finds the files that can be read, wherever the archives hold them: a data set may be cut into several.
 * @throws Problem 'file-unknown' if there is no zip or a file stands in them twice, 'file-broken' for a damaged one,
 *   'file-too-large' for one with more than `maxEntries` files
 */
export async function findTables(
  archives: readonly ZipFile[],
  maxEntries = readingLimits.zipEntries,
): Promise<ArchiveTables> {
  const files: TableFile[] = [];
  for (const archive of archives.map(blobOf)) {
    for (const entry of await readZipDirectoryOf(archive, maxEntries))
      files.push(zippedTable(archive, entry));
  }
  return tablesOf(files);
}

/** A file that the person has dropped or chosen. */
export interface NamedFile {
  /** File name; with folders where a folder was dropped. */
  readonly name: string;
  readonly content: Blob;
}

/**
 * Like {@link findTables} for zips and for files that are not packed, which may be dropped together.
 * @throws Problem as `findTables` does
 */
export async function findTablesIn(
  files: readonly NamedFile[],
  maxEntries = readingLimits.zipEntries,
): Promise<ArchiveTables> {
  const found: TableFile[] = [];
  for (const { name, content } of files) {
    if (await isZipFile(content)) {
      for (const entry of await readZipDirectoryOf(content, maxEntries)) {
        found.push(zippedTable(content, entry));
      }
    } else found.push(plainTable(name.slice(name.lastIndexOf('/') + 1), content));
  }
  return tablesOf(found);
}

/** Whether these tables are the movies and ratings of a known layout. */
export function holdsDataset(tables: ArchiveTables): boolean {
  return LAYOUTS.some(({ movies, ratings }) => tables.has(movies) && tables.has(ratings));
}

function blobOf(archive: ZipFile): Blob {
  return archive instanceof Blob ? archive : new Blob([new Uint8Array(archive)]);
}

function tablesOf(files: readonly TableFile[]): ArchiveTables {
  const tables = new Map<string, TableFile>();
  for (const file of files) {
    const { name } = file;
    if (!READ.has(name) && !UNUSED_FILES.has(name)) continue;
    if (tables.has(name)) {
      throw new Problem(
        'file-unknown',
        `The archive holds ${name} more than once.`,
        'Zip one data set alone and try again.',
      );
    }
    tables.set(name, file);
  }
  return tables;
}

/** Files of a known data set that are not read. */
export function unusedFiles(tables: ArchiveTables): string[] {
  return [...tables.keys()].filter((name) => UNUSED_FILES.has(name));
}

/**
 * The layout of a whole data set.
 * @throws Problem 'file-unknown' where movies or ratings are missing
 */
export function findLayout(tables: ArchiveTables): Layout {
  const missing: string[] = [];
  for (const layout of LAYOUTS) {
    const { movies, ratings } = layout;
    if (tables.has(movies) && tables.has(ratings)) return layout;
    if (tables.has(movies) || tables.has(ratings)) missing.push(tables.has(movies) ? ratings : movies);
  }
  throw new Problem(
    'file-unknown',
    missing.length > 0 ? `The archive holds no ${missing[0]}.` : 'There is no MovieLens data in it.',
    'It should hold movies.csv and ratings.csv, movies.dat and ratings.dat, or u.item and u.data.',
  );
}

/** A file that must be there. @throws Problem 'file-unknown' */
export function fileOf(tables: ArchiveTables, name: string): TableFile {
  const file = tables.get(name);
  if (file !== undefined) return file;
  throw new Problem('file-unknown', `The archive holds no ${name}.`, 'Choose a MovieLens archive.');
}

/** Bytes of these files after unpacking, as the archive declares them. */
export function sizeOf(tables: ArchiveTables, names: readonly string[]): number {
  return names.reduce((sum, name) => sum + (tables.get(name)?.size ?? 0), 0);
}
