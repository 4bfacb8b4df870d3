import { type MakeByteScan, plainByteScan } from '../../base/byte-scanner.ts';
import { type MakeProduct, plainProduct } from '../../base/matrix-vector.ts';
import { once } from '../../base/memoize.ts';
import { Problem } from '../../base/problem.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import { noExclusion } from '../../dataset/exclude-suspicious.ts';
import { joinWorld } from '../../dataset/join-facts.ts';
import type { Starter } from '../../dataset/starter.ts';
import type { Notice } from '../../protocol/dataset-messages.ts';
import type { Event } from '../../protocol/messages.ts';
import type { RunRecord } from '../../protocol/training-messages.ts';
import type { LearntMix } from '../../recommenders/hybrid/learnt-mix.ts';
import type { StoredCheckpoint } from '../../storage/artifacts/checkpoint-store.ts';
import type { StoredPerson } from '../../storage/person/stored-person.ts';
import { type ActiveDataset, activeDataset, activeHead, activeStarter } from '../dataset/active-dataset.ts';
import {
  type BackgroundRecommenders,
  storedBackgroundRecommenders,
} from '../recommendations/background-recommenders.ts';
import { COMPARED_IN_FULL } from '../recommendations/similar-by-taste.ts';
import { storedMix } from '../training/mix-learning.ts';
import type { AppStorage, TrainedModel } from './app-storage.ts';
import { type Catalogue, createCatalogue, fitsCatalogue } from './catalogue.ts';

/** Everything that earlier visits stored; null or empty for what they did not. */
export interface Stored {
  readonly person: StoredPerson;
  readonly data: ActiveDataset;
  readonly catalogue: Catalogue;
  readonly backgroundRecommenders: BackgroundRecommenders;
  /** What was learnt of the weights of the hybrid. */
  readonly mix: LearntMix | null;
  readonly trained: TrainedModel | null;
  readonly runs: readonly RunRecord[];
  /** A run that the end of the last visit interrupted. */
  readonly interrupted: StoredCheckpoint | null;
  readonly notice: Notice | null;
}

interface Sources {
  emit(event: Event): void;
  /** Reports what is damaged; opening goes on without it. */
  reportError(thrown: unknown): null;
  fetchDataset(emit: (event: Event) => void): Promise<Dataset>;
  fetchStarter?(): Promise<Starter>;
  loadProduct(): Promise<MakeProduct>;
  loadByteScan?(): Promise<MakeByteScan>;
}

/**
 * Reads all that is stored. Only the person and the data set, which can be fetched, must be there. Where no data set is
 * stored and there is a starter, that is all of the data set; it is never stored.
 * @param read a data set that was just read and stored; null to read it from storage
 */
export async function loadStored(
  storage: AppStorage,
  sources: Sources,
  read: Dataset | null,
): Promise<Stored> {
  const { reportError } = sources;
  const person = await storage.loadPerson();
  if (person.unreadable.length > 0) reportError(unreadable(person.unreadable));
  // Without it plain arrays give the same numbers, more slowly.
  const product = once(() => sources.loadProduct().catch(() => plainProduct));
  const data = await openedDataset(storage, sources, read, product);
  const { dataset, starter } = data;
  // Nothing is predicted on the starter: its lists do not wait for the code that multiplies.
  if (starter !== undefined) {
    const catalogue = createCatalogue(dataset, plainProduct);
    const backgroundRecommenders: BackgroundRecommenders = new Map();
    return {
      person,
      data,
      catalogue,
      backgroundRecommenders,
      mix: null,
      trained: null,
      runs: [],
      interrupted: null,
      notice: null,
    };
  }
  // The database reads while the catalogue is made.
  const fitted = storedBackgroundRecommenders(storage, dataset, reportError);
  const found = storage.loadModel(dataset.id);
  for (const reading of [fitted, found]) reading.catch(() => {});
  const catalogue = createCatalogue(dataset, await product(), await scanFor(dataset, sources));
  const trained = await found.then((model) => fitting(model, catalogue)).catch(reportError);
  const [runs, interrupted, mix, notice] = await Promise.all([
    listedRuns(storage, trained, reportError),
    interruptedRun(storage, dataset.id, trained, reportError),
    storedMix(storage, dataset.id, reportError),
    storage.loadNotice().catch(reportError),
  ]);
  return {
    person,
    data,
    catalogue,
    backgroundRecommenders: await fitted,
    mix,
    trained,
    runs,
    interrupted,
    notice,
  };
}

