import type { LabEvent } from '../../protocol/lab-messages.ts';
import type { LabSettings } from '../../protocol/lab-settings.ts';
import { connectLab, type LabClient } from '../../worker/lab-client.ts';
import { createStore, type Store } from '../state/create-store.ts';
import { type LabAct, type LabState, noLab, reduceLab } from './state.ts';

/** The state of the Lab, and its connection to the worker. */
export interface LabStore extends Pick<Store<LabState, never>, 'state' | 'subscribe'> {
  /** Starts a run and discards the earlier results. @param datasetId the data set on the page */
  run(settings: LabSettings, datasetId: string): void;
  cancel(): void;
}

/** @param connect opens the connection to the worker; tests replace it */
export function createLabStore(
  connect: (onEvent: (event: LabEvent) => void) => LabClient = connectLab,
): LabStore {
  const store = createStore<LabState, LabEvent | LabAct>(noLab, reduceLab);
  const client = connect(store.apply);
  return {
    state: store.state,
    subscribe: store.subscribe,
    run(settings, datasetId) {
      store.apply({ type: 'labAsked', settings });
      client.run(settings, datasetId);
    },
    cancel: () => client.cancel(),
  };
}
