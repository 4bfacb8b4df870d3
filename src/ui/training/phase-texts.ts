/** Texts of the live curve in the corner of every page, and of the phases of a run. */
import type { TrainingEnd } from '../../protocol/training-messages.ts';
import { formatError } from '../kit/format.ts';
import { typicalError } from './run-summary.ts';
import type { Curve, TrainingPhase } from './training-state.ts';

export const widget = {
  name: 'Training',
  none: 'Training',
  soon: 'Starting',
  failed: 'Failed',
};

/** A typical error, for example "0.87 stars". */
export const errorText = (stars: number): string => `${formatError(stars)} stars`;

export function phaseText(phase: TrainingPhase, end: TrainingEnd | null): string {
  switch (phase) {
    case 'none':
      return 'Not trained yet';
    case 'preparing':
      return 'Getting ready to train';
    case 'running':
      return 'Training';
    case 'paused':
      return 'Paused';
    case 'failed':
      return 'Training failed';
    case 'ended':
      return end === 'early' ? 'Done: it stopped improving' : end === 'stopped' ? 'Stopped by you' : 'Done';
  }
}

/** A screen reader announces these when the phase of a run changes, not at each epoch and not during setup. */
export function trainingNews(phase: TrainingPhase, curve: Curve | null): string {
  if (phase === 'preparing' || phase === 'none') return '';
  if (phase === 'running' && curve?.run.background) return 'Training continues by itself.';
  const error = curve === null ? null : typicalError(curve);
  const typical = phase === 'ended' && error !== null ? ` Typical error ${errorText(error)}.` : '';
  return `${phaseText(phase, curve?.end ?? null)}.${typical}`;
}
