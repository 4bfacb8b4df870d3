import type { Dataset } from '../../dataset/dataset.ts';
import { excludeSuspicious, noExclusion } from '../../dataset/exclude-suspicious.ts';
import { joinWorld } from '../../dataset/join-facts.ts';
import { datasetStore } from '../../storage/artifacts/dataset-store.ts';
import { excludingStore } from '../../storage/artifacts/excluding-store.ts';
import { worldStore } from '../../storage/artifacts/facts-store.ts';
import { type DataReader, readData } from '../../storage/database/generations.ts';
import { leavesMemoryOnly } from '../../storage/database/storage-errors.ts';

/**
 * The stored data set without what is excluded by choice, for reading only; the built-in one where nothing is stored or
 * storage is denied.
 * @throws Problem of the storage other than 'storage-denied', or what fetching throws
 */
export async function openLabDataset(
  fetchBuiltIn: () => Promise<Dataset>,
  open: () => Promise<DataReader> = readData,
): Promise<Dataset> {
  return (await storedDataset(open)) ?? (await fetchBuiltIn());
}

async function storedDataset(open: () => Promise<DataReader>): Promise<Dataset | null> {
  try {
    const data = await open();
    const stored = await datasetStore.load(data);
    if (stored === null) return null;
    const world = stored.imported === true ? await worldStore.load(data) : null;
    const base = world === null ? stored : joinWorld(stored, world);
    return excludeSuspicious(base, (await excludingStore.load(data, base.id)) ?? noExclusion).dataset;
  } catch (thrown) {
    // A banner of the page already shows it.
    if (leavesMemoryOnly(thrown)) return null;
    throw thrown;
  }
}
