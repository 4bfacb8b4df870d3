import type { ImportedEntry, Service } from './entry.ts';

/** A cell of the row by the name of its column, the first of the names that the table has; '' where it has none. */
export type Cell = (...names: readonly string[]) => string;

/** How a service writes tables. A new service is one file with one of these, and a line in `layouts.ts`. */
export interface Layout {
  readonly service: Service;
  /** Whether columns of these names are the service's. */
  fits(has: (column: string) => boolean): boolean;
  /**
   * What a row says, or why it is left out.
   * @param file name of the file, where columns alone do not tell what it is
   */
  entry(cell: Cell, file: string): ImportedEntry | string;
}

export const NO_TITLE = 'Rows without a title';
export const NO_RATING = 'Rows without a rating that can be read';
export const NO_MOVIE = 'Series, episodes and other things that are no films';
