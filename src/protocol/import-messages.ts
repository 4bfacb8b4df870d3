/** Import of a person's exports from other services, and the back-up. */

import type { ProblemReport } from '../base/problem.ts';
import type { Movie, SkippedRows } from '../dataset/dataset.ts';
import type { Opinion, Service } from '../dataset/exports/entry.ts';
import type { TableMapping } from '../dataset/exports/mapped-table.ts';

export type { Service } from '../dataset/exports/entry.ts';
export type { MappedField, TableMapping } from '../dataset/exports/mapped-table.ts';

export interface ImportedFile {
  /** File name; with folders where a folder was dropped. */
  readonly name: string;
  /** On disk: only the worker reads it, and large ones piece by piece. */
  readonly content: Blob;
}

export type ImportCommand =
  /**
   * Files that were dropped or chosen together. `importPreviewed`, `importedDataset` or `importRefused` follows,
   * and nothing is stored yet; or `factorsImported` for factors by Spark, which change nothing of the person's.
   */
  | { readonly type: 'previewImport'; readonly files: readonly ImportedFile[] }
  /**
   * Points the rows of a preview at a movie; null takes it back. `importPreviewed` follows. The choice is stored with the
   * import and holds for the next one.
   */
  | { readonly type: 'mendImport'; readonly key: string; readonly movieId: number | null }
  /** What the columns of a table of the preview mean. `importPreviewed` follows; it is remembered with the import. */
  | { readonly type: 'mapTable'; readonly name: string; readonly mapping: TableMapping }
  /** What a list of the preview is used as. `importPreviewed` follows. */
  | { readonly type: 'useImportedList'; readonly list: string; readonly as: ListUse }
  /** Points stored rows that wait for their movie at one. `personChanged` follows. */
  | { readonly type: 'placeWaiting'; readonly key: string; readonly movieId: number }
  /** Deletes stored rows that wait for their movie. `personChanged` follows. */
  | { readonly type: 'removeWaiting'; readonly key: string }
  /** Stores what was previewed. `importAdded` follows, or `importRefused` with nothing changed. */
  | { readonly type: 'acceptImport' }
  /** Discards the preview, and gives up what is being read or stored, a model's file included. */
  | { readonly type: 'discardImport' }
  /** Undoes the last import. `importUndone` follows. */
  | { readonly type: 'undoImport' }
  /** `backedUp` follows. */
  | { readonly type: 'backUp' };

/** What the person takes elsewhere: ratings for Letterboxd or in MovieLens's layout, or their lists. */
export type ExportLayout = 'letterboxd' | 'movielens' | 'lists';

/** A CSV table for another service. */
interface ExportedFile {
  readonly name: string;
  readonly rows: number;
  readonly text: string;
}

export interface ExportQueries {
  readonly exportedFiles: {
    readonly query: { readonly type: 'exportedFiles'; readonly layout: ExportLayout };
    readonly answer: {
      readonly files: readonly ExportedFile[];
      /** Movies without a title or an id that the service could know: they are in a back-up only. */
      readonly leftOut: number;
    };
  };
}

/** Number of imported entries by how they compare with the stored ones. */
export interface Tally {
  readonly fresh: number;
  /** Later than the stored entry; they replace it. */
  readonly newer: number;
  readonly same: number;
  /** Earlier than the stored entry, or without a date: the stored entry stays. */
  readonly older: number;
}

/**
 * What becomes of ratings, marks and films of lists when a back-up is merged, beside what is here: added; changed to the
 * later; removed, since they were removed later there; unchanged.
 */
export interface MergeCounts {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly unchanged: number;
}

/** What an imported list becomes: a list of that name, or marks on its movies. */
export type ListUse = 'list' | 'watchlist' | 'seen';

/**
 * Why a row has no movie yet: the movie is newer than the data set; it is of its time, but not in it; one or several movies
 * may be it.
 */
export type WaitingReason = 'newer' | 'rare' | 'ambiguous';

/** A movie that was not found, or not for sure. Its rows are stored until a data set has it. */
export interface WaitingPreview {
  readonly key: string;
  /** '' where the rows hold an id only. */
  readonly title: string;
  readonly year: number | null;
  readonly rows: number;
  readonly reason: WaitingReason;
  /** Movies that may be it. */
  readonly candidates: readonly Movie[];
}

/** Rows that the person has pointed at a movie. */
export interface MendedPreview extends Pick<WaitingPreview, 'key' | 'title' | 'year' | 'rows'> {
  readonly movie: Movie;
}

/** A table of no known service, with what its columns are taken for. */
export interface MappedTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** The first rows. */
  readonly sample: readonly (readonly string[])[];
  readonly mapping: TableMapping;
  /** Whether the mapping says which movie a row is about; else nothing of the table is read. */
  readonly isUsable: boolean;
}

/** A list of an import. */
export interface ImportedList {
  readonly name: string;
  readonly rows: number;
  readonly as: ListUse;
}

/** What a back-up holds besides movies. */
export type OtherData =
  | 'genres'
  | 'listSettings'
  | 'rankedBy'
  | 'trainingSettings'
  | 'guests'
  | 'experiments';

export interface ImportPreview {
  readonly files: readonly { readonly name: string; readonly service: Service }[];
  /** Rows of all files. */
  readonly rows: number;
  readonly tallies: Readonly<Record<Opinion['kind'], Tally>>;
  /** Rows that add nothing to another: earlier entries of a diary, watched movies that are rated too. */
  readonly repeats: number;
  /** Null where no file is a back-up. */
  readonly merge: MergeCounts | null;
  /** Rows whose movie was found. */
  readonly found: number;
  /** The year of the newest movie of the data set; null where it has no years. */
  readonly lastYear: number | null;
  readonly waiting: readonly WaitingPreview[];
  readonly mended: readonly MendedPreview[];
  readonly lists: readonly ImportedList[];
  readonly tables: readonly MappedTable[];
  /** How many entries are for movies that this data set lacks; they are stored for a data set that has them. */
  readonly elsewhere: number;
  /** Rows that cannot be used: series, and what cannot be read. */
  readonly leftOut: readonly SkippedRows[];
  readonly other: readonly OtherData[];
  /** Entries that would be stored; 0 if everything is stored already. */
  readonly changes: number;
  /** Files inside archives that hold nothing to read. */
  readonly passedOver: readonly string[];
  /** Files that could not be read. */
  readonly refused: readonly ProblemReport[];
}

/** Factors that Spark trained and that rank from now on. */
export interface ImportedFactors {
  /** Movies of this data set that have factors. */
  readonly matched: number;
  /** Items that Spark trained on. */
  readonly of: number;
  /** Movies of this data set. */
  readonly movies: number;
  readonly rank: number;
  readonly implicit: boolean;
}

export type ImportEvent =
  | { readonly type: 'importPreviewed'; readonly review: ImportPreview }
  /** The file is a data set and is previewed as one: `datasetReading` follows. */
  | { readonly type: 'importedDataset' }
  /** The files were factors by Spark. They are stored, and nothing else was changed. */
  | { readonly type: 'factorsImported'; readonly factors: ImportedFactors }
  | { readonly type: 'importRefused'; readonly problem: ProblemReport }
  | { readonly type: 'importAdded'; readonly review: ImportPreview }
  | { readonly type: 'importUndone' }
  | { readonly type: 'backedUp'; readonly name: string; readonly text: string };
