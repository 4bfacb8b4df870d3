import type { MakeProduct } from '../../base/matrix-vector.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import type { Event } from '../../protocol/messages.ts';
import type { AppStorage } from './app-storage.ts';
import type { Tabs } from './tabs.ts';

/** What the session needs of the world, so that it runs in Node as in a worker. */
export interface Ports {
  emit(event: Event): void;
  /** Opens what is stored; decides by itself to go on in memory and says so through `kept`. */
  openAppStorage(): Promise<AppStorage>;
  /** Fetches and reads the built-in data set, telling how far it is. */
  fetchDataset(emit: (event: Event) => void): Promise<Dataset>;
  /** Brings in the learn side; only called when something is trained. */
  loadTraining(): Promise<typeof import('../../training/train.ts')>;
  /** Brings in what multiplies by the factors of all films. */
  loadProduct(): Promise<MakeProduct>;
  readonly tabs: Tabs;
}
