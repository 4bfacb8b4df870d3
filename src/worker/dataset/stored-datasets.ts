import type { Dataset } from '../../dataset/dataset.ts';
import type { StoredDataset } from '../../protocol/dataset-messages.ts';
import type { AppStorage } from '../session/app-storage.ts';
import type { PendingWork } from '../session/pending-work.ts';

/** The data sets that are stored, read again whenever more has been learnt from the one in use. */
export interface StoredDatasetList {
  /** What is known now; null before storage has been read. */
  list(): readonly StoredDataset[] | null;
  /** Reads storage again; the list follows. */
  read(): void;
}

/** What the list needs of a session. */
interface StoredDatasetPorts {
  readonly storage: Pick<AppStorage, 'listDatasets'>;
  readonly writes: PendingWork;
  readonly background: PendingWork;
  readonly data: { readonly base: Dataset };
  /** What has been learnt of the data set in use; the list is read again when one of them is another object. */
  learnt(): readonly unknown[];
  progressed(part: 'storedDatasets'): void;
  readonly reportError: (thrown: unknown) => null;
  readonly signal: AbortSignal;
}

export function createStoredDatasets(ports: StoredDatasetPorts): StoredDatasetList {
  const { storage, writes, background, data, learnt, progressed, reportError, signal } = ports;
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

  return {
    list() {
      if (learnt().some((one, n) => one !== readWith[n])) read();
      return known;
    },
    read,
  };
}
