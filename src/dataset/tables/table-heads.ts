import { Problem } from '../../base/problem.ts';
import type { NamedFile } from '../archive/archive-tables.ts';
import { parseCsv } from '../archive/csv.ts';
import { decodeText } from '../archive/decode-text.ts';
import { plainTable, type TableFile, zippedTable } from '../archive/table-file.ts';
import { isZipFile, readZipDirectoryOf } from '../archive/zip-directory.ts';
import type { TableHead } from './mapping.ts';

/** A table of any kind, with how its columns are separated. */
export interface AnyTable extends TableHead {
  readonly file: TableFile;
  readonly separator: string;
}

const SEPARATORS = [',', '\t', ';', '|'];
const NAMES = /\.(csv|tsv|tab|txt|dat|data)$/i;
/** How much of a file is looked at. */
const HEAD_BYTES = 64 * 1024;
/** Rows that a guess is made from. */
const LOOKED_AT = 200;
const NUMBER = /^-?\d+([.,]\d+)?$/;

/**
 * Finds tables with at least two columns in files and zips.
 * @throws Problem 'file-broken' or 'file-too-large' for a damaged zip; 'file-unknown' where two tables have one name, or
 *   a table is written in UTF-16
 */
export async function findAnyTables(files: readonly NamedFile[], signal?: AbortSignal): Promise<AnyTable[]> {
  const found: TableFile[] = [];
  for (const { name, content } of files) {
    if (await isZipFile(content)) {
      for (const entry of await readZipDirectoryOf(content)) {
        if (NAMES.test(entry.name)) found.push(zippedTable(content, entry));
      }
    } else if (NAMES.test(name)) found.push(plainTable(name.slice(name.lastIndexOf('/') + 1), content));
  }
  const tables: AnyTable[] = [];
  for (const file of found) {
    const table = await tableOf(file, signal);
    if (table === null) continue;
    if (tables.some(({ name }) => name === table.name)) throw namedTwice(table.name);
    tables.push(table);
  }
  return tables;
}

async function tableOf(file: TableFile, signal?: AbortSignal): Promise<AnyTable | null> {
  const text = await headOf(file, signal);
  const [separator, rows] = separated(text);
  const [first, ...others] = rows;
  if (first === undefined || first.length < 2) return null;
  const hasHeader = !first.some((cell) => NUMBER.test(cell.trim()));
  const columns = hasHeader ? first.map((cell) => cell.trim()) : first.map(() => '');
  return { name: file.name, columns, hasHeader, sample: hasHeader ? others : rows, file, separator };
}

/** The first rows of a file, as text, without a row that is cut off. */
async function headOf(file: TableFile, signal?: AbortSignal): Promise<string> {
  const bytes = new Uint8Array(HEAD_BYTES);
  let length = 0;
  for await (const piece of file.stream(Number.POSITIVE_INFINITY, signal)) {
    const taken = piece.subarray(0, HEAD_BYTES - length);
    bytes.set(taken, length);
    length += taken.length;
    if (length === HEAD_BYTES) break;
  }
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) throw utf16(file);
  const whole = length < HEAD_BYTES ? length : bytes.lastIndexOf(10) + 1;
  return decodeText(bytes.subarray(0, whole));
}

/** The separator that cuts the most rows into equally many columns, at least two; and the rows. */
function separated(text: string): [separator: string, rows: (readonly string[])[]] {
  let best: [string, (readonly string[])[]] = [',', []];
  let most = 0;
  for (const separator of SEPARATORS) {
    const rows: (readonly string[])[] = [];
    for (const { fields } of parseCsv(text, separator)) {
      rows.push(fields);
      if (rows.length > LOOKED_AT) break;
    }
    const width = rows.at(0)?.length ?? 0;
    const fitting = width < 2 ? 0 : rows.filter(({ length }) => length === width).length;
    if (fitting <= most) continue;
    most = fitting;
    best = [separator, rows];
  }
  return best;
}

function namedTwice(name: string): Problem {
  return new Problem(
    'file-unknown',
    `There are two tables named ${name}.`,
    'Choose one of them and try again.',
  );
}

function utf16({ name }: TableFile): Problem {
  return new Problem('file-unknown', `${name} is written in UTF-16.`, 'Save it as UTF-8 and try again.');
}
