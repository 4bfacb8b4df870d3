import { crc32 } from '../../base/crc32.ts';
import { Problem } from '../../base/problem.ts';
import { createPause } from '../../base/scheduling.ts';
import { sortRatings } from '../archive/csr-ratings.ts';
import { parseCsv } from '../archive/csv.ts';
import { decodeText } from '../archive/decode-text.ts';
import { allGenres, createImportReport } from '../archive/import-report.ts';
import { createLineBlocks } from '../archive/line-blocks.ts';
import { ARCHIVE_LIMITS, type ReadOptions } from '../archive/read-archive.ts';
import { SkippedRowsCounter } from '../archive/skipped-rows.ts';
import { readToEnd } from '../archive/table-file.ts';
import type { Dataset, Movie } from '../dataset.ts';
import { computedId } from '../movie-ids.ts';
import type { Subject } from '../subject.ts';
import { type DatasetMapping, isComplete } from './mapping.ts';
import { readItems, type TableItem } from './read-items.ts';
import type { AnyTable } from './table-heads.ts';
import { TableRatings } from './table-ratings.ts';

/**
 * Reads tables of any kind as a data set. Ids of any text are numbered and kept as external ids; ratings of other scales
 * become half stars; rows that cannot be used are counted. The table of ratings is never in memory as a whole.
 * @param name what the data set is called
 * @throws Problem 'settings' for a mapping that lacks a column, 'data-invalid' if no rating can be used, and what
 *   reading the files throws; the signal's reason
 */
export async function readTableDataset(
  tables: readonly AnyTable[],
  mapping: DatasetMapping,
  name: string,
  options: ReadOptions = {},
): Promise<Dataset> {
  const rated = tables.find((table) => table.name === mapping.ratings.table);
  const listed = tables.find((table) => table.name === mapping.items?.table) ?? null;
  if (rated === undefined || !isComplete(mapping)) throw incomplete();
  const { limits = ARCHIVE_LIMITS, onProgress = () => {}, signal } = options;
  const skippedRows = new SkippedRowsCounter();
  const total = rated.file.size + (listed?.file.size ?? 0);
  onProgress(0, total, 0);
  const items = await itemsOf(listed, mapping, skippedRows, options);
  const index = new Map(items.map(({ externalId }, n) => [externalId, n]));
  const read = listed?.file.size ?? 0;
  const collected = await collect(rated, mapping, index, skippedRows, {
    ...options,
    limits,
    onProgress: (done, _, ratings) => onProgress(read + done, total, ratings),
  });
  for (const externalId of [...index.keys()].slice(items.length)) {
    if (listed !== null) {
      skippedRows.add('Titles that are not in the table of titles (shown by their id)', () => externalId);
    }
    const isNumber = /^\d+$/.test(externalId);
    items.push({ externalId, title: isNumber ? `No. ${externalId}` : externalId, year: null, genres: [] });
  }
  const movies = moviesOf(items, mapping.subject);
  const movieIds = items.map(({ externalId }) => externalId);
  const repeated = {
    why: 'Repeated ratings of one title by one user (the latest is kept)',
    of: 'title',
  };
  const pause = createPause(signal);
  const ratings = await sortRatings(collected, { movieIds, skippedRows, pause, repeated });
  if (ratings.item.length === 0) throw noRatings(rated, skippedRows);
  const checksums = [rated, ...(listed === null ? [] : [listed])].map(({ file }) => hex(file.checksum()));
  const how = hex(crc32(new TextEncoder().encode(JSON.stringify(mapping))));
  return {
    id: `${name}-${checksums.join('')}-${how}`,
    name,
    ...(mapping.subject !== 'films' && { subject: mapping.subject }),
    movies,
    genres: allGenres(movies),
    ratings,
    report: createImportReport(movies, ratings, skippedRows.list()),
  };
}

async function itemsOf(
  listed: AnyTable | null,
  { items, subject }: DatasetMapping,
  skippedRows: SkippedRowsCounter,
  { limits = ARCHIVE_LIMITS, signal }: ReadOptions,
): Promise<TableItem[]> {
  if (listed === null || items === null) return [];
  const bytes = await readToEnd(listed.file, limits.facts, signal);
  return readItems(bytes, listed, items, subject, skippedRows);
}

async function collect(
  { file, columns, hasHeader, separator }: AnyTable,
  mapping: DatasetMapping,
  index: Map<string, number>,
  skippedRows: SkippedRowsCounter,
  { limits = ARCHIVE_LIMITS, onProgress = () => {}, signal }: ReadOptions,
) {
  const ratings = new TableRatings(mapping, columns.length, index, skippedRows, limits.rows);
  let line = 0;
  // Line by line: a stray quote spoils its own line and no other.
  const blocks = createLineBlocks((bytes, start, end) => {
    const text = decodeText(bytes.subarray(start, end));
    for (let from = 0; from < text.length; ) {
      const to = text.indexOf('\n', from);
      const row = text.slice(from, to).replace(/\r$/, '');
      from = to + 1;
      line++;
      if (row !== '' && (line > 1 || !hasHeader)) ratings.add(line, fieldsOf(row, separator));
    }
  });
  const pause = createPause(signal);
  let done = 0;
  for await (const piece of file.stream(limits.ratings, signal)) {
    blocks.push(piece);
    done += piece.length;
    onProgress(done, file.size, ratings.count);
    await pause();
  }
  blocks.end();
  return ratings.finish();
}

function fieldsOf(row: string, separator: string): readonly string[] {
  if (!row.includes('"')) return row.split(separator);
  return parseCsv(row, separator).next().value?.fields ?? [];
}

/** Numeric ids of movies may be those of MovieLens; all others are computed from the external id. */
function moviesOf(items: readonly TableItem[], subject: Subject): Movie[] {
  const isNumbered =
    subject === 'films' && items.every(({ externalId }) => /^[1-9]\d{0,14}$/.test(externalId));
  const taken = new Set<number>();
  return items.map(({ externalId, ...item }) => {
    if (isNumbered) return { id: Number(externalId), ...item };
    let name = `${subject} ${externalId}`;
    while (taken.has(computedId(name))) name += ' ';
    const id = computedId(name);
    taken.add(id);
    return { id, externalId, ...item };
  });
}

function incomplete(): Problem {
  return new Problem(
    'settings',
    'It is not known which columns hold the users, the titles and the ratings.',
    'Choose a column for each and try again.',
  );
}

function noRatings({ name }: AnyTable, skippedRows: SkippedRowsCounter): Problem {
  const reasons = skippedRows.list().map(({ why, count, examples }) => `${why}: ${count} (${examples[0]})`);
  return new Problem(
    'data-invalid',
    `${name} holds no rating that can be used. ${reasons.join('. ')}`.trim(),
    'Check which column holds what, and the highest rating.',
  );
}

function hex(crc: number): string {
  return crc.toString(16).padStart(8, '0');
}
