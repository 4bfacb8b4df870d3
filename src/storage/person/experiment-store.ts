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
import { experimentKey, listKey, sealed } from './person-entries.ts';

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

function put(store: IDBObjectStore, key: IDBValidKey, value: unknown): void {
  store.put(sealed(key, value), key);
}

type AddCounts = (experiment: StoredExperiment, list: StoredList) => StoredExperiment;

export function experimentStore(use: UseStore): ExperimentStore {
  return {
    save: (experiment) =>
      use('readwrite', (store) => {
        put(store, experimentKey(experiment.id), experiment);
      }),
    saveList: (experimentId, list) =>
      use('readwrite', (store) => {
        put(store, listKey(experimentId, list.id), encodeList(list));
      }),
    fold: (experiment, listId, addCounts) =>
      use('readwrite', async (store) => {
        const key = listKey(experiment.id, listId);
        const list = parseOrNull(listSchema, await promisifyRequest(store.get(key)));
        if (list === null) return;
        const found: unknown = await promisifyRequest(store.get(experimentKey(experiment.id)));
        const stored = parseOrNull(experimentSchema, found) ?? experiment;
        put(store, experimentKey(experiment.id), addCounts(stored, list));
        store.delete(key);
      }),
    remove: ({ id, lists }) =>
      use('readwrite', (store) => {
        store.delete(experimentKey(id));
        for (const list of lists) store.delete(listKey(id, list.id));
      }),
  };
}
