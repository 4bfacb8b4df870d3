import { Problem } from '../../base/problem.ts';
import type { Pause } from '../../base/scheduling.ts';
import { decodeText } from '../archive/decode-text.ts';
import { backupEntry, backupRows, isBackup } from './backup.ts';
import { byPercentile, criticker } from './criticker.ts';
import type { ImportedEntry, ReadFile } from './entry.ts';
import { recordsIn } from './flat-xml.ts';
import { recordOf, textFrom } from './json.ts';
import { baseName, type Cell, type Layout } from './layout.ts';
import { readJson } from './read-json.ts';
import { RowCollector } from './row-collector.ts';
import type { Table } from './table.ts';
import { eachRow, knownTableIn } from './table-layouts.ts';
import { isTrakt, simklEntry, simklRows, traktEntry } from './trakt.ts';

/** Rows between two looks at the clock. */
const ROWS = 64;

/** The exports that can be imported, as advice for a person whose file cannot. */
export const READABLE_EXPORTS =
  'Matinee reads exports of Letterboxd, IMDb, MovieLens.org, Trakt, Criticker, TMDB, Simkl and Movary, as files or zipped, and its own ratings and back-ups.';

/** How exports are read. */
export interface ExportReading {
  /** Number of ratings of the data set by half star, `[10]`. */
  readonly everyone: readonly number[];
  /** Awaited between pieces; rejects where the person gives up or the time is over. */
  readonly pause: Pause;
}

/**
 * Reads one file of a person's export. The content of the file shows which service wrote it.
 * @param name path of the file, within its archive if it is in one
 * @throws Problem 'file-unknown', 'file-broken' or 'file-too-large'; the reason of the pause
 */
export async function readFile(name: string, bytes: Uint8Array, reading: ExportReading): Promise<ReadFile> {
  const text = decodeText(bytes);
  if (bytes.length === 0) throw unknown(name, 'is empty');
  // Pictures, programs and documents contain zero bytes.
  if (text.includes('\0')) throw unknown(name, 'is not text');
  const first = /\S/.exec(text.slice(0, 1000))?.[0];
  if (first === '{' || first === '[') return readRecords(name, text, reading.pause);
  return first === '<' ? readXml(name, text, reading) : readTable(name, text, reading);
}

/** The table of a file that no service wrote; null where it is none, has no rows, or holds ratings of many people. */
export function unknownTableIn(name: string, bytes: Uint8Array): Table | null {
  const text = decodeText(bytes);
  if (text.includes('\0') || /^\s*[{[<]/.test(text.slice(0, 1000))) return null;
  const known = knownTableIn(text, baseName(name));
  if (known === null || known.layout !== null) return null;
  const hasRows = known.table.first(1).length > 0;
  return hasRows && !isOfManyPeople(known.table) ? known.table : null;
}

function isOfManyPeople({ columns }: Table): boolean {
  return columns.includes('userid') && columns.includes('movieid');
}

async function readTable(name: string, text: string, { everyone, pause }: ExportReading): Promise<ReadFile> {
  const known = knownTableIn(text, baseName(name));
  if (known === null || known.layout === null) throw unknownTable(name, known?.table ?? null);
  const { table, layout } = known;
  const rows = new RowCollector();
  await eachRow(
    table,
    (cell, number, cells) =>
      rows.add(layout.entry(cell, name), () => `row ${number}: ${nameIn(cell) || cells.join(', ')}`),
    pause,
  );
  return finished(rows, name, layout, everyone);
}

async function readXml(name: string, text: string, { everyone, pause }: ExportReading): Promise<ReadFile> {
  const rows = new RowCollector();
  let fits = false;
  for (const record of recordsIn(text, 'film')) {
    if (rows.rows % ROWS === 0) await pause();
    const cell: Cell = (...names) => record.get(names.find((one) => record.has(one)) ?? '') ?? '';
    fits ||= criticker.fits((child) => record.has(child));
    rows.add(criticker.entry(cell, name), () => `film ${rows.rows}: ${nameIn(cell)}`);
  }
  if (!fits) throw unknown(name, 'holds no ratings that can be read');
  return finished(rows, name, criticker, everyone);
}

async function readRecords(name: string, text: string, pause: Pause): Promise<ReadFile> {
  const value = await parsed(name, text, pause);
  const rows = new RowCollector();
  const describe = (row: unknown) => () =>
    `number ${rows.rows}: ${titleIn(row) || JSON.stringify(row)?.slice(0, 100)}`;
  if (isBackup(value)) {
    const backup = backupRows(value);
    await addAll(rows, backup.rows, backupEntry, describe, pause);
    return rows.file(name, 'backup', backup.other);
  }
  const ofSimkl = simklRows(value);
  if (ofSimkl !== null) {
    await addAll(rows, ofSimkl, simklEntry, describe, pause);
    return rows.file(name, 'simkl');
  }
  if (!Array.isArray(value) || !isTrakt(value)) throw unknown(name, 'holds no ratings that can be read');
  await addAll(rows, value, (row) => traktEntry(row, name), describe, pause);
  return rows.file(name, 'trakt');
}

async function addAll(
  rows: RowCollector,
  values: readonly unknown[],
  entryIn: (row: unknown) => ImportedEntry | string,
  describe: (row: unknown) => () => string,
  pause: Pause,
): Promise<void> {
  for (const [n, row] of values.entries()) {
    if (n % ROWS === 0) await pause();
    rows.add(entryIn(row), describe(row));
  }
}

function finished(
  rows: RowCollector,
  name: string,
  { service }: Layout,
  everyone: readonly number[],
): ReadFile {
  const file = rows.file(name, service);
  return service === 'criticker' ? { ...file, entries: byPercentile(file.entries, everyone) } : file;
}

async function parsed(name: string, text: string, pause: Pause): Promise<unknown> {
  try {
    return await readJson(text, pause);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Problem(
      'file-broken',
      `${name} is damaged: it was cut short or changed.`,
      'Download the file again and check that the download ran to its end.',
      { cause: error },
    );
  }
}

function nameIn(cell: Cell): string {
  return cell('title', 'name', 'film name', 'film title', 'filmname');
}

function titleIn(row: unknown): string {
  const { title, movie, show } = recordOf(row);
  return textFrom(title) || textFrom(recordOf(movie ?? show).title);
}

function unknownTable(name: string, table: Table | null): Problem {
  const columns = table?.columns ?? [];
  if (table !== null && isOfManyPeople(table)) {
    return new Problem(
      'file-unknown',
      `${name} holds ratings of many people: it is part of a MovieLens data set.`,
      READABLE_EXPORTS,
    );
  }
  if (columns.length === 0) return unknown(name, 'is not a table');
  const named = columns.slice(0, 6).join(', ').slice(0, 120);
  return unknown(name, `has columns of no service that Matinee can read (${named})`);
}

function unknown(name: string, what: string): Problem {
  return new Problem('file-unknown', `${name} ${what}.`, READABLE_EXPORTS);
}
