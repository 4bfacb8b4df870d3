import type { ProblemReport } from '../../base/problem.ts';
import type { DatasetMapping, DatasetPreview, TableHead } from '../../protocol/dataset-messages.ts';
import type { Slice } from '../state/actions.ts';
import { lostFiles } from '../state/lost-files.ts';

/** A data set that the person is about to use. `name` is null for the built-in one. */
export type DatasetPreviewState =
  | {
      readonly phase: 'reading';
      readonly name: string | null;
      readonly done: number;
      readonly total: number | null;
      readonly ratings: number;
      readonly ms: number;
    }
  | {
      readonly phase: 'mapping';
      readonly name: string;
      readonly tables: readonly TableHead[];
      readonly mapping: DatasetMapping;
    }
  | { readonly phase: 'ready'; readonly datasetPreview: DatasetPreview }
  | { readonly phase: 'saving'; readonly done: number; readonly total: number | null }
  | { readonly phase: 'refused'; readonly name: string | null; readonly problem: ProblemReport };

/** Null while the person is not about to use another data set. */
export const datasetPreviewSlice: Slice<DatasetPreviewState | null> = {
  initial: null,
  reduce(preview, action) {
    switch (action.type) {
      case 'datasetReading':
        return {
          phase: 'reading',
          name: action.name,
          done: action.done,
          total: action.total,
          ratings: action.ratings,
          ms: action.ms,
        };
      case 'datasetMapping': {
        const { name, tables, mapping } = action;
        return { phase: 'mapping', name, tables, mapping };
      }
      case 'datasetPreviewed':
        return { phase: 'ready', datasetPreview: action.datasetPreview };
      case 'datasetSaving':
        return { phase: 'saving', done: action.done, total: action.total };
      case 'datasetRefused':
        return { phase: 'refused', name: action.name, problem: action.problem };
      case 'workerDied':
        return afterDeath(preview, action.restarting);
      case 'previewDiscarded':
      case 'datasetLeft':
      case 'forgotten':
        return null;
      default:
        return preview;
    }
  },
};

/** What was read is gone with the worker. What it stores, it stores as a whole or not at all. */
function afterDeath(preview: DatasetPreviewState | null, restarting: boolean): DatasetPreviewState | null {
  if (preview === null || preview.phase === 'refused') return preview;
  const problem = lostFiles(restarting, preview.phase === 'saving' ? 'dataset' : 'nothing');
  return { phase: 'refused', name: null, problem };
}
