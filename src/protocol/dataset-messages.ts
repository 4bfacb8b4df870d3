/** Which data set is in use, and the preview of another one. */

import type { ProblemReport } from '../base/problem.ts';
import type { ImportReport } from '../dataset/dataset.ts';
import type { SuspiciousKind } from '../dataset/exclude-suspicious.ts';
import type { Subject } from '../dataset/subject.ts';
import type { DatasetMapping, TableHead } from '../dataset/tables/mapping.ts';
import type { ImportedFile } from './import-messages.ts';

export type { ImportReport } from '../dataset/dataset.ts';
export type { SuspiciousKind } from '../dataset/exclude-suspicious.ts';
export type { Subject } from '../dataset/subject.ts';
export type {
  DatasetMapping,
  ItemRoles,
  RatingRoles,
  TableHead,
} from '../dataset/tables/mapping.ts';

/** What the person is told once: the data set that comes with the app has been replaced by a newer one. */
export type Notice = 'newShelf';

export type DatasetCommand =
  /**
   * A zip that holds a data set, or its files. Read beside everything else; `datasetPreviewed`, `datasetMapping` or
   * `datasetRefused` follows.
   */
  | { readonly type: 'previewDataset'; readonly files: readonly ImportedFile[] }
  /** Reads the tables of `datasetMapping` as the person says; `datasetPreviewed` or `datasetRefused` follows. */
  | { readonly type: 'mapDataset'; readonly mapping: DatasetMapping }
  /**
   * Uses what was previewed, then starts anew; `datasetLeft` and `opened` follow, or `datasetRefused`. With `keep` only so many
   * of its ratings at most, those of people drawn at random.
   */
  | { readonly type: 'useDataset'; readonly keep?: number }
  /** Forgets the preview, or gives up reading it or putting it into use; `previewDiscarded` follows. */
  | { readonly type: 'discardPreview' }
  /** The notice in `opened` is on the screen and need not be shown again. */
  | { readonly type: 'acknowledgeNotice' }
  /** Uses a data set that is stored on the device; the same events as for `useDataset`. */
  | { readonly type: 'useStored'; readonly id: string }
  /** Deletes a data set that is stored and not in use, with all that was learnt from it. */
  | { readonly type: 'deleteStored'; readonly id: string }
  /** Goes back to the data that comes with the app; the same events as for `useDataset`. */
  | { readonly type: 'useBuiltIn' }
  /** Starts anew without suspicious ratings of these kinds and no others; the same events as for `useDataset`. */
  | { readonly type: 'excludeSuspicious'; readonly kinds: readonly SuspiciousKind[] }
  /** Fetches what did not arrive of the built-in data set, after `shelfDelayed`. */
  | { readonly type: 'fetchRest' };

/** What follows the starter of the built-in data set: `shelf` is all movies with their ratings. */
export type ShelfStage = 'shelf' | 'ratings' | 'details' | 'descriptions';

/** The data set in use, for the page. */
export interface DatasetSummary {
  readonly id: string;
  readonly name: string;
  /** Whether the person imported it; the data that comes with the app is not. */
  readonly imported: boolean;
  /** What its items are. */
  readonly subject: Subject;
  /** Kinds of suspicious ratings that are excluded by choice. */
  readonly excluded: readonly SuspiciousKind[];
  readonly genres: readonly { readonly name: string; readonly movies: number }[];
  readonly report: ImportReport;
  /** The year with which recent years begin; null where it has none. */
  readonly recentSince: number | null;
  /** Whether it knows how many have rated its movies elsewhere. */
  readonly knowsElsewhere: boolean;
  /** True while only its first movies are here; absent once it is whole. `genres` count the whole one all the same. */
  readonly isStarter?: true;
  /** True while its movies are here and its ratings are still being read; absent once it is whole. */
  readonly isHead?: true;
}

/** A data set that is stored on the device. */
export interface StoredDataset {
  readonly id: string;
  readonly name: string;
  readonly imported: boolean;
  readonly ratings: number;
  readonly users: number;
  readonly movies: number;
  /** What it takes on the device with all that was learnt from it. */
  readonly bytes: number;
  readonly isInUse: boolean;
}

export interface StoredDatasetQueries {
  /** The one in use comes first. Null until storage has been read. */
  readonly storedDatasets: {
    readonly query: { readonly type: 'storedDatasets' };
    readonly answer: readonly StoredDataset[] | null;
  };
}

/** How many of the person's movies a data set holds. */
export interface Fit {
  readonly held: number;
  readonly of: number;
}

export interface DatasetPreview {
  readonly name: string;
  /** What its items are. */
  readonly subject: Subject;
  readonly report: ImportReport;
  readonly ratings: Fit;
  readonly watchlist: Fit;
  /** Whether it is the one in use already. */
  readonly inUse: boolean;
}

export type DatasetEvent =
  /**
   * Bytes done of all, after `ms` milliseconds, and ratings that were read; `name` is null for the data that comes with
   * the app.
   */
  | {
      readonly type: 'datasetReading';
      readonly name: string | null;
      readonly done: number;
      readonly total: number | null;
      readonly ratings: number;
      readonly ms: number;
    }
  /** The files hold tables of no known layout. `mapping` is a guess at what their columns hold; `mapDataset` reads them. */
  | {
      readonly type: 'datasetMapping';
      readonly name: string;
      readonly tables: readonly TableHead[];
      readonly mapping: DatasetMapping;
    }
  | { readonly type: 'datasetPreviewed'; readonly datasetPreview: DatasetPreview }
  /** Nothing was changed: the data set in use stays. */
  | { readonly type: 'datasetRefused'; readonly name: string | null; readonly problem: ProblemReport }
  | { readonly type: 'previewDiscarded' }
  /** A stage of the built-in data set is on its way, or the ratings of a stored one. Bytes done of all; `total` is null where nobody counts. */
  | {
      readonly type: 'shelfArriving';
      readonly stage: ShelfStage;
      readonly done: number;
      readonly total: number | null;
    }
  /** It did not arrive; what is here works on. `fetchRest` tries again. */
  | { readonly type: 'shelfDelayed'; readonly stage: ShelfStage; readonly problem: ProblemReport }
  /** All stages are here. */
  | { readonly type: 'shelfComplete' }
  /** It is being stored on the device. Bytes done of all; `total` is null before they are counted. */
  | { readonly type: 'datasetSaving'; readonly done: number; readonly total: number | null }
  /** It is stored. All answers about the one before are void; `opened` follows. */
  | { readonly type: 'datasetLeft' };
