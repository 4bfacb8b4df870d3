/** Import of a person's exports from other services, and the back-up. */

import type { ProblemReport } from '../base/problem.ts';
import type { SkippedRows } from '../dataset/dataset.ts';
import type { Opinion, Service } from '../dataset/exports/entry.ts';

export type { Service } from '../dataset/exports/entry.ts';

export interface ImportedFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export type ImportCommand =
  /**
   * Files that were dropped or chosen together. `importPreviewed`, `importedDataset` or `importRefused` follows;
   * nothing is stored yet.
   */
  | { readonly type: 'previewImport'; readonly files: readonly ImportedFile[] }
  /** Stores what was previewed. `importAdded` follows, or `importRefused` with nothing changed. */
  | { readonly type: 'acceptImport' }
  /** Discards the preview. */
  | { readonly type: 'discardImport' }
  /** Undoes the last import. `importUndone` follows. */
  | { readonly type: 'undoImport' }
  /** `backedUp` follows. */
  | { readonly type: 'backUp' };

/** Number of imported entries by how they compare with the stored ones. */
export interface Tally {
  readonly fresh: number;
  /** Later than the stored entry; they replace it. */
  readonly newer: number;
  readonly same: number;
  /** Earlier than the stored entry, or without a date: the stored entry stays. */
  readonly older: number;
}

/** What a back-up holds besides movies. */
export type OtherData = 'genres' | 'listSettings' | 'rankedBy' | 'trainingSettings' | 'experiments';

export interface ImportPreview {
  readonly files: readonly { readonly name: string; readonly service: Service }[];
  /** Rows of all files. */
  readonly rows: number;
  readonly tallies: Readonly<Record<Opinion['kind'], Tally>>;
  /** Rows that add nothing to another: earlier entries of a diary, watched movies that are rated too. */
  readonly repeats: number;
  /** How many entries are for movies that this data set lacks; they are stored for a data set that has them. */
  readonly elsewhere: number;
  /** Movies that were not found and rows that cannot be used. */
  readonly leftOut: readonly SkippedRows[];
  readonly other: readonly OtherData[];
  /** Entries that would be stored; 0 if everything is stored already. */
  readonly changes: number;
  /** Files inside archives that hold nothing to read. */
  readonly passedOver: readonly string[];
  /** Files that could not be read. */
  readonly refused: readonly ProblemReport[];
}

export type ImportEvent =
  | { readonly type: 'importPreviewed'; readonly review: ImportPreview }
  /** The file is a data set and is previewed as one: `datasetReading` follows. */
  | { readonly type: 'importedDataset' }
  | { readonly type: 'importRefused'; readonly problem: ProblemReport }
  | { readonly type: 'importAdded'; readonly review: ImportPreview }
  | { readonly type: 'importUndone' }
  | { readonly type: 'backedUp'; readonly name: string; readonly text: string };
