import type { ImportedEntry, Service } from './entry.ts';

/** Reads a cell of a row by the name of its column. Of several names the first existing column counts; '' if none exists. */
export type Cell = (...names: readonly string[]) => string;

/** The layout of a service's tables. To add a service, write one of these and add it to the list in `table-layouts.ts`. */
export interface Layout {
  readonly service: Service;
  /** Whether a table with these columns is from this service. */
  fits(has: (column: string) => boolean): boolean;
  /**
   * Reads a row.
   * @param file path of the file, for tables that differ only by their file name
   * @returns the entry, or why the row is skipped
   */
  entry(cell: Cell, file: string): ImportedEntry | string;
}

/** Reasons for skipped rows. */
export const NO_TITLE = 'Rows without a title';
export const NO_RATING = 'Rows without a rating that can be read';
export const NO_MOVIE = 'Series, episodes and other things that are not films';

/** Name of a file without its folders. */
export function baseName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

/** The name of a list by the file that holds it: "lists-list-9-worst-films-ever.json" is "worst films ever". */
export function listNameOf(file: string): string {
  const name = baseName(file)
    .replace(/\.\w+$/, '')
    .replace(/^lists?-(?:list-)?(?:\d+-)?(?=.)/, '');
  return /\s/.test(name) ? name : name.replace(/[-_]+/g, ' ').trim() || name;
}
