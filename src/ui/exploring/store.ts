import type { ExploringEvent, ExploringSettings } from '../../protocol/exploring-messages.ts';
import { connectExploring, type ExploringClient } from '../../worker/lab-client.ts';
import { createStore, type Store } from '../state/create-store.ts';
import { type ExploringAct, type ExploringState, noExploring, reduceExploring } from './state.ts';

/** The state of the simulation, and its connection to the worker. */
export interface ExploringStore extends Pick<Store<ExploringState, never>, 'state' | 'subscribe'> {
  /** Starts a run and discards the earlier result. @param datasetId the data set on the page */
  run(settings: ExploringSettings, datasetId: string): void;
  cancel(): void;
}

/** @param connect opens the connection to the worker; tests replace it */
export function createExploringStore(
  connect: (onEvent: (event: ExploringEvent) => void) => ExploringClient = connectExploring,
): ExploringStore {
  const store = createStore<ExploringState, ExploringEvent | ExploringAct>(noExploring, reduceExploring);
  const client = connect(store.apply);
  return {
    state: store.state,
    subscribe: store.subscribe,
    run(settings, datasetId) {
      store.apply({ type: 'exploringAsked' });
      client.explore(settings, datasetId);
    },
    cancel: () => client.cancel(),
  };
}
