import type { ProblemReport } from '../../base/problem.ts';
import type { ImportEvent, ImportPreview } from '../../protocol/import-messages.ts';
import { type Toast, withToast } from '../state/toast-state.ts';

/** How far what was dropped or chosen is; the dialog is open until `none`. */
export type ImportState =
  | { readonly step: 'none' }
  | { readonly step: 'reading'; readonly names: readonly string[] }
  | { readonly step: 'review' | 'adding'; readonly review: ImportPreview }
  | { readonly step: 'added' }
  | { readonly step: 'refused'; readonly problem: ProblemReport };

export type ImportAct =
  | { readonly type: 'importing'; readonly names: readonly string[] }
  /** The page could not even read it. */
  | { readonly type: 'importUnreadable'; readonly problem: ProblemReport }
  /** The person said yes. */
  | { readonly type: 'importAccepted' }
  | { readonly type: 'importClosed' };

export const noImport: ImportState = { step: 'none' };

const ABOUT_IMPORT: Readonly<Record<(ImportEvent | ImportAct)['type'], true>> = {
  importing: true,
  importUnreadable: true,
  importAccepted: true,
  importClosed: true,
  importPreviewed: true,
  importedDataset: true,
  importRefused: true,
  importAdded: true,
  importUndone: true,
  backedUp: true,
};

export function isAboutImport<T extends { readonly type: string }>(
  action: T,
): action is Extract<T, ImportEvent | ImportAct> {
  return action.type in ABOUT_IMPORT;
}

/** An answer that comes after the dialog was closed is left aside. */
export function reduceImport<
  S extends { readonly importing: ImportState; readonly toasts: readonly Toast[] },
>(state: S, action: ImportEvent | ImportAct): S {
  const { importing } = state;
  switch (action.type) {
    case 'importing':
      return { ...state, importing: { step: 'reading', names: action.names } };
    case 'importAccepted':
      return importing.step === 'review' ? { ...state, importing: { ...importing, step: 'adding' } } : state;
    case 'importClosed':
    case 'importedDataset':
      return { ...state, importing: noImport };
    case 'importPreviewed':
      return importing.step === 'reading'
        ? { ...state, importing: { step: 'review', review: action.review } }
        : state;
    case 'importUnreadable':
    case 'importRefused':
      return { ...state, importing: { step: 'refused', problem: action.problem } };
    case 'importAdded':
      return withToast(
        { ...state, importing: { step: 'added' } },
        { kind: 'imported', review: action.review },
      );
    case 'importUndone':
      return withToast(state, { kind: 'importUndone' });
    case 'backedUp':
      // The store has handed the file to the browser.
      return withToast(state, { kind: 'backedUp', name: action.name });
  }
}
