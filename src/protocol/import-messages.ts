/** Import of a person's exports from other services, and the back-up. */

import type { ProblemReport } from '../base/problem.ts';
import type { SkippedRows } from '../dataset/dataset.ts';
import type { Opinion, Service } from '../dataset/exports/entry.ts';

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
  /** Forgets the preview. */
  | { readonly type: 'discardImport' }
  /** Takes back what was added last. `importUndone` follows. */
  | { readonly type: 'undoImport' }
  /** `backedUp` follows. */
  | { readonly type: 'backUp' };

/** Imported entries by how they compare with what is stored. */
export interface Tally {
  readonly fresh: number;
  /** Later than what is stored, and replace it. */
  readonly newer: number;
  readonly same: number;
  /** Earlier than what is stored, or without a date: what is stored stays. */
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
  /** Of all tallies, movies that this data set lacks; they are stored for a data set that has them. */
  readonly elsewhere: number;
  /** Movies that were not found and rows that cannot be used. */
  readonly leftOut: readonly SkippedRows[];
  readonly other: readonly OtherData[];
  /** Entries that would be stored; none where everything is known. */
  readonly changes: number;
  /** Files inside archives that hold nothing to read. */
  readonly passedOver: readonly string[];
  /** Files that could not be read. */
  readonly refused: readonly ProblemReport[];
}

export type ImportEvent =
  | { readonly type: 'importPreviewed'; readonly review: ImportPreview }
  /** It is a data set and is previewed as such: `datasetReading` follows. */
  | { readonly type: 'importedDataset' }
  | { readonly type: 'importRefused'; readonly problem: ProblemReport }
  | { readonly type: 'importAdded'; readonly review: ImportPreview }
  | { readonly type: 'importUndone' }
  | { readonly type: 'backedUp'; readonly name: string; readonly text: string };
