import type { FactTable, FactTables } from '../fact-tables.ts';
import type { Description, MovieFacts, TagCount } from '../movie-facts.ts';
import { plainText } from '../plain-text.ts';
import type { ArchiveTables } from './archive-tables.ts';
import { type FactReading, type FactRow, readFactRows } from './fact-rows.ts';
import { repeated } from './read-numbers.ts';
import type { SkippedRowsCounter } from './skipped-rows.ts';

/** Minutes. The longest movies of the shelf run ten hours; more is a slip of somebody's pen. */
const LONGEST = 2000;
/** Letters. Longer ones are no names, titles or short descriptions. */
const MAX_NAME = 120;
const MAX_PAGE = 300;
const MAX_TEXT = 2000;
const MAX_TAG = 300;
/** Of one movie; the rest of a list is not read. */
const MAX_LIST = 30;
/** Tags of one movie, the most frequent ones. */
const MAX_TAGS = 50;

const LANGUAGE = /^[a-z]{2,3}$/;
const COUNTRY = /^[A-Z]{2}$/;

/** Reads every file of facts that the archive holds. @throws Problem 'file-broken' for a damaged archive */
export async function readFactTables(tables: ArchiveTables, reading: FactReading): Promise<FactTables> {
  return {
    details: await readDetails(tables, reading),
    descriptions: await readDescriptions(tables, reading),
    tags: await readTags(tables, reading),
  };
}

/**
 * Reads details.csv: `movieId,runtime,languages,countries,directors,cast,wikipedia`, several values separated by `|`.
 * What makes no sense is counted and left unknown; the rest of its row is kept.
 * @returns null where the archive has no such file, or it cannot be used
 */
export function readDetails(
  tables: ArchiveTables,
  reading: FactReading,
): Promise<FactTable<MovieFacts> | null> {
  const columns = ['runtime', 'languages', 'countries', 'directors', 'cast', 'wikipedia'];
  return readOnePerMovie(tables, 'details.csv', columns, reading, (row): MovieFacts => {
    const [runtime, languages, countries, directors, cast, wikipedia] = row.fields;
    const listed = (written: string, isSound: (value: string) => boolean, why: string) =>
      listOf(written).filter((value) => isSound(value) || passOver(reading, why, row, value));
    const isName = (name: string) => name.length <= MAX_NAME;
    return {
      runtime: minutesOf(runtime, row, reading),
      languages: listed(languages, (code) => LANGUAGE.test(code), 'Languages that are not codes of ISO 639'),
      countries: listed(countries, (code) => COUNTRY.test(code), 'Countries that are not codes of ISO 3166'),
      directors: listed(directors, isName, `Names of over ${MAX_NAME} letters`),
      cast: listed(cast, isName, `Names of over ${MAX_NAME} letters`),
      wikipedia: pageOf(wikipedia, row, reading) || null,
    };
  });
}

/**
 * Reads descriptions.csv: `movieId,description,source,page`.
 * @returns null where the archive has no such file, or it cannot be used
 */
export function readDescriptions(
  tables: ArchiveTables,
  reading: FactReading,
): Promise<FactTable<Description> | null> {
  const columns = ['description', 'source', 'page'];
  return readOnePerMovie(tables, 'descriptions.csv', columns, reading, (row): Description | null => {
    const text = oneLine(row.fields[0]);
    const why =
      text === ''
        ? 'Descriptions without text'
        : `Descriptions of over ${MAX_TEXT.toLocaleString('en')} letters`;
    if (text === '' || text.length > MAX_TEXT) return passOver(reading, why, row, text) || null;
    return {
      text,
      source: oneLine(row.fields[1]).slice(0, MAX_NAME),
      page: pageOf(row.fields[2], row, reading),
    };
  });
}

/**
 * Reads tags.csv (`userId,movieId,tag,timestamp`) or the tags.dat of MovieLens 10M, one row for each tag that somebody gave. Tags are compared in lower
 * case; of each movie the most frequent ones stay.
 * @returns null where the archive has no such file, or it cannot be used
 */
