import type { MakeByteScan } from '../../base/byte-scanner.ts';
import type { MakeProduct } from '../../base/matrix-vector.ts';
import type { Problem } from '../../base/problem.ts';
import type { Threads } from '../../base/threads.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import type { Starter } from '../../dataset/starter.ts';
import type { Event, FromWorker } from '../../protocol/messages.ts';
import type { DatabaseName } from '../../storage/database/databases.ts';
import type { FactSource } from '../dataset/built-in-shelf.ts';
import type { StartNetwork } from '../training/network-runner.ts';
import type { AppStorage } from './app-storage.ts';
import type { Rescue } from './rescue.ts';
import type { Tabs } from './tabs.ts';

/** What the session needs from outside, so that it runs in Node as well as in a worker. */
export interface Environment {
  emit(message: FromWorker): void;
  /** Opens what is stored. Where the browser denies storage it works in memory, and `isPersistent` is false. */
  openAppStorage(): Promise<AppStorage>;
  /** Whether a database that did not answer does now; absent where none can be late. */
  doesAnswer?(database: DatabaseName): Promise<boolean>;
  /** What works where nothing could be opened; absent where nothing outlives the visit. */
  readonly rescue?: Rescue;
  /** Fetches and reads the built-in data set, with progress as `loading` events. */
  fetchDataset(emit: (event: Event) => void): Promise<Dataset>;
  /** Fetches its first movies, to begin with while the rest is fetched; absent where all comes at once. */
  fetchStarter?(): Promise<Starter>;
  /** Fetches what is known of the movies of the built-in data set. */
  readonly facts: FactSource;
  /**
   * Creates what divides long computations; absent where one thread does all.
   * @param asked number that the address forces, null for none
   */
  createThreads?(asked: number | null, reportProblem: (problem: Problem) => void): Threads;
  /** Loads the training code; only called when something is trained. */
  loadTraining(): Promise<typeof import('../../training/train.ts')>;
  /** Starts the training of a network that is trained on request; absent where there are no threads. */
  readonly startNetwork?: StartNetwork;
  /** Loads what multiplies by the factors of all movies. */
  loadProduct(): Promise<MakeProduct>;
  /** Loads what scans the factors of very many movies; absent where plain arrays do. */
  loadByteScan?(): Promise<MakeByteScan>;
  readonly tabs: Tabs;
}
