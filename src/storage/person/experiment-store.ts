import { promisifyRequest, type UseStore } from 'idb-keyval';
import { parseOrNull } from '../../base/schemas.ts';
import {
  type ExperimentRecord,
  encodeList,
  experimentSchema,
  listSchema,
  type StoredExperiment,
  type StoredList,
} from './experiment-schema.ts';
import { experimentKey, listKey } from './person-entries.ts';

/**
 * Writes the records of experiments; `PersonStore.load` reads them. Each write is one transaction and on disk when its
 * promise resolves. All reject with storage Problems.
 */
export interface ExperimentStore {
  save(experiment: StoredExperiment): Promise<void>;
  /** Replaces the list with this id. */
  saveList(experimentId: number, list: StoredList): Promise<void>;
  /**
   * Deletes an old list after its counts are added to the experiment. Does nothing where another tab has done it.
   * @param addCounts returns the experiment with the counts of the list, both as they are stored
   */
  fold(experiment: StoredExperiment, listId: string, addCounts: AddCounts): Promise<void>;
  remove(experiment: ExperimentRecord): Promise<void>;
}

type AddCounts = (experiment: StoredExperiment, list: StoredList) => StoredExperiment;

export function experimentStore(use: UseStore): ExperimentStore {
  return {
    save: (experiment) =>
      use('readwrite', (store) => {
        store.put(experiment, experimentKey(experiment.id));
      }),
    saveList: (experimentId, list) =>
      use('readwrite', (store) => {
        store.put(encodeList(list), listKey(experimentId, list.id));
      }),
    fold: (experiment, listId, addCounts) =>
      use('readwrite', async (store) => {
        const key = listKey(experiment.id, listId);
        const list = parseOrNull(listSchema, await promisifyRequest(store.get(key)));
        if (list === null) return;
        const found: unknown = await promisifyRequest(store.get(experimentKey(experiment.id)));
        const stored = parseOrNull(experimentSchema, found) ?? experiment;
        store.put(addCounts(stored, list), experimentKey(experiment.id));
        store.delete(key);
      }),
    remove: ({ id, lists }) =>
      use('readwrite', (store) => {
        store.delete(experimentKey(id));
        for (const list of lists) store.delete(listKey(id, list.id));
      }),
  };
}
