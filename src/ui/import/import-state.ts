import type { ProblemReport } from '../../base/problem.ts';
import type { BringEvent, BroughtReview } from '../../protocol/import-messages.ts';
import { type Toast, withToast } from '../state/toast-state.ts';

/** How far what was dropped or chosen is; the dialog is open until `none`. */
export type BringState =
  | { readonly step: 'none' }
  | { readonly step: 'reading'; readonly names: readonly string[] }
  | { readonly step: 'review' | 'adding'; readonly review: BroughtReview }
  | { readonly step: 'added' }
  | { readonly step: 'refused'; readonly problem: ProblemReport };

export type BringAct =
  | { readonly type: 'bringing'; readonly names: readonly string[] }
  /** The page could not even read it. */
  | { readonly type: 'bringUnreadable'; readonly problem: ProblemReport }
  /** The person said yes. */
  | { readonly type: 'bringAccepted' }
  | { readonly type: 'bringClosed' };

export const noBring: BringState = { step: 'none' };

const ABOUT_BRING: Readonly<Record<(BringEvent | BringAct)['type'], true>> = {
  bringing: true,
  bringUnreadable: true,
  bringAccepted: true,
  bringClosed: true,
  broughtIn: true,
  broughtDataset: true,
  bringRefused: true,
  broughtAdded: true,
  broughtUndone: true,
  backedUp: true,
};

export function isAboutBring<T extends { readonly type: string }>(
  action: T,
): action is Extract<T, BringEvent | BringAct> {
  return action.type in ABOUT_BRING;
}

/** An answer that comes after the dialog was closed is left aside. */
export function reduceBring<S extends { readonly bring: BringState; readonly toasts: readonly Toast[] }>(
  state: S,
  action: BringEvent | BringAct,
): S {
  const { bring } = state;
  switch (action.type) {
    case 'bringing':
      return { ...state, bring: { step: 'reading', names: action.names } };
    case 'bringAccepted':
      return bring.step === 'review' ? { ...state, bring: { ...bring, step: 'adding' } } : state;
    case 'bringClosed':
    case 'broughtDataset':
      return { ...state, bring: noBring };
    case 'broughtIn':
      return bring.step === 'reading'
        ? { ...state, bring: { step: 'review', review: action.review } }
        : state;
    case 'bringUnreadable':
    case 'bringRefused':
      return { ...state, bring: { step: 'refused', problem: action.problem } };
    case 'broughtAdded':
      return withToast({ ...state, bring: { step: 'added' } }, { kind: 'brought', review: action.review });
    case 'broughtUndone':
      return withToast(state, { kind: 'broughtUndone' });
    case 'backedUp':
      // The store has handed the file to the browser.
      return withToast(state, { kind: 'backedUp', name: action.name });
  }
}
