import type { DatasetPreviewState } from './dataset-preview-state.ts';
import { datasetPreview as texts } from './texts.ts';

/** A rate that was measured for a shorter time changes too much to be read. */
const SHORTEST_MS = 1000;

/** How fast a data set is read and how long it still takes; null while that is not known. */
export function rateText(
  state: Pick<
    Extract<DatasetPreviewState, { readonly phase: 'reading' }>,
    'done' | 'total' | 'ratings' | 'ms'
  >,
): string | null {
  const { done, total, ratings, ms } = state;
  if (ms < SHORTEST_MS || done === 0) return null;
  const rate = texts.readRate((done / ms) * 1000, ratings, (ratings / ms) * 1000);
  return total === null || done >= total ? rate : `${rate} · ${texts.readLeft(((total - done) / done) * ms)}`;
}
