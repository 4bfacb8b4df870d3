import type { ProblemReport } from '../../base/problem.ts';
import type { ImportedFactors, ImportPreview } from '../../protocol/import-messages.ts';
import type { Slice } from '../state/actions.ts';
import { lostFiles } from '../state/lost-files.ts';

/** The step of the import of dropped or chosen files. The dialog is open unless the step is `none`. */
export type ImportState =
  | { readonly step: 'none' }
  | { readonly step: 'reading'; readonly names: readonly string[] }
  | { readonly step: 'review' | 'adding'; readonly review: ImportPreview }
  | { readonly step: 'added' }
  | { readonly step: 'factors'; readonly factors: ImportedFactors }
  | { readonly step: 'refused'; readonly problem: ProblemReport };

const none: ImportState = { step: 'none' };

/** The slice ignores a preview that arrives after the person closes the dialog. */
export const importSlice: Slice<ImportState> = {
  initial: none,
  reduce(importing, action) {
    switch (action.type) {
      case 'importing':
        return { step: 'reading', names: action.names };
      case 'importPreviewed':
        return importing.step === 'reading' || importing.step === 'review'
          ? { step: 'review', review: action.review }
          : importing;
      case 'importAccepted':
        return importing.step === 'review' ? { ...importing, step: 'adding' } : importing;
      case 'importAdded':
        return { step: 'added' };
      case 'factorsImported':
        return { step: 'factors', factors: action.factors };
      case 'importUnreadable':
      case 'importRefused':
        return { step: 'refused', problem: action.problem };
      case 'workerDied':
        return afterDeath(importing, action.restarting);
      case 'importClosed':
      case 'importedDataset':
      case 'datasetLeft':
      case 'forgotten':
        return none;
      default:
        return importing;
    }
  },
};

/** What was read is gone with the worker. What it stores, it stores as a whole or not at all. */
function afterDeath(importing: ImportState, restarting: boolean): ImportState {
  switch (importing.step) {
    case 'reading':
    case 'review':
      return { step: 'refused', problem: lostFiles(restarting, 'nothing') };
    case 'adding':
      return { step: 'refused', problem: lostFiles(restarting, 'ratings') };
    default:
      return importing.step === 'refused' ? importing : none;
  }
}
