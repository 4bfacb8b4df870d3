import { fitRankers } from '../recommendations/background-recommenders.ts';
import type { SessionCore } from './session-context.ts';

/** Prepares search, then fits the recommenders that every visit needs; lists use each as soon as it is there. */
export async function fitInBackground(core: SessionCore): Promise<void> {
  const { storage, library, signal } = core;
  await library.prepareSearch();
  await fitRankers(storage, library.dataset, core.rankers, (rankers) => {
    if (signal.aborted) return false;
    core.rankers = rankers;
    core.changed(['recommenders'], 'new');
    return true;
  });
}
