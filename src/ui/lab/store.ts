import type { LabEvent } from '../../protocol/lab-messages.ts';
import type { LabSettings } from '../../protocol/lab-settings.ts';
import { connectLab, type LabClient } from '../../worker/lab-client.ts';
import { createStore, type Store } from '../state/create-store.ts';
import { type LabAct, type LabState, noLab, reduceLab } from './state.ts';

/** What the Lab knows, and its line to its worker. */
export interface LabStore extends Pick<Store<LabState, never>, 'state' | 'subscribe'> {
  /** What was measured before is given up. @param datasetId of the data set that the page shows */
  run(settings: LabSettings, datasetId: string): void;
  cancel(): void;
}

/** @param connect makes the line to the worker; replaced in tests */
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
