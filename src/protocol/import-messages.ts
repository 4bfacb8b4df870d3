/** The part of the conversation about what a person brings from elsewhere and takes along. */

import type { ProblemReport } from '../base/problem.ts';
import type { SkippedRows } from '../dataset/dataset.ts';
import type { Opinion, Service } from '../dataset/exports/entry.ts';

export interface ImportedFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export type ImportCommand =
  /**
   * Files that were dropped or chosen together. Answered by `broughtIn`, by `broughtDataset` or by `bringRefused`;
   * nothing is kept yet.
   */
  | { readonly type: 'previewImport'; readonly files: readonly ImportedFile[] }
  /** Keeps what was reviewed. Answered by `broughtAdded`, or by `bringRefused` and nothing changed. */
  | { readonly type: 'acceptImport' }
  /** Forgets what was reviewed. */
  | { readonly type: 'discardImport' }
  /** Takes back what was added last. Answered by `broughtUndone`. */
  | { readonly type: 'undoImport' }
  /** Answered by `backedUp`. */
  | { readonly type: 'backUp' };

/** Films by how what was brought stands to what is kept. */
export interface Tally {
  readonly fresh: number;
  /** Said later than what is kept, and take its place. */
  readonly newer: number;
  readonly same: number;
  /** Said earlier than what is kept, which stays, or without a date. */
  readonly older: number;
}

/** What a back-up brings beside films. */
export type OtherData = 'genres' | 'listSettings' | 'rankedBy' | 'trainingSettings' | 'experiments';

export interface ImportPreview {
  readonly files: readonly { readonly name: string; readonly service: Service }[];
  /** Rows of all files. */
  readonly rows: number;
  readonly tallies: Readonly<Record<Opinion['kind'], Tally>>;
  /** Rows that say no more than another: a diary's earlier entries, what was watched and is rated too. */
  readonly repeats: number;
  /** Of all tallies, films that are not in this data set and are kept for when they are. */
  readonly elsewhere: number;
  /** Films that were not found and rows that cannot be used. */
  readonly leftOut: readonly SkippedRows[];
  readonly beside: readonly OtherData[];
  /** Entries that would be kept; none where everything is known. */
  readonly changes: number;
  /** Files inside archives that hold nothing to read. */
  readonly passedOver: readonly string[];
  /** Files that could not be read. */
  readonly refused: readonly ProblemReport[];
}

export type ImportEvent =
  | { readonly type: 'importPreviewed'; readonly review: ImportPreview }
  /** It is a data set, and offered in place of the one in use: `datasetReading` follows. */
  | { readonly type: 'importedDataset' }
  | { readonly type: 'importRefused'; readonly problem: ProblemReport }
  | { readonly type: 'importAdded'; readonly review: ImportPreview }
  | { readonly type: 'importUndone' }
  | { readonly type: 'backedUp'; readonly name: string; readonly text: string };
