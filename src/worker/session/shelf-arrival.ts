import { reportOf } from '../../base/problem.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import type { ShelfStage } from '../../protocol/dataset-messages.ts';
import type { Environment } from './environment.ts';
import type { SessionCore } from './session-context.ts';

/** Progress is shown this often at most. */
const PROGRESS_MS = 250;

/**
 * Fetches what the session lacks: all of the built-in data set beside its starter, or the ratings of a stored data set
 * whose head is in use. Where those are damaged, which is reported, the built-in data set takes its place.
 * @returns null where it did not arrive, or where the session ended meanwhile
 */
export async function fetchWhole(
  core: SessionCore,
  environment: Pick<Environment, 'fetchDataset'>,
): Promise<Dataset | null> {
  if (core.data.isHead !== true) return fetchShelf(core, environment);
  const { signal, storage, reportError } = core;
  const read = await storage.loadDataset(showArrival(core, 'ratings')).catch(reportError);
  if (signal.aborted) return null;
  return read ?? fetchShelf(core, environment);
}

/** Emits how far a stage is, not too often. */
function showArrival(
  { emit, signal }: SessionCore,
  stage: ShelfStage,
): (done: number, total: number) => void {
  let shownAt = Number.NEGATIVE_INFINITY;
  return (done, total) => {
    if (signal.aborted || performance.now() - shownAt < PROGRESS_MS) return;
    shownAt = performance.now();
    emit({ type: 'shelfArriving', stage, done, total });
  };
}

/**
 * Fetches all of the built-in data set while the session works with its starter, and stores it, with progress as
 * `shelfArriving` events.
 * @returns null where it did not arrive, which is emitted as `shelfDelayed`, or where the session ended meanwhile
 */
async function fetchShelf(
  core: SessionCore,
  { fetchDataset }: Pick<Environment, 'fetchDataset'>,
): Promise<Dataset | null> {
  const { emit, signal, storage, reportError } = core;
  const show = showArrival(core, 'shelf');
  try {
    const dataset = await fetchDataset((event) => {
      if (event.type !== 'loading' || event.step !== 'download' || event.total === null) return;
      show(event.done, event.total);
    });
    if (signal.aborted) return null;
    // Where it cannot be stored, this visit works with it all the same.
    await storage.saveDataset(dataset).catch(reportError);
    return signal.aborted ? null : dataset;
  } catch (thrown) {
    if (!signal.aborted) emit({ type: 'shelfDelayed', stage: 'shelf', problem: reportOf(thrown) });
    return null;
  }
}