async function readTags(
  tables: ArchiveTables,
  reading: FactReading,
): Promise<FactTable<readonly TagCount[]> | null> {
  const counts = new Map<number, Map<string, number>>();
  const file = tables.has('tags.csv') ? 'tags.csv' : 'tags.dat';
  const isRead = await readFactRows(tables, file, ['tag'], reading, (row) => {
    const tag = oneLine(row.fields[0]).toLowerCase();
    if (tag === '') passOver(reading, 'Tags without text', row, tag);
    else if (tag.length > MAX_TAG) passOver(reading, `Tags of over ${MAX_TAG} letters`, row, tag);
    else {
      const ofMovie = counts.get(row.id) ?? new Map<string, number>();
      ofMovie.set(tag, (ofMovie.get(tag) ?? 0) + 1);
      counts.set(row.id, ofMovie);
    }
  });
  if (!isRead) return null;
  return { ids: [...counts.keys()], facts: Array.from(counts.values(), mostFrequent) };
}

/** Equally frequent tags stay in the order of the file. */
function mostFrequent(counts: ReadonlyMap<string, number>): readonly TagCount[] {
  const tags = Array.from(counts, ([tag, count]) => ({ tag, count }));
  return tags.sort((a, b) => b.count - a.count).slice(0, MAX_TAGS);
}

/** Reads a file with one row for each movie. @param factOf null for a row that it has counted as skipped */
async function readOnePerMovie<T>(
  tables: ArchiveTables,
  file: 'details.csv' | 'descriptions.csv',
  columns: readonly string[],
  reading: FactReading,
  factOf: (row: FactRow) => T | null,
): Promise<FactTable<T> | null> {
  const found = new Map<number, T>();
  const isRead = await readFactRows(tables, file, columns, reading, (row) => {
    if (found.has(row.id)) {
      passOver(reading, repeated(file), row, `movie ${row.id}`);
      return;
    }
    const fact = factOf(row);
    if (fact !== null) found.set(row.id, fact);
  });
  return isRead ? { ids: [...found.keys()], facts: [...found.values()] } : null;
}

/** Counts what is not used. @returns false, for filters */
function passOver(
  { skippedRows }: { readonly skippedRows: SkippedRowsCounter },
  why: string,
  { line }: FactRow,
  value: string,
): false {
  skippedRows.add(why, () => `line ${line}: ${value.slice(0, 80)}`);
  return false;
}

function minutesOf(written: string, row: FactRow, reading: FactReading): number | null {
  if (written.trim() === '') return null;
  const minutes = /^\d{1,4}$/.test(written) ? Number(written) : Number.NaN;
  if (minutes >= 1 && minutes <= LONGEST) return minutes;
  passOver(reading, `Running times that are not 1 to ${LONGEST} minutes`, row, written);
  return null;
}

/** The title of an article with underscores, as in its address; empty where there is none. */
function pageOf(written: string, row: FactRow, reading: FactReading): string {
  const page = oneLine(written).replaceAll(' ', '_');
  if (page.length <= MAX_PAGE) return page;
  passOver(reading, `Titles of articles of over ${MAX_PAGE} letters`, row, page);
  return '';
}

function listOf(written: string): string[] {
  if (written === '') return [];
  const values = written.split('|').map(oneLine);
  return [...new Set(values)].filter((value) => value !== '').slice(0, MAX_LIST);
}

/** What is not a single space between two words: line breaks, which separate texts in storage, and the like. */
const UNCLEAN = /^\s|\s$|\s\s|[^\S ]|[\p{Cc}\p{Cf}]|\p{M}{5}/u;

function oneLine(written: string): string {
  // Nearly all texts are clean, and to replace nothing takes longer than to look.
  if (!UNCLEAN.test(written)) return written;
  return plainText(written)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}
