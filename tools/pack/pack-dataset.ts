import { type Zippable, zipSync } from 'fflate';
import { FACT_FILES, findTables, NUMBER_FILES } from '../../src/dataset/archive/archive-tables.ts';
import { parseCsv } from '../../src/dataset/archive/csv.ts';
import { decodeText } from '../../src/dataset/archive/decode-text.ts';
import { columnsOf } from '../../src/dataset/archive/movielens.ts';
import { readArchive } from '../../src/dataset/archive/read-archive.ts';
import { readingLimits } from '../../src/dataset/archive/reading-limits.ts';
import { readToEnd, zippedTable } from '../../src/dataset/archive/table-file.ts';
import { readZipDirectoryOf } from '../../src/dataset/archive/zip-directory.ts';
import type { Dataset, Movie, Ratings } from '../../src/dataset/dataset.ts';
import { thinDataset } from '../../src/dataset/thin-dataset.ts';
import { type Selection, selectRatings } from './select-ratings.ts';

/** What is packed. */
export interface PackOptions extends Selection {
  /** File name of the source, for the README. */
  readonly source: string;
  /** Name of the folder in the archive. */
  readonly name: string;
  /** Ratings at most, of what the selection leaves; null for all of them. */
  readonly ratings: number | null;
  readonly seed: number;
}

/** The archive, and what is in it. */
export interface Packed {
  readonly bytes: Uint8Array;
  readonly dataset: Dataset;
}

/** Ratings whose text is made at once. */
const PIECE = 1 << 16;
const README = /^readme(\.(txt|md|html))?$/i;

/**
 * Writes a part of a MovieLens archive as an archive in the layout of ml-latest: all or the most rated movies, and of their
 * ratings, or the recent ones, those of people drawn at random. What is known of the movies is taken over unchanged. People are
 * numbered anew; the source's own README, which holds the licence, is in it.
 * @throws Problem as `readArchive`, `selectRatings` and `thinRatings` do
 */
export async function packDataset(archive: Blob, options: PackOptions): Promise<Packed> {
  const { dataset: whole } = await readArchive(archive, options.source);
  const selected = selectRatings(whole, options);
  const dataset =
    options.ratings === null
      ? selected
      : thinDataset(selected, { target: options.ratings, seed: options.seed });
  const files: Zippable = {};
  const add = (name: string, content: Uint8Array) => {
    files[`${options.name}/${name}`] = [content, { level: 9, mtime: FIRST_DAY }];
  };
  const tables = await findTables([archive]);
  const sourceReadme = await readmeOf(archive);
  add('README.txt', encoded(readmeText(whole, dataset, { ...options, hasLicence: sourceReadme !== null })));
  if (sourceReadme !== null) add('README-source.txt', sourceReadme);
  const movies = tables.get('movies.csv');
  const isWhole = dataset.movies.length === whole.movies.length;
  const ids = new Set(dataset.movies.map(({ id }) => id));
  const rowsOf = (name: string, bytes: Uint8Array) => (isWhole ? bytes : rowsAbout(ids, name, bytes));
  add(
    'movies.csv',
    movies === undefined
      ? encoded(moviesText(dataset.movies))
      : rowsOf('movies.csv', await readToEnd(movies, readingLimits.movieBytes)),
  );
  add('ratings.csv', ratingsText(dataset.movies, dataset.ratings));
  for (const name of [...NUMBER_FILES, ...FACT_FILES]) {
    const table = tables.get(name);
    if (table !== undefined) add(name, rowsOf(name, await readToEnd(table, readingLimits.factBytes)));
  }
  return { bytes: zipSync(files), dataset };
}

/** Equal contents give equal archives: 1 January 1980, the first day that a zip can name. */
const FIRST_DAY = new Date(1980, 0, 1);

/** The README of the source, which holds its licence; null where it has none. */
async function readmeOf(archive: Blob): Promise<Uint8Array | null> {
  const entry = (await readZipDirectoryOf(archive, readingLimits.zipEntries)).find(({ name }) =>
    README.test(name),
  );
  return entry === undefined ? null : readToEnd(zippedTable(archive, entry), readingLimits.factBytes);
}

