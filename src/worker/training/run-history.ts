import type { Dataset } from '../../dataset/dataset.ts';
import type { RunRecord } from '../../protocol/training-messages.ts';

/** Number of runs in the list; older runs are deleted. */
const NEWEST = 8;

/** Where the list is stored. Both reject with storage Problems. */
export interface RunStore {
  loadRuns(): Promise<readonly RunRecord[] | null>;
  saveRuns(runs: readonly RunRecord[]): Promise<void>;
}

/** The curves of finished runs, stored apart from the model, so that damage to one does not affect the other. */
export interface RunHistory {
  /** Runs on the data set in use, oldest first; runs on other data sets are stored too. */
  list(): readonly RunRecord[];
  /** Adds or replaces a run by its number. If storing fails, it rejects and the run is listed for this visit only. */
  add(run: RunRecord): Promise<void>;
  /** Rejects and changes nothing if storing fails. */
  remove(runId: number): Promise<void>;
  /** Loads the list that another tab has changed; a damaged list is ignored. */
  read(): Promise<void>;
}

/** The list with a run added or replaced by its number. */
export function withRun(before: readonly RunRecord[], added: RunRecord): readonly RunRecord[] {
  return [...before.filter((one) => one.run.id !== added.run.id), added].slice(-NEWEST);
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

  /** Changes run one at a time, each on the list as stored by then: another tab may have added to it. */
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
      const withIt = (before: readonly RunRecord[]) => withRun(before, added);
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
