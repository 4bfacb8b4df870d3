import { type MakeProduct, plainProduct } from '../../base/matrix-vector.ts';
import { Problem } from '../../base/problem.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import { noExclusion } from '../../dataset/exclude-suspicious.ts';
import type { Event } from '../../protocol/messages.ts';
import type { RunRecord } from '../../protocol/training-messages.ts';
import type { StoredCheckpoint } from '../../storage/artifacts/checkpoint-store.ts';
import type { StoredPerson } from '../../storage/person/person-store.ts';
import { type DataInUse, dataInUse } from '../dataset/active-dataset.ts';
import { type Rankers, storedRankers } from '../recommendations/background-recommenders.ts';
import type { AppStorage, TrainedModel } from './app-storage.ts';
import { createLibrary, fitsLibrary, type Library } from './catalogue.ts';

/** Everything that earlier visits left behind; null or empty for what they did not. */
export interface Found {
  readonly stored: StoredPerson;
  readonly data: DataInUse;
  readonly library: Library;
  readonly rankers: Rankers;
  readonly trained: TrainedModel | null;
  readonly runs: readonly RunRecord[];
  /** A run that the end of the last visit broke off. */
  readonly broken: StoredCheckpoint | null;
}

interface Finding {
  emit(event: Event): void;
  /** Says what is damaged; the opening goes on without it. */
  tell(thrown: unknown): null;
  fetchDataset(emit: (event: Event) => void): Promise<Dataset>;
  loadProduct(): Promise<MakeProduct>;
}

/** Reads all that is stored. Only the person and, from the network, the data set must be had. */
export async function findStored(storage: AppStorage, finding: Finding): Promise<Found> {
  const { emit, tell } = finding;
  // Without it the same numbers come from plain arrays, later.
  const product = finding.loadProduct().catch(() => plainProduct);
  const stored = await storage.loadPerson();
  if (stored.unreadable.length > 0) tell(unreadable(stored.unreadable));
  const base = await storedOrFetched(storage, finding);
  emit({ type: 'loading', step: 'prepare', done: 0, total: null });
  const chosen = (await storage.loadExcluding(base.id).catch(tell)) ?? noExclusion;
  const data = dataInUse(base, chosen);
  const { dataset } = data;
  const library = createLibrary(dataset, await product);
  const trained = await fittingModel(storage, library).catch(tell);
  return {
    stored,
    data,
    library,
    rankers: await storedRankers(storage, dataset, tell),
    trained,
    runs: await listedRuns(storage, trained, tell),
    broken: await brokenRun(storage, dataset.id, trained, tell),
  };
}

/** The stored model, null if it does not fit the data set. */
export async function fittingModel(storage: AppStorage, library: Library): Promise<TrainedModel | null> {
  const found = await storage.loadModel(library.dataset.id);
  return found !== null && fitsLibrary(found.model, library) ? found : null;
}

async function storedOrFetched(storage: AppStorage, { emit, tell, fetchDataset }: Finding): Promise<Dataset> {
  // What is damaged or cannot be kept is said, then mended from the network or done without: the data set
  // is the one thing that can always be had again.
  const kept = await storage.loadDataset().catch(tell);
  if (kept) return kept;
  const dataset = await fetchDataset(emit);
  emit({ type: 'loading', step: 'save', done: 0, total: null });
  await storage.saveDataset(dataset).catch(tell);
  return dataset;
}

/** Without a list, of an earlier build or damaged, the model's own run is all that is known. */
async function listedRuns(
  storage: AppStorage,
  trained: TrainedModel | null,
  tell: Finding['tell'],
): Promise<readonly RunRecord[]> {
  const listed = await storage.loadRuns().catch(tell);
  if (listed !== null) return listed;
  if (trained === null) return [];
  const { model: _, ...run } = trained;
  return [run];
}

/** The run that was broken off, null if there is none or it is of no use; then it is forgotten. */
export async function brokenRun(
  storage: AppStorage,
  datasetId: string,
  trained: TrainedModel | null,
  tell: Finding['tell'],
): Promise<StoredCheckpoint | null> {
  try {
    const found = await storage.loadCheckpoint(datasetId);
    if (found?.run.id !== trained?.run.id || found === null) return found;
    // The visit ended after the model was kept and before its checkpoint was removed.
  } catch (thrown) {
    tell(thrown);
  }
  await storage.removeCheckpoint().catch(tell);
  return null;
}

function unreadable(entries: readonly string[]): Problem {
  return new Problem(
    'storage-broken',
    `${entries.length} of your stored entries could not be read (${entries.slice(0, 3).join(', ')}).`,
    'Everything else is there. Rate those films again if you miss them.',
  );
}
