import type { Dataset } from '../../dataset/dataset.ts';
import type { RunRecord } from '../../protocol/training-messages.ts';

/** Runs that are listed; older ones go. */
const NEWEST = 8;

/** Where the list is kept. Both reject with storage Problems. */
export interface RunStore {
  loadRuns(): Promise<readonly RunRecord[] | null>;
  saveRuns(runs: readonly RunRecord[]): Promise<void>;
}

/** The curves of runs that are over, apart from the model, so that trouble with one leaves the other. */
export interface RunHistory {
  /** Those on the data set in use, oldest first; those on others are kept beside them. */
  list(): readonly RunRecord[];
  /** Adds a run, in place of one with its number. What cannot be kept stays for this visit and rejects. */
  add(run: RunRecord): Promise<void>;
  /** Rejects with nothing changed if it cannot be kept. */
  remove(runId: number): Promise<void>;
  /** Takes over what another tab has made of the list; a damaged one is left aside. */
  read(): Promise<void>;
}

export function createRunHistory(
  store: RunStore,
  found: readonly RunRecord[],
  { id, imported }: Pick<Dataset, 'id' | 'imported'>,
): RunHistory {
  const isListed = ({ datasetId }: RunRecord) =>
    datasetId === undefined ? imported !== true : datasetId === id;
  let runs = found;
  let last: Promise<unknown> = Promise.resolve();

  /** One change after the other, each upon what is stored by then: another tab may have added to it. */
  function change(by: (before: readonly RunRecord[]) => readonly RunRecord[]): Promise<void> {
    const changed = last.then(async () => {
      const stored = await store.loadRuns().catch(() => null);
      const next = by(stored ?? runs);
      await store.saveRuns(next);
      runs = next;
    });
    last = changed.catch(() => {});
    return changed;
  }

  return {
    list: () => runs.filter(isListed),
    async add({ run, points, end, residuals }) {
      const added = { datasetId: id, run, points, end, residuals };
      const withIt = (before: readonly RunRecord[]) =>
        [...before.filter((one) => one.run.id !== run.id), added].slice(-NEWEST);
      await change(withIt).catch((thrown: unknown) => {
        runs = withIt(runs);
        throw thrown;
      });
    },
    async read() {
      runs = (await store.loadRuns().catch(() => null)) ?? runs;
    },
    remove: (runId) => change((before) => before.filter((one) => one.run.id !== runId)),
  };
}
