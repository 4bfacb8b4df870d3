import { Problem } from '../../base/problem.ts';
import { createPause } from '../../base/scheduling.ts';
import type { Dataset } from '../dataset.ts';
import { removeDuplicates } from './duplicates.ts';
import { allGenres, createImportReport } from './import-report.ts';
import { createLineReader } from './lines.ts';
import { MovieCollector } from './movie-collector.ts';
import { ratingFormatOf, readMovies } from './movielens.ts';
import { ratingFormat100k, readMovies100k } from './movielens-100k.ts';
import { type CollectedRatings, RatingCollector } from './rating-collector.ts';
import type { RatingFormat } from './rating-line.ts';
import { SkippedRowsCounter } from './skipped-rows.ts';
import { unzipEntry, unzipWhole } from './zip.ts';
import { readZipDirectory, type ZipEntry } from './zip-directory.ts';

/** Largest size of the unpacked files, in bytes. ratings.csv of the largest MovieLens data set has 0.9 GB. */
export interface ArchiveLimits {
  readonly movies: number;
  readonly ratings: number;
}

const LIMITS: ArchiveLimits = { movies: 64e6, ratings: 2e9 };

/** Receives the number of bytes read so far and the total. */
export type OnProgress = (done: number, total: number) => void;

/** The file names and formats of a MovieLens archive. */
interface Layout {
  readonly movies: string;
  readonly ratings: string;
  readonly readMovies: typeof readMovies;
  /** Null if the header line of the ratings defines the format. */
  readonly ratingFormat: RatingFormat | null;
}

const LAYOUTS: readonly Layout[] = [
  { movies: 'movies.csv', ratings: 'ratings.csv', readMovies, ratingFormat: null },
  { movies: 'u.item', ratings: 'u.data', readMovies: readMovies100k, ratingFormat: ratingFormat100k },
];

/**
 * Reads a MovieLens archive of any known layout. Ratings are read while they are unpacked, so that the whole file is never
 * in memory. The event loop gets regular turns.
 * @param name file name of the archive; folders and ".zip" are removed
 * @throws Problem 'file-unknown', 'file-broken', 'file-too-large', or 'data-invalid' if no rating can be used
 */
export async function readArchive(
  bytes: Uint8Array,
  name: string,
  onProgress: OnProgress = () => {},
  limits: ArchiveLimits = LIMITS,
): Promise<Dataset> {
  const { layout, movieEntry, ratingEntry } = findLayout(readZipDirectory(bytes));
  const skippedRows = new SkippedRowsCounter();
  const total = movieEntry.size + ratingEntry.size;
  onProgress(0, total);

  const movies = new MovieCollector(skippedRows);
  layout.readMovies(unzipWhole(bytes, movieEntry, limits.movies), movies, skippedRows);
  onProgress(movieEntry.size, total);

  const pieces = unzipEntry(bytes, ratingEntry, limits.ratings);
  const collected = await collectRatings(pieces, layout, movies.index, skippedRows, (done) =>
    onProgress(movieEntry.size + done, total),
  );
  const movieIds = movies.movies.map((movie) => movie.id);
  const ratings = removeDuplicates(collected, movieIds, skippedRows);
  if (ratings.item.length === 0) throw noRatings(layout, skippedRows);

  const shortName = name.replace(/^.*[/\\]/, '').replace(/\.zip$/i, '');
  return {
    id: `${shortName}-${hex(movieEntry.crc)}${hex(ratingEntry.crc)}`,
    name: shortName,
    movies: movies.movies,
    genres: allGenres(movies.movies),
    ratings,
    report: createImportReport(movies.movies, ratings, skippedRows.list()),
  };
}

function findLayout(entries: readonly ZipEntry[]): {
  layout: Layout;
  movieEntry: ZipEntry;
  ratingEntry: ZipEntry;
} {
  const find = (name: string) => {
    const found = entries.filter((entry) => entry.name === name);
    if (found.length > 1) {
      throw new Problem(
        'file-unknown',
        `The archive holds ${name} more than once.`,
        'Zip one data set alone and try again.',
      );
    }
    return found.at(0);
  };
  const missing: string[] = [];
  for (const layout of LAYOUTS) {
    const movieEntry = find(layout.movies);
    const ratingEntry = find(layout.ratings);
    if (movieEntry && ratingEntry) return { layout, movieEntry, ratingEntry };
    if (movieEntry || ratingEntry) missing.push(movieEntry ? layout.ratings : layout.movies);
  }
  throw new Problem(
    'file-unknown',
    missing.length > 0 ? `The archive holds no ${missing[0]}.` : 'The archive holds no MovieLens data.',
    'It should hold movies.csv and ratings.csv, or u.item and u.data.',
  );
}

async function collectRatings(
  pieces: Iterable<Uint8Array>,
  layout: Layout,
  movieIndex: ReadonlyMap<number, number>,
  skippedRows: SkippedRowsCounter,
  onProgress: (done: number) => void,
): Promise<CollectedRatings> {
  const collectorOf = (format: RatingFormat) => new RatingCollector(format, movieIndex, skippedRows);
  let collector = layout.ratingFormat === null ? null : collectorOf(layout.ratingFormat);
  const lines = createLineReader((bytes, start, end, line) => {
    if (collector === null)
      collector = collectorOf(ratingFormatOf(new TextDecoder().decode(bytes.subarray(start, end))));
    else collector.add(bytes, start, end, line);
  });
  const pause = createPause();
  let done = 0;
  for (const piece of pieces) {
    lines.push(piece);
    done += piece.length;
    onProgress(done);
    await pause();
  }
  lines.end();
  return (collector ?? collectorOf(ratingFormatOf(''))).finish();
}

function noRatings(layout: Layout, skippedRows: SkippedRowsCounter): Problem {
  const reasons = skippedRows.list().map(({ why, count, examples }) => `${why}: ${count} (${examples[0]})`);
  return new Problem(
    'data-invalid',
    `${layout.ratings} holds no rating that can be used. ${reasons.join('. ')}`.trim(),
    'Check the file against its description at grouplens.org, or download it again.',
  );
}

function hex(crc: number): string {
  return crc.toString(16).padStart(8, '0');
}
