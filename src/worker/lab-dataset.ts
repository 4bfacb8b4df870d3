import type { Dataset } from '../dataset/dataset.ts';
import { Problem } from '../problem.ts';
import { loadDataset } from '../storage/dataset-store.ts';
import { type DataReader, readData } from '../storage/generations.ts';

/**
 * The data set that is stored, for reading only; the built-in one where nothing is stored yet or nothing may be.
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
    return await loadDataset(await open());
  } catch (thrown) {
    // The page says so in a banner already.
    if (thrown instanceof Problem && thrown.code === 'storage-denied') return null;
    throw thrown;
  }
}