/** Its code is loaded only where there are so many movies. Without it plain arrays give the same numbers, more slowly. */
function scanFor({ movies }: Dataset, { loadByteScan }: Sources): Promise<MakeByteScan> | undefined {
  if (movies.length <= COMPARED_IN_FULL) return undefined;
  return loadByteScan?.().catch(() => plainByteScan);
}

async function openedDataset(
  storage: AppStorage,
  sources: Sources,
  read: Dataset | null,
  product: () => unknown,
): Promise<ActiveDataset> {
  const { emit, reportError, fetchStarter } = sources;
  // A damaged data set, or one that cannot be stored, is reported and fetched: it can always be had again.
  const head = read === null ? await storedHead(storage, product) : null;
  if (head !== null) return activeHead(await withWorld(storage, head, reportError));
  const known = read ?? (await storage.loadDataset().catch(reportError));
  if (known === null && fetchStarter !== undefined) return activeStarter(await fetchStarter());
  // It loads beside what follows.
  product();
  const base = await withWorld(storage, known ?? (await fetchedDataset(storage, sources)), reportError);
  emit({ type: 'loading', step: 'prepare', done: 0, total: null });
  const chosen = (await storage.loadExcluding(base.id).catch(reportError)) ?? noExclusion;
  return activeDataset(base, chosen);
}

/** What opens a visit before the ratings are read; null where they are needed for it, or where it is damaged. */
async function storedHead(storage: AppStorage, product: () => unknown): Promise<Dataset | null> {
  // Reading all of it reports what is damaged.
  const head = await storage.loadHead().catch(() => null);
  if (head === null) return null;
  product();
  const { kinds } = await storage.loadExcluding(head.id).catch(() => noExclusion);
  return kinds.length === 0 ? head : null;
}

/** The stored model, null if it does not fit the data set. */
export async function fittingModel(storage: AppStorage, catalogue: Catalogue): Promise<TrainedModel | null> {
  return fitting(await storage.loadModel(catalogue.dataset.id), catalogue);
}

function fitting(found: TrainedModel | null, catalogue: Catalogue): TrainedModel | null {
  return found !== null && fitsCatalogue(found.model, catalogue) ? found : null;
}

/** An imported data set with the statistics and links of the built-in one, where it has none of its own. */
async function withWorld(
  storage: AppStorage,
  dataset: Dataset,
  reportError: Sources['reportError'],
): Promise<Dataset> {
  if (dataset.imported !== true) return dataset;
  const world = await storage.loadWorld().catch(reportError);
  return world === null ? dataset : joinWorld(dataset, world);
}

async function fetchedDataset(
  storage: AppStorage,
  { emit, reportError, fetchDataset }: Sources,
): Promise<Dataset> {
  const dataset = await fetchDataset(emit);
  emit({ type: 'loading', step: 'save', done: 0, total: null });
  await storage.saveDataset(dataset).catch(reportError);
  return dataset;
}

/** Where the list is missing (an earlier build) or damaged, only the model's own run is known. */
async function listedRuns(
  storage: AppStorage,
  trained: TrainedModel | null,
  reportError: Sources['reportError'],
): Promise<readonly RunRecord[]> {
  const listed = await storage.loadRuns().catch(reportError);
  if (listed !== null) return listed;
  if (trained === null) return [];
  const { model: _, ...run } = trained;
  return [run];
}

/** The run that was interrupted, null if there is none or it is of no use; then its checkpoint is removed. */
export async function interruptedRun(
  storage: AppStorage,
  datasetId: string,
  trained: TrainedModel | null,
  reportError: Sources['reportError'],
): Promise<StoredCheckpoint | null> {
  try {
    const found = await storage.loadCheckpoint(datasetId);
    if (found?.run.id !== trained?.run.id || found === null) return found;
    // The visit ended after the model was stored and before its checkpoint was removed.
  } catch (thrown) {
    reportError(thrown);
  }
  await storage.removeCheckpoint().catch(reportError);
  return null;
}

function unreadable(entries: readonly string[]): Problem {
  return new Problem(
    'storage-broken',
    `${entries.length} of your stored entries could not be read (${entries.slice(0, 3).join(', ')}).`,
    'They are set aside and kept on this device, and everything else is there. Rate those films again if you miss them.',
  );
}
