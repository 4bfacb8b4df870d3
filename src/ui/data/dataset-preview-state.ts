import type { ProblemReport } from '../../base/problem.ts';
import type { DatasetEvent, DatasetPreview } from '../../protocol/dataset-messages.ts';

/** A data set on its way into use; null while there is none. `name` is null for the one that comes with the app. */
export type DatasetPreviewState =
  | {
      readonly phase: 'reading';
      readonly name: string | null;
      readonly done: number;
      readonly total: number | null;
    }
  | { readonly phase: 'ready'; readonly datasetPreview: DatasetPreview }
  | { readonly phase: 'saving' }
  | { readonly phase: 'refused'; readonly name: string | null; readonly problem: ProblemReport };

/** The events that change nothing but this. */
type PreviewEvent = Exclude<DatasetEvent, { readonly type: 'datasetLeft' }>;

const ABOUT_PREVIEW: Readonly<Record<PreviewEvent['type'], true>> = {
  datasetReading: true,
  datasetPreviewed: true,
  datasetRefused: true,
  datasetSaving: true,
  previewDiscarded: true,
};

export function isAboutPreview<T extends { readonly type: string }>(
  action: T,
): action is Extract<T, PreviewEvent> {
  return action.type in ABOUT_PREVIEW;
}

export function previewAfter(event: PreviewEvent): DatasetPreviewState | null {
  switch (event.type) {
    case 'datasetReading':
      return { phase: 'reading', name: event.name, done: event.done, total: event.total };
    case 'datasetPreviewed':
      return { phase: 'ready', datasetPreview: event.datasetPreview };
    case 'datasetSaving':
      return { phase: 'saving' };
    case 'datasetRefused':
      return { phase: 'refused', name: event.name, problem: event.problem };
    case 'previewDiscarded':
      return null;
  }
}
