import { Problem } from '../../base/problem.ts';
import { decodeText } from '../archive/decode-text.ts';
import { backupEntry, backupRows, isBackup } from './backup.ts';
import { byPercentile, criticker } from './criticker.ts';
import type { ReadFile } from './entry.ts';
import { recordsIn } from './flat-xml.ts';
import { imdb } from './imdb.ts';
import { recordOf, textFrom } from './json.ts';
import type { Cell, Layout } from './layout.ts';
import { letterboxd } from './letterboxd.ts';
import { matinee } from './matinee.ts';
import { movielensOrg } from './movielens-org.ts';
import { RowCollector } from './row-collector.ts';
import { type Table, tableIn } from './table.ts';
import { isTrakt, traktEntry } from './trakt.ts';

/** The layouts of all tables; the first that fits is used. */
const layouts: readonly Layout[] = [letterboxd, imdb, movielensOrg, matinee, criticker];

/** The exports that can be imported, as advice for a person whose file cannot. */
export const READABLE_EXPORTS =
  'Matinee reads exports of Letterboxd, IMDb, MovieLens.org, Trakt and Criticker, as files or zipped, and its own ratings and back-ups.';

/**
 * Reads one file of a person's export. The content of the file shows which service wrote it.
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

function readTable(name: string, text: string, everyone: readonly number[]): ReadFile {
  const table = tableIn(text);
  const columns = new Map(table?.columns.map((column, n) => [column, n]));
  const layout = layouts.find((one) => one.fits((column) => columns.has(column)));
  if (table === null || layout === undefined) throw unknownTable(name, table);
  const rows = new RowCollector();
  table.each((cells, number) => {
    const cell: Cell = (...names) => {
      const at = names.map((one) => columns.get(one)).find((column) => column !== undefined);
      return at === undefined ? '' : (cells.at(at) ?? '').trim();
    };
    rows.add(layout.entry(cell, name), () => `row ${number}: ${nameIn(cell) || cells.join(', ')}`);
  });
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
  if (!Array.isArray(value) || !isTrakt(value)) throw unknown(name, 'holds no ratings that can be read');
  for (const row of value) rows.add(traktEntry(row), describe(row));
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
      `${name} is damaged: it does not end as it should or was changed.`,
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
  if (columns.includes('userid') && columns.includes('movieid')) {
    return new Problem(
      'file-unknown',
      `${name} holds ratings of many people: it is a part of a MovieLens data set.`,
      READABLE_EXPORTS,
    );
  }
  if (columns.length === 0) return unknown(name, 'is no table');
  const named = columns.slice(0, 6).join(', ').slice(0, 120);
  return unknown(name, `has columns that are of no service that is read (${named})`);
}

function unknown(name: string, what: string): Problem {
  return new Problem('file-unknown', `${name} ${what}.`, READABLE_EXPORTS);
}
