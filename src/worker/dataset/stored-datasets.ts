import type { StoredDataset } from '../../protocol/dataset-messages.ts';
import type { SessionCore } from '../session/session-context.ts';

/** The data sets that are stored, read again whenever more has been learnt from the one in use. */
export interface StoredDatasetList {
  /** What is known now; null before storage has been read. */
  list(): readonly StoredDataset[] | null;
  /** Reads storage again; the list follows. */
  read(): void;
}

export function createStoredDatasets(core: SessionCore): StoredDatasetList {
  const { storage, writes, background, data, progressed, reportError, signal } = core;
  let known: readonly StoredDataset[] | null = null;
  /** What had been learnt when storage was read. */
  let readWith: readonly unknown[] = [];

  async function load(): Promise<void> {
    // What was learnt last is being stored.
    await writes.idle();
    const { bytesInUse, shelved } = await storage.listDatasets();
    if (signal.aborted) return;
    const { id, name, imported, report } = data.base;
    const { ratings, users, movies } = report;
    known = [
      { id, name, imported: imported === true, ratings, users, movies, bytes: bytesInUse, isInUse: true },
      // The starter is never stored, and the whole data set has its id.
      ...shelved.filter((one) => one.id !== id).map((one) => ({ ...one, isInUse: false })),
    ];
    progressed('storedDatasets');
  }

  function read(): void {
    readWith = learnt();
    background.add(load().catch(reportError));
  }

  const learnt = () => [core.model.trained(), core.backgroundRecommenders];

  return {
    list() {
      if (learnt().some((one, n) => one !== readWith[n])) read();
      return known;
    },
    read,
  };
}
