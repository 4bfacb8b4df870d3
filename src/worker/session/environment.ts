import type { MakeProduct } from '../../base/matrix-vector.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import type { Event, FromWorker } from '../../protocol/messages.ts';
import type { AppStorage } from './app-storage.ts';
import type { Tabs } from './tabs.ts';

/** What the session needs from outside, so that it runs in Node as well as in a worker. */
export interface Environment {
  emit(message: FromWorker): void;
  /** Opens what is stored. Where the browser denies storage it works in memory, and `isPersistent` is false. */
  openAppStorage(): Promise<AppStorage>;
  /** Fetches and reads the built-in data set, with progress as `loading` events. */
  fetchDataset(emit: (event: Event) => void): Promise<Dataset>;
  /** Loads the training code; only called when something is trained. */
  loadTraining(): Promise<typeof import('../../training/train.ts')>;
  /** Loads what multiplies by the factors of all movies. */
  loadProduct(): Promise<MakeProduct>;
  readonly tabs: Tabs;
}
