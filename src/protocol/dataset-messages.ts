/** Which data set is in use, and the preview of another one. */

import type { ProblemReport } from '../base/problem.ts';
import type { ImportReport } from '../dataset/dataset.ts';
import type { SuspiciousKind } from '../dataset/exclude-suspicious.ts';

export type DatasetCommand =
  /** A zip that holds a data set. Read beside everything else; `datasetPreviewed` or `datasetRefused` follows. */
  | { readonly type: 'previewDataset'; readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }
  /** Uses what was previewed, then starts anew; `datasetLeft` and `opened` follow, or `datasetRefused`. */
  | { readonly type: 'useDataset' }
  /** Forgets the preview, or gives up reading it. */
  | { readonly type: 'discardPreview' }
  /** Goes back to the data that comes with the app; the same events as for `useDataset`. */
  | { readonly type: 'useBuiltIn' }
  /** Starts anew without suspicious ratings of these kinds and no others; the same events as for `useDataset`. */
  | { readonly type: 'excludeSuspicious'; readonly kinds: readonly SuspiciousKind[] };

/** The data set in use, for the page. */
export interface DatasetSummary {
  readonly id: string;
  readonly name: string;
  /** Whether the person imported it; the data that comes with the app is not. */
  readonly imported: boolean;
  /** Kinds of suspicious ratings that are excluded by choice. */
  readonly excluded: readonly SuspiciousKind[];
  readonly genres: readonly { readonly name: string; readonly movies: number }[];
  readonly report: ImportReport;
}

/** How many of the person's movies a data set holds. */
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
  /** It is being stored on the device. */
  | { readonly type: 'datasetSaving' }
  /** It is stored. All answers about the one before are void; `opened` follows. */
  | { readonly type: 'datasetLeft' };
