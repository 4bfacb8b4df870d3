import { createHash } from 'node:crypto';
import { parseCsv } from '../../src/dataset/archive/csv.ts';
import { MovieCollector } from '../../src/dataset/archive/movie-collector.ts';
import { readMovies } from '../../src/dataset/archive/movielens.ts';
import { SkippedRowsCounter } from '../../src/dataset/archive/skipped-rows.ts';
import { unzipWhole } from '../../src/dataset/archive/zip.ts';
import { readZipDirectory } from '../../src/dataset/archive/zip-directory.ts';
import type { Movie } from '../../src/dataset/dataset.ts';
import type { WorldStatistics } from '../../src/dataset/movie-facts.ts';
import { encodeStarter } from '../../src/dataset/starter.ts';
import { chooseStarter } from './choose-starter.ts';
import { joinZips } from './join-zips.ts';

/** The parts after the starter in the order in which they are fetched, with the files of the archive that each holds. */
const PARTS = {
  movies: ['movies.csv', 'links.csv', 'statistics.csv'],
  ratings: ['ratings.csv'],
  details: ['details.csv'],
  descriptions: ['descriptions.csv'],
} as const;

type PartName = 'starter' | keyof typeof PARTS;

interface Part {
  /** File name; it holds a hash of the content, so that it may be cached forever. */
  readonly file: string;
  readonly content: Uint8Array;
}

/** Largest size of a table, in bytes. */
const LIMIT = 64e6;

/**
 * The built-in archive as parts that are fetched one after the other: a starter of some 600 movies, then zips that hold the
 * tables as they are packed in the archive.
 */
export function shelfParts(archive: Uint8Array): Readonly<Record<PartName, Part>> {
  const starter = new TextEncoder().encode(JSON.stringify(starterOf(archive)));
  const zipped = (name: keyof typeof PARTS): Part => {
    const files: readonly string[] = PARTS[name];
    const content = joinZips([archive], (file) => files.includes(file));
    return { file: `${name}-${hashOf(content)}.zip`, content };
  };
  return {
    starter: { file: `starter-${hashOf(starter)}.json`, content: starter },
    movies: zipped('movies'),
    ratings: zipped('ratings'),
    details: zipped('details'),
    descriptions: zipped('descriptions'),
  };
}

function starterOf(archive: Uint8Array) {
  const skipped = new SkippedRowsCounter();
  const collector = new MovieCollector(skipped);
  readMovies(tableOf(archive, 'movies.csv'), collector, skipped);
  const { movies, index } = collector;
  const ofGenre = new Map<string, number>();
  for (const genre of movies.flatMap(({ genres }) => genres))
    ofGenre.set(genre, (ofGenre.get(genre) ?? 0) + 1);
  const genres = [...ofGenre].sort(([a], [b]) => (a < b ? -1 : 1));
  return encodeStarter(chooseStarter(movies, statisticsOf(archive, movies, index)), genres);
}

function statisticsOf(
  archive: Uint8Array,
  { length }: readonly Movie[],
  index: ReadonlyMap<number, number>,
): WorldStatistics {
  const count = new Int32Array(length);
  const mean = new Float32Array(length).fill(Number.NaN);
  const rows = parseCsv(new TextDecoder().decode(tableOf(archive, 'statistics.csv')));
  const header = rows.next().value?.fields ?? [];
  const [idAt, countAt, meanAt] = ['movieId', 'count', 'mean'].map((name) => header.indexOf(name));
  for (const { fields } of rows) {
    const item = index.get(Number(fields[idAt]));
    if (item === undefined || Number(fields[countAt]) === 0) continue;
    count[item] = Number(fields[countAt]);
    mean[item] = Number(fields[meanAt]);
  }
  return { count, mean };
}

function tableOf(archive: Uint8Array, name: string): Uint8Array {
  const entry = readZipDirectory(archive).find((one) => one.name === name);
  if (entry === undefined) throw new Error(`The built-in data set has no ${name}.`);
  return unzipWhole(archive, entry, LIMIT);
}

function hashOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 8);
}
