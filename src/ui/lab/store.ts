import { useSyncExternalStore } from 'react';
import type { LabEvent } from '../../protocol/lab-messages.ts';
import type { LabSettings } from '../../protocol/lab-settings.ts';
import { connectLab, type LabClient } from '../../worker/lab-client.ts';
import { type LabAct, type LabState, noLab, reduceLab } from './state.ts';

export interface LabStore {
  state(): LabState;
  subscribe(listener: () => void): () => void;
  /** What was measured before is given up. @param datasetId of the data set that the page shows */
  run(settings: LabSettings, datasetId: string): void;
  cancel(): void;
}

/** Holds the Lab's state and the line to its worker. */
export function createLabStore(connect: (onEvent: (event: LabEvent) => void) => LabClient): LabStore {
  let state = noLab;
  const listeners = new Set<() => void>();
  const apply = (action: LabEvent | LabAct) => {
    state = reduceLab(state, action);
    for (const listener of listeners) listener();
  };
  const client = connect(apply);
  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    run(settings, datasetId) {
      apply({ type: 'labAsked', settings });
      client.run(settings, datasetId);
    },
    cancel: () => client.cancel(),
  };
}

/** Of this window: a run goes on and its results stay while other pages are looked at. */
export const lab = createLabStore(connectLab);

export const useLab = (): LabState => useSyncExternalStore(lab.subscribe, lab.state);
