/** The part of the conversation that is about which data set is in use. */

import type { ProblemReport } from '../base/problem.ts';
import type { ImportReport } from '../dataset/dataset.ts';
import type { SuspiciousKind } from '../dataset/exclude-suspicious.ts';

export type DatasetCommand =
  /** A zip that holds a data set. Read beside everything else; answered by `datasetOffered` or `datasetRefused`. */
  | { readonly type: 'previewDataset'; readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }
  /** Uses what was offered, then starts anew with it; answered by `datasetLeft` and `opened`, or `datasetRefused`. */
  | { readonly type: 'useDataset' }
  /** Forgets what was offered, or what is being read. */
  | { readonly type: 'discardPreview' }
  /** Goes back to the data that comes with the app; answered as `useDataset`. */
  | { readonly type: 'useBuiltIn' }
  /** Starts anew without what looks odd, in these kinds and no others; answered as `useDataset`. */
  | { readonly type: 'leaveOut'; readonly kinds: readonly SuspiciousKind[] };

/** What is in use, for the page. */
export interface DatasetSummary {
  readonly id: string;
  readonly name: string;
  /** Whether the person brought it; the data that comes with the app is not. */
  readonly imported: boolean;
  /** What of it is left out by choice. */
  readonly leavingOut: readonly SuspiciousKind[];
  readonly genres: readonly { readonly name: string; readonly movies: number }[];
  readonly report: ImportReport;
}

/** How many of the person's films a data set holds. */
export interface Fit {
  readonly held: number;
  readonly of: number;
}

export interface DatasetPreview {
  readonly name: string;
  readonly report: ImportReport;
  readonly ratings: Fit;
  readonly watchlist: Fit;
  /** Whether it is the one in use already. */
  readonly inUse: boolean;
}

export type DatasetEvent =
  /** Bytes done of all; `name` is null for the data that comes with the app. */
  | {
      readonly type: 'datasetReading';
      readonly name: string | null;
      readonly done: number;
      readonly total: number | null;
    }
  | { readonly type: 'datasetPreviewed'; readonly datasetPreview: DatasetPreview }
  /** Nothing was changed: the data set in use stays. */
  | { readonly type: 'datasetRefused'; readonly name: string | null; readonly problem: ProblemReport }
  | { readonly type: 'previewDiscarded' }
  /** It is being kept on the device. */
  | { readonly type: 'datasetSaving' }
  /** It is kept. Everything that was told of the one before is void; `opened` follows. */
  | { readonly type: 'datasetLeft' };
