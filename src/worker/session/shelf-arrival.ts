import { reportOf } from '../../base/problem.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import type { Environment } from './environment.ts';
import type { SessionCore } from './session-context.ts';

/** Progress is shown this often at most. */
const PROGRESS_MS = 250;

/**
 * Fetches all of the built-in data set while the session works with its starter, and stores it, with progress as
 * `shelfArriving` events.
 * @returns null where it did not arrive, which is emitted as `shelfDelayed`, or where the session ended meanwhile
 */
export async function fetchShelf(
  { emit, signal, storage, reportError }: SessionCore,
  { fetchDataset }: Pick<Environment, 'fetchDataset'>,
): Promise<Dataset | null> {
  let shownAt = Number.NEGATIVE_INFINITY;
  try {
    const dataset = await fetchDataset((event) => {
      if (event.type !== 'loading' || event.step !== 'download' || event.total === null) return;
      if (signal.aborted || performance.now() - shownAt < PROGRESS_MS) return;
      shownAt = performance.now();
      emit({ type: 'shelfArriving', stage: 'shelf', done: event.done, total: event.total });
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
