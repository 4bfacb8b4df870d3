/** All that the page knows besides the answers to its queries: the slices of its features. */

import { type DatasetPreviewState, datasetPreviewSlice } from '../data/dataset-preview-state.ts';
import { type ForYouState, forYouSlice } from '../for-you/state.ts';
import { type ImportState, importSlice } from '../import/import-state.ts';
import { type TrainingState, trainingSlice } from '../training/training-state.ts';
import { type WhyState, whySlice } from '../why/why-state.ts';
import type { Action } from './actions.ts';
import { type AppState, appSlice } from './app-state.ts';
import { personSlice, type ShownPerson } from './person-state.ts';
import { type Toast, toastSlice } from './toast-state.ts';

export interface State {
  readonly app: AppState;
  readonly person: ShownPerson;
  readonly toasts: readonly Toast[];
  readonly training: TrainingState;
  readonly importing: ImportState;
  readonly datasetPreview: DatasetPreviewState | null;
  readonly why: WhyState;
  readonly forYou: ForYouState;
}

export const initialState: State = {
  app: appSlice.initial,
  person: personSlice.initial,
  toasts: toastSlice.initial,
  training: trainingSlice.initial,
  importing: importSlice.initial,
  datasetPreview: datasetPreviewSlice.initial,
  why: whySlice.initial,
  forYou: forYouSlice.initial,
};

export function reduce(state: State, action: Action): State {
  const next: State = {
    app: appSlice.reduce(state.app, action, state),
    person: personSlice.reduce(state.person, action, state),
    toasts: toastSlice.reduce(state.toasts, action, state),
    training: trainingSlice.reduce(state.training, action, state),
    importing: importSlice.reduce(state.importing, action, state),
    datasetPreview: datasetPreviewSlice.reduce(state.datasetPreview, action, state),
    why: whySlice.reduce(state.why, action, state),
    forYou: forYouSlice.reduce(state.forYou, action, state),
  };
  const names = Object.keys(next) as (keyof State)[];
  return names.every((name) => next[name] === state[name]) ? state : next;
}
