import type { Pause } from '../../base/scheduling.ts';
import { criticker } from './criticker.ts';
import { dateOrderOf, isoDate } from './date-order.ts';
import { imdb } from './imdb.ts';
import type { Cell, Layout } from './layout.ts';
import { letterboxd, letterboxdImport, letterboxdList } from './letterboxd.ts';
import { matinee, matineeLists } from './matinee.ts';
import { movielensOrg } from './movielens-org.ts';
import { movary, simkl, tmdb } from './other-tables.ts';
import { type Table, tableIn } from './table.ts';

/** The layouts of all tables; the first that fits is used. */
const layouts: readonly Layout[] = [
  letterboxd,
  imdb,
  movielensOrg,
  matinee,
  matineeLists,
  criticker,
  tmdb,
  simkl,
  movary,
  letterboxdImport,
];

/** A list of Letterboxd begins with this line; its own table follows, then that of its movies. */
const LETTERBOXD_LIST = /^Letterboxd list export/i;
const DATE_COLUMN = /date|created|modified|(?:_|[a-z])at$/;

/** A table whose layout is known. */
export interface KnownTable {
  readonly table: Table;
  readonly layout: Layout;
}

/** Finds the table of a file and its layout. Null where there is no table; the layout is null where none fits. */
export function knownTableIn(
  text: string,
  nameOfFile: string,
): KnownTable | { readonly table: Table; readonly layout: null } | null {
  if (LETTERBOXD_LIST.test(text)) return listIn(text, nameOfFile);
  const table = tableIn(text);
  if (table === null) return null;
  const columns = new Set(table.columns);
  return { table, layout: layouts.find((one) => one.fits((column) => columns.has(column))) ?? null };
}

/** The movies of a list. Its first table has one row with the name of the list. */
function listIn(text: string, nameOfFile: string): KnownTable | null {
  // The marker is a row of its own; a description may hold line breaks, so the second header is searched, not counted.
  const body = text.slice(text.search(/\r\n?|\n/)).trimStart();
  const second = /(?:^|[\r\n])[ \t]*"?Position"?[ \t]*[,;\t]/i.exec(body);
  const [about, table] = [
    tableIn(body),
    second === null ? null : tableIn(body.slice(second.index).trimStart()),
  ];
  if (table === null) return null;
  const described = about?.first(1).at(0);
  const name =
    about === null || described === undefined ? '' : cellsOf(about, 'monthFirst')(described)('name');
  return { table, layout: letterboxdList(name === '' ? nameOfFile.replace(/\.\w+$/, '') : name) };
}

/** Reads every row of a table by the names of its columns, with dates as "2019-05-04". */
export async function eachRow(
  table: Table,
  row: (cell: Cell, number: number, cells: readonly string[]) => void,
  pause: Pause,
): Promise<void> {
  const dated = table.columns.flatMap((column, at) => (DATE_COLUMN.test(column) ? [at] : []));
  const dates: string[] = [];
  if (dated.length > 0)
    await table.each((cells) => void dates.push(...dated.map((at) => cells.at(at) ?? '')), pause);
  const read = cellsOf(table, dateOrderOf(dates));
  await table.each((cells, number) => row(read(cells), number, cells), pause);
}

function cellsOf(table: Table, order: ReturnType<typeof dateOrderOf>): (cells: readonly string[]) => Cell {
  // Of two columns with the same name the first counts.
  const columns = new Map(table.columns.map((column, n) => [column, n] as const).reverse());
  return (cells) =>
    (...names) => {
      const name = names.find((one) => columns.has(one));
      if (name === undefined) return '';
      const cell = (cells.at(columns.get(name) ?? 0) ?? '').trim();
      return DATE_COLUMN.test(name) ? isoDate(cell, order) : cell;
    };
}
