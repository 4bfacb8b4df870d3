import { Problem } from '../../base/problem.ts';
import { decodeText } from '../archive/decode-text.ts';
import { backupEntry, backupRows, isBackup } from './backup.ts';
import { byPercentile, criticker } from './criticker.ts';
import type { ReadFile } from './entry.ts';
import { recordsIn } from './flat-xml.ts';
import { recordOf, textFrom } from './json.ts';
import { baseName, type Cell, type Layout } from './layout.ts';
import { firstRows } from './mapped-table.ts';
import { RowCollector } from './row-collector.ts';
import type { Table } from './table.ts';
import { eachRow, knownTableIn } from './table-layouts.ts';
import { isTrakt, simklEntry, simklRows, traktEntry } from './trakt.ts';

/** The exports that can be imported, as advice for a person whose file cannot. */
export const READABLE_EXPORTS =
  'Matinee reads exports of Letterboxd, IMDb, MovieLens.org, Trakt, Criticker, TMDB, Simkl and Movary, as files or zipped, and its own ratings and back-ups.';

/**
 * Reads one file of a person's export. The content of the file shows which service wrote it.
 * @param name path of the file, within its archive if it is in one
 * @param everyone number of ratings of the data set by half star, `[10]`
 * @throws Problem 'file-unknown', 'file-broken' or 'file-too-large'
 */
export function readFile(name: string, bytes: Uint8Array, everyone: readonly number[]): ReadFile {
  const text = decodeText(bytes);
  if (bytes.length === 0) throw unknown(name, 'is empty');
  // Pictures, programs and documents contain zero bytes.
  if (text.includes('\0')) throw unknown(name, 'is not text');
  const first = /\S/.exec(text.slice(0, 1000))?.[0];
  if (first === '{' || first === '[') return readJson(name, text);
  return first === '<' ? readXml(name, text, everyone) : readTable(name, text, everyone);
}

/** The table of a file that no service wrote; null where it is none, has no rows, or holds ratings of many people. */
export function unknownTableIn(name: string, bytes: Uint8Array): Table | null {
  const text = decodeText(bytes);
  if (text.includes('\0') || /^\s*[{[<]/.test(text.slice(0, 1000))) return null;
  const known = knownTableIn(text, baseName(name));
  if (known === null || known.layout !== null) return null;
  const hasRows = firstRows(known.table, 1).length > 0;
  return hasRows && !isOfManyPeople(known.table) ? known.table : null;
}

function isOfManyPeople({ columns }: Table): boolean {
  return columns.includes('userid') && columns.includes('movieid');
}

function readTable(name: string, text: string, everyone: readonly number[]): ReadFile {
  const known = knownTableIn(text, baseName(name));
  if (known === null || known.layout === null) throw unknownTable(name, known?.table ?? null);
  const { table, layout } = known;
  const rows = new RowCollector();
  eachRow(table, (cell, number, cells) =>
    rows.add(layout.entry(cell, name), () => `row ${number}: ${nameIn(cell) || cells.join(', ')}`),
  );
  return finished(rows, name, layout, everyone);
}

function readXml(name: string, text: string, everyone: readonly number[]): ReadFile {
  const rows = new RowCollector();
  let fits = false;
  for (const record of recordsIn(text, 'film')) {
    const cell: Cell = (...names) => record.get(names.find((one) => record.has(one)) ?? '') ?? '';
    fits ||= criticker.fits((child) => record.has(child));
    rows.add(criticker.entry(cell, name), () => `film ${rows.rows}: ${nameIn(cell)}`);
  }
  if (!fits) throw unknown(name, 'holds no ratings that can be read');
  return finished(rows, name, criticker, everyone);
}

function readJson(name: string, text: string): ReadFile {
  const value = parsed(name, text);
  const rows = new RowCollector();
  const describe = (row: unknown) => () =>
    `number ${rows.rows}: ${titleIn(row) || JSON.stringify(row)?.slice(0, 100)}`;
  if (isBackup(value)) {
    const backup = backupRows(value);
    for (const row of backup.rows) rows.add(backupEntry(row), describe(row));
    return rows.file(name, 'backup', backup.other);
  }
  const ofSimkl = simklRows(value);
  if (ofSimkl !== null) {
    for (const row of ofSimkl) rows.add(simklEntry(row), describe(row));
    return rows.file(name, 'simkl');
  }
  if (!Array.isArray(value) || !isTrakt(value)) throw unknown(name, 'holds no ratings that can be read');
  for (const row of value) rows.add(traktEntry(row, name), describe(row));
  return rows.file(name, 'trakt');
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

function parsed(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
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
