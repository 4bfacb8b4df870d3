import type { ProblemReport } from '../../base/problem.ts';
import type { DatasetEvent, DatasetOffer } from '../../protocol/dataset-messages.ts';

/** A data set on its way into use; null while there is none. `name` is null for the one that comes with the app. */
export type OfferState =
  | {
      readonly phase: 'reading';
      readonly name: string | null;
      readonly done: number;
      readonly total: number | null;
    }
  | { readonly phase: 'ready'; readonly offer: DatasetOffer }
  | { readonly phase: 'saving' }
  | { readonly phase: 'refused'; readonly name: string | null; readonly problem: ProblemReport };

/** The events that change nothing but this. */
type OfferEvent = Exclude<DatasetEvent, { readonly type: 'datasetLeft' }>;

const ABOUT_OFFER: Readonly<Record<OfferEvent['type'], true>> = {
  datasetReading: true,
  datasetOffered: true,
  datasetRefused: true,
  datasetSaving: true,
  offerDropped: true,
};

export function isAboutOffer<T extends { readonly type: string }>(
  action: T,
): action is Extract<T, OfferEvent> {
  return action.type in ABOUT_OFFER;
}

export function offerAfter(event: OfferEvent): OfferState | null {
  switch (event.type) {
    case 'datasetReading':
      return { phase: 'reading', name: event.name, done: event.done, total: event.total };
    case 'datasetOffered':
      return { phase: 'ready', offer: event.offer };
    case 'datasetSaving':
      return { phase: 'saving' };
    case 'datasetRefused':
      return { phase: 'refused', name: event.name, problem: event.problem };
    case 'offerDropped':
      return null;
  }
}
