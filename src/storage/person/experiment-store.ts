import { promisifyRequest, type UseStore } from 'idb-keyval';
import {
  type ExperimentRecord,
  isExperiment,
  listFrom,
  type StoredExperiment,
  type StoredList,
  storedListOf,
} from './experiment-schema.ts';

/**
 * Writes what is kept of experiments, beside the person's other things; `PersonStore.load` reads it. Each write is one
 * transaction and on disk when its promise resolves. All throw storage Problems.
 */
export interface ExperimentStore {
  save(experiment: StoredExperiment): Promise<void>;
  /** Keeps a list in place of the same one as it was before. */
  saveList(experimentId: number, list: StoredList): Promise<void>;
  /**
   * Lets go of a list that is old. Another tab may have done it already: then nothing happens.
   * @param folded the experiment with the list counted in, from both as they are stored
   */
  fold(experiment: StoredExperiment, listId: string, folded: Fold): Promise<void>;
  remove(experiment: ExperimentRecord): Promise<void>;
}

type Fold = (experiment: StoredExperiment, list: StoredList) => StoredExperiment;

const KIND = 'experiment';

export function experimentStore(use: UseStore): ExperimentStore {
  return {
    save: (experiment) =>
      use('readwrite', (store) => {
        store.put(experiment, [KIND, experiment.id]);
      }),
    saveList: (experimentId, list) =>
      use('readwrite', (store) => {
        store.put(storedListOf(list), [KIND, experimentId, list.id]);
      }),
    fold: (experiment, listId, folded) =>
      use('readwrite', async (store) => {
        const list = listFrom(await promisifyRequest(store.get([KIND, experiment.id, listId])));
        if (list === null) return;
        const found: unknown = await promisifyRequest(store.get([KIND, experiment.id]));
        const stored = isExperiment(found) ? found : experiment;
        store.put(folded(stored, list), [KIND, experiment.id]);
        store.delete([KIND, experiment.id, listId]);
      }),
    remove: ({ id, lists }) =>
      use('readwrite', (store) => {
        store.delete([KIND, id]);
        for (const list of lists) store.delete([KIND, id, list.id]);
      }),
  };
}