/** The rows of a table about some movies, with its header; tags.dat has none. */
function rowsAbout(ids: ReadonlySet<number>, name: string, bytes: Uint8Array): Uint8Array {
  const text = decodeText(bytes);
  if (name === 'tags.dat') {
    const lines = text.split('\n').filter((line) => ids.has(Number(line.split('::')[1])));
    return encoded(lines.map((line) => `${line}\n`).join(''));
  }
  const [header, ...rows] = [...parseCsv(text)].map(({ fields }) => fields);
  const [movie] = columnsOf(header ?? [], name, ['movieId']);
  const remaining = [header, ...rows.filter((fields) => ids.has(Number(fields[movie])))];
  return encoded(remaining.map((fields) => `${fields.map(quoted).join(',')}\n`).join(''));
}

function readmeText(
  whole: Dataset,
  { ratings, movies }: Dataset,
  { source, name, hasLicence, ...chosen }: PackOptions & { readonly hasLicence: boolean },
): string {
  const count = (n: number) => n.toLocaleString('en');
  const licence = hasLicence
    ? 'Its README, with the terms of use and how to cite it, is README-source.txt. The same terms hold for this part.'
    : 'The archive came without a README. Find out its terms of use before you pass this part on.';
  return `${name}

A part of ${source}: ${count(ratings.item.length)} of ${count(whole.ratings.item.length)} ratings, by ${count(ratings.users)} of ${count(whole.ratings.users)} people, and ${titlesOf(whole, movies)}.
${[...howChosen(chosen), 'People are numbered anew.'].join(' ')}
Other tables are those of the source; tags.csv, where it is there, holds tags by all people under their numbers in the source.

Licence
=======

${licence}

MovieLens data are by GroupLens Research, University of Minnesota (https://grouplens.org/datasets/movielens/):
F. Maxwell Harper and Joseph A. Konstan. 2015. The MovieLens Datasets: History and Context. ACM Transactions on
Interactive Intelligent Systems (TiiS) 5, 4: 19:1-19:19. https://doi.org/10.1145/2827872
`;
}

function titlesOf({ movies: all }: Dataset, movies: readonly Movie[]): string {
  const count = movies.length.toLocaleString('en');
  return all.length === movies.length
    ? `all\n${count} titles`
    : `${count} of ${all.length.toLocaleString('en')} titles`;
}

function howChosen({ since, movies, ratings, seed }: Omit<PackOptions, 'source' | 'name'>): string[] {
  return [
    ...(since === null ? [] : [`Ratings before ${since} or without a date are left out.`]),
    ...(movies === null ? [] : ['The titles are those with the most ratings.']),
    ...(ratings === null
      ? []
      : [
          `The people were drawn at random (seed ${seed}), the same share of every tenth by activity, and stay with all their ratings${since === null && movies === null ? '' : ' of these'}.`,
        ]),
  ];
}

function moviesText(movies: readonly Movie[]): string {
  const rows = movies.map(({ id, title, alsoKnownAs = [], year, genres }) => {
    const others = alsoKnownAs.map((other) => ` (${other})`).join('');
    const whole = `${title}${others}${year === null ? '' : ` (${year})`}`;
    return `${id},${quoted(whole)},${quoted(genres.length === 0 ? '(no genres listed)' : genres.join('|'))}\n`;
  });
  return `movieId,title,genres\n${rows.join('')}`;
}

function ratingsText(movies: readonly Movie[], ratings: Ratings): Uint8Array {
  const { users, rowStart, item, value, time } = ratings;
  const pieces: Uint8Array[] = [encoded('userId,movieId,rating,timestamp\n')];
  let lines: string[] = [];
  for (let user = 0; user < users; user++) {
    for (let n = rowStart[user]; n < rowStart[user + 1]; n++) {
      lines.push(`${user + 1},${movies[item[n]].id},${value[n].toFixed(1)},${time[n]}\n`);
    }
    if (lines.length < PIECE && user + 1 < users) continue;
    pieces.push(encoded(lines.join('')));
    lines = [];
  }
  return new Uint8Array(Buffer.concat(pieces));
}

function quoted(field: string): string {
  return /[",\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
