import { type MakeProduct, plainProduct } from '../../base/matrix-vector.ts';
import { Problem } from '../../base/problem.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import { noExclusion } from '../../dataset/exclude-suspicious.ts';
import type { Event } from '../../protocol/messages.ts';
import type { RunRecord } from '../../protocol/training-messages.ts';
import type { StoredCheckpoint } from '../../storage/artifacts/checkpoint-store.ts';
import type { StoredPerson } from '../../storage/person/person-store.ts';
import { type ActiveDataset, activeDataset } from '../dataset/active-dataset.ts';
import { type Rankers, storedRankers } from '../recommendations/background-recommenders.ts';
import type { AppStorage, TrainedModel } from './app-storage.ts';
import { createLibrary, fitsLibrary, type Library } from './catalogue.ts';

/** Everything that earlier visits stored; null or empty for what they did not. */
export interface Stored {
  readonly person: StoredPerson;
  readonly data: ActiveDataset;
  readonly library: Library;
  readonly rankers: Rankers;
  readonly trained: TrainedModel | null;
  readonly runs: readonly RunRecord[];
  /** A run that the end of the last visit interrupted. */
  readonly interrupted: StoredCheckpoint | null;
}

interface Sources {
  emit(event: Event): void;
  /** Reports what is damaged; opening goes on without it. */
  reportError(thrown: unknown): null;
  fetchDataset(emit: (event: Event) => void): Promise<Dataset>;
  loadProduct(): Promise<MakeProduct>;
}

/**
 * Reads all that is stored. Only the person and the data set, which can be fetched, must be there.
 * @param read a data set that was just read and stored; null to read it from storage
 */
export async function loadStored(
  storage: AppStorage,
  sources: Sources,
  read: Dataset | null,
): Promise<Stored> {
  const { emit, reportError } = sources;
  // Without it plain arrays give the same numbers, more slowly.
  const product = sources.loadProduct().catch(() => plainProduct);
  const person = await storage.loadPerson();
  if (person.unreadable.length > 0) reportError(unreadable(person.unreadable));
  const base = read ?? (await storedOrFetched(storage, sources));
  emit({ type: 'loading', step: 'prepare', done: 0, total: null });
  const chosen = (await storage.loadExcluding(base.id).catch(reportError)) ?? noExclusion;
  const data = activeDataset(base, chosen);
  const { dataset } = data;
  const library = createLibrary(dataset, await product);
  const trained = await fittingModel(storage, library).catch(reportError);
  return {
    person,
    data,
    library,
    rankers: await storedRankers(storage, dataset, reportError),
    trained,
    runs: await listedRuns(storage, trained, reportError),
    interrupted: await interruptedRun(storage, dataset.id, trained, reportError),
  };
}

/** The stored model, null if it does not fit the data set. */
export async function fittingModel(storage: AppStorage, library: Library): Promise<TrainedModel | null> {
  const found = await storage.loadModel(library.dataset.id);
  return found !== null && fitsLibrary(found.model, library) ? found : null;
}

async function storedOrFetched(
  storage: AppStorage,
  { emit, reportError, fetchDataset }: Sources,
): Promise<Dataset> {
  // A damaged data set, or one that cannot be stored, is reported and fetched: it can always be had again.
  const stored = await storage.loadDataset().catch(reportError);
  if (stored !== null) return stored;
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
    'Everything else is there. Rate those films again if you miss them.',
  );
}
