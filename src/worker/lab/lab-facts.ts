import type { Dataset } from '../../dataset/dataset.ts';
import { baseIdOf } from '../../dataset/exclude-suspicious.ts';
import { type FactTables, noFactTables } from '../../dataset/fact-tables.ts';
import { joinFacts } from '../../dataset/join-facts.ts';
import type { Facts } from '../../dataset/movie-facts.ts';
import type { StoredModel } from '../../recommenders/descriptor.ts';
import {
  descriptionsStore,
  detailsStore,
  loadOwnFacts,
  worldStore,
} from '../../storage/artifacts/facts-store.ts';
import { recommenderStore } from '../../storage/artifacts/recommender-store.ts';
import { type DataReader, readData } from '../../storage/database/generations.ts';
import { leavesMemoryOnly } from '../../storage/database/storage-errors.ts';

/** Fetches what the built-in data set knows of its movies; null where it has no such file. */
interface FactsOfBuiltIn {
  details(): Promise<FactTables['details']>;
  descriptions(): Promise<FactTables['descriptions']>;
}

/**
 * What is known of the movies of a data set, for reading only: from storage, and what is not stored there of the
 * built-in data set from our origin.
 * @throws Problem of the storage other than 'storage-denied', or what fetching throws
 */
export async function openLabFacts(
  dataset: Dataset,
  source: FactsOfBuiltIn,
  open: () => Promise<DataReader> = readData,
): Promise<Facts> {
  const data = await opened(open);
  const stored = async <T>(load: (from: DataReader) => Promise<T | null>): Promise<T | null> =>
    data === null ? null : load(data);
  const isImported = dataset.imported === true;
  const baseId = baseIdOf(dataset.id);
  const own = (isImported ? await stored((from) => loadOwnFacts(from, baseId)) : null) ?? noFactTables;
  const details = (await stored((from) => detailsStore.load(from))) ?? (await source.details());
  const descriptions =
    (await stored((from) => descriptionsStore.load(from))) ?? (await source.descriptions());
  const world = isImported ? await stored((from) => worldStore.load(from)) : null;
  return joinFacts(dataset, { own, builtIn: { details, descriptions, tags: null }, world });
}

/**
 * A model that was trained elsewhere and imported for this data set, for reading only; null where there is none.
 * @throws Problem of the storage other than 'storage-denied'
 */
export async function openLabImported(
  dataset: Dataset,
  name: string,
  open: () => Promise<DataReader> = readData,
): Promise<StoredModel | null> {
  const data = await opened(open);
  return data === null ? null : recommenderStore(name).load(data, baseIdOf(dataset.id));
}

async function opened(open: () => Promise<DataReader>): Promise<DataReader | null> {
  try {
    return await open();
  } catch (thrown) {
    // A banner of the page already shows it.
    if (leavesMemoryOnly(thrown)) return null;
    throw thrown;
  }
}
